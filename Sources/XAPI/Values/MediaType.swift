/// Internet media types: `type/subtype`, then parameters (RFC 2045 §5.1, RFC 2046).
enum MediaType {
    /// Whether the text starts with a type and a subtype, followed by nothing or by `;` and printable characters.
    static func isWellFormed(_ text: String) -> Bool {
        var rest = text.utf8[...]
        guard takeToken(&rest), rest.popFirst() == UInt8(ascii: "/"), takeToken(&rest) else { return false }
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let next = rest.popFirst() else { return true }
        return next == UInt8(ascii: ";") && rest.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }
    }

    private static func takeToken(_ rest: inout Substring.UTF8View) -> Bool {
        let before = rest.count
        rest = rest.drop(while: isTokenByte)
        return rest.count < before
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^")...UInt8(ascii: "`"),
            UInt8(ascii: "{")...UInt8(ascii: "~"):
            true
        default: byte.isAlphanumeric
        }
    }
}
