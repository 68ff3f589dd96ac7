/// The fields of `application/x-www-form-urlencoded`, decoded to texts in UTF-8; each name once.
struct FormFields {
    private(set) var values: [String: String] = [:]

    /// - Throws: 400 for a broken `%` encoding, for bytes that are no UTF-8, and for a name that stands twice.
    init(reading bytes: [UInt8]) throws(Problem) {
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(parts.first ?? [])
            let value = try Self.decoded(parts.dropFirst().first ?? [])
            guard values.updateValue(value, forKey: name) == nil else {
                throw .invalidParameter(name, french: "donné deux fois.", english: "given twice.")
            }
        }
    }

    /// Takes a field out; header names are compared without regard to case.
    mutating func take(header name: String) -> String? {
        let folded = name.lowercased()
        guard let key = values.keys.first(where: { $0.lowercased() == folded }) else { return nil }
        return values.removeValue(forKey: key)
    }

    mutating func take(_ name: String) -> String? { values.removeValue(forKey: name) }

    private static func decoded(_ text: ArraySlice<UInt8>) throws(Problem) -> String {
        guard let decoded = String(formEncoded: text) else { throw .unreadableForm }
        return decoded
    }
}

extension Problem {
    fileprivate static var unreadableForm: Problem {
        Problem(
            .invalidBody,
            french: "Le formulaire contient un codage % qui n’est pas de l’UTF-8.",
            english: "The form holds a % encoding that is not UTF-8."
        )
    }
}
