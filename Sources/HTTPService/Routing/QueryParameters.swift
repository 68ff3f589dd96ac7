import Foundation

/// The parameters of a request's query, decoded; each name once.
struct QueryParameters: Sendable, Equatable {
    private(set) var values: [String: String] = [:]

    init() {}

    init(_ values: [String: String]) { self.values = values }

    /// Reads `application/x-www-form-urlencoded`: a plus sign is a space, `%2B` a plus sign.
    init(reading query: String?) throws(Problem) {
        for pair in Array((query ?? "").utf8).split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(parts.first ?? [])
            let value = try Self.decoded(parts.dropFirst().first ?? [])
            guard values.updateValue(value, forKey: name) == nil else {
                throw .invalidParameter(name, french: "donné deux fois.", english: "given twice.")
            }
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// Refuses a name that the route does not know, so that a misspelt filter never answers with everything.
    func check(against known: Set<String>) throws(Problem) {
        for name in values.keys.sorted() where !known.contains(name) {
            let list = known.isEmpty ? "–" : known.sorted().joined(separator: ", ")
            throw Problem(
                .unknownParameter,
                french: "« \(name) » n’est pas connu ici. Connus : \(list).",
                english: "“\(name)” is not known here. Known: \(list)."
            )
        }
    }

    func boolean(_ name: String) throws(Problem) -> Bool? {
        switch self[name] {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw .invalidParameter(name, french: "true ou false.", english: "true or false.")
        }
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalidParameter(
                name,
                french: "un nombre entier de \(range.lowerBound) à \(range.upperBound).",
                english: "a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    func uuid(_ name: String) throws(Problem) -> UUID? {
        guard let text = self[name] else { return nil }
        guard let uuid = UUID(uuidString: text) else {
            throw .invalidParameter(name, french: "un UUID.", english: "a UUID.")
        }
        return uuid
    }

    private static func decoded(_ text: ArraySlice<UInt8>) throws(Problem) -> String {
        guard let decoded = String(formEncoded: text), !decoded.utf8.contains(0) else {
            throw Problem(
                .invalidParameter,
                french: "La requête contient un codage % qui n’est pas de l’UTF-8, ou le caractère U+0000.",
                english: "The query holds a % encoding that is not UTF-8, or the character U+0000."
            )
        }
        return decoded
    }

    /// The parameters as a query, for links: names in order, every reserved character encoded.
    var query: String {
        values.sorted { $0.key < $1.key }
            .map { "\(String(percentEncoding: $0.key))=\(String(percentEncoding: $0.value))" }.joined(separator: "&")
    }

    /// Takes a parameter out.
    mutating func remove(_ name: String) -> String? { values.removeValue(forKey: name) }

    func setting(_ name: String, _ value: String) -> QueryParameters {
        var copy = self
        copy.values[name] = value
        return copy
    }
}
