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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw .unreadableForm
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .unreadableForm }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte &- 0x30
        case 0x41...0x46: byte &- 0x37
        case 0x61...0x66: byte &- 0x57
        default: nil
        }
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
