/// A header's value with parameters behind it: `multipart/mixed; boundary="a b"` (RFC 9110 section 5.6.6).
struct ParameterizedValue: Equatable {
    /// In small letters.
    let value: String
    /// By name in small letters; quotes are taken off.
    let parameters: [String: String]

    init(_ text: String) {
        var rest = text[...]
        value = Self.take(&rest, to: ";").trimmed.lowercased()
        var parameters: [String: String] = [:]
        while rest.popFirst() != nil {
            var name = Self.take(&rest, to: ";=")
            guard rest.first == "=" else { continue }
            rest.removeFirst()
            name = name.trimmed[...]
            parameters[name.lowercased()] = Self.takeValue(&rest)
        }
        self.parameters = parameters
    }

    private static func take(_ rest: inout Substring, to ends: String) -> Substring {
        let end = rest.utf8.firstIndex { ends.utf8.contains($0) } ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    /// A token, or a text in quotes in which a backslash goes before what stands for itself.
    private static func takeValue(_ rest: inout Substring) -> String {
        let text = rest.drop { $0 == " " || $0 == "\t" }
        guard text.first == "\"" else { return take(&rest, to: ";").trimmed }
        rest = text.dropFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            value.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
        }
        _ = take(&rest, to: ";")
        return value
    }
}

extension StringProtocol {
    /// Without spaces and tabs around.
    var trimmed: String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let text = Substring(self)
        guard let first = text.utf8.firstIndex(where: { !isBlank($0) }),
            let last = text.utf8.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }
}
