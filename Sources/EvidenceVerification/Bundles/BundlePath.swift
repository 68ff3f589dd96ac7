import Completion

/// Where things lie in a bundle, in this order.
enum BundlePath {
    static let head = "bundle.json"
    static let question = "question.json"
    static let checkpoint = "checkpoint"
    static let growth = "growth"
    static let proof = "proof"
    static let claims = "claims.json"
    static let summary = "summary.html"
    static let seals = "seals.json"

    static func records(_ number: Int) -> String { numbered("records", number) }

    static func period(_ number: Int) -> String { numbered("periods", number) }

    private static func numbered(_ folder: String, _ number: Int) -> String {
        let digits = String(number)
        return folder + "/" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".json"
    }

    /// Several versions of a rule that is not shipped may be in force, each in another course.
    static func rule(_ rule: RuleDocument) -> String {
        NamedRules.document(rule.id) == nil ? "rules/\(rule.id).\(rule.version).json" : "rules/\(rule.id).json"
    }
}
