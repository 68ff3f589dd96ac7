/// Where things lie in a bundle, in this order.
enum BundlePath {
    static let head = "bundle.json"
    static let question = "question.json"
    static let checkpoint = "checkpoint"
    static let growth = "growth"
    static let proof = "proof"
    static let claims = "claims.json"
    static let summary = "summary.html"

    static func records(_ number: Int) -> String {
        let digits = String(number)
        return "records/" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".json"
    }

    static func rule(_ id: String) -> String { "rules/\(id).json" }
}
