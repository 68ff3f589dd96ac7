/// Absolute identifiers as RFC 3987 writes them: a scheme, then authority, path, query and fragment.
package enum IRI {
    /// Whether the text is an IRI with a scheme and something after it; syntax only, nothing of a scheme's own rules.
    ///
    /// Refused: relative references, spaces, `"<>\^` and `` ` `` and braces, bare `%`, control and bidirectional
    /// formatting characters, private-use characters, brackets outside an IPv6 host.
    package static func isValid(_ text: String) -> Bool {
        var rest = text.utf8[...]
        guard takeScheme(&rest), !rest.isEmpty else { return false }
        if rest.starts(with: [0x2F, 0x2F]) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? rest.endIndex
            guard isAuthority(rest[..<end]) else { return false }
            rest = rest[end...]
        }
        return isPathQueryAndFragment(rest) && (isASCII(text) || text.unicodeScalars.allSatisfy(isAllowed))
    }

    /// Whether the text is an absolute URI, that is an IRI of ASCII characters (RFC 3986).
    package static func isURI(_ text: String) -> Bool { isASCII(text) && isValid(text) }

    private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    private static func takeScheme(_ rest: inout Substring.UTF8View) -> Bool {
        guard rest.first?.isLetter == true else { return false }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: ":") { return true }
            guard byte.isAlphanumeric || byte == 0x2B || byte == 0x2D || byte == 0x2E else { return false }
        }
        return false
    }

    /// `userinfo@host:port`; brackets only around an IP literal at the start of the host.
    private static func isAuthority(_ authority: Substring.UTF8View) -> Bool {
        var host = authority
        if let at = authority.lastIndex(of: 0x40) {
            guard allowed(authority[..<at], .userInfo) else { return false }
            host = authority[at...].dropFirst()
        }
        var port = host[host.endIndex...]
        if host.first == 0x5B {
            guard let close = host.firstIndex(of: 0x5D), isIPLiteral(host[..<close].dropFirst()) else { return false }
            port = host[close...].dropFirst()
        } else {
            port = host[(host.firstIndex(of: 0x3A) ?? host.endIndex)...]
            guard allowed(host[..<port.startIndex], .name) else { return false }
        }
        return port.isEmpty || (port.first == 0x3A && port.dropFirst().allSatisfy(\.isDigit))
    }

    private static func isIPLiteral(_ literal: Substring.UTF8View) -> Bool {
        guard let first = literal.first else { return false }
        if first | 0x20 == UInt8(ascii: "v") { return allowed(literal, .userInfo) }
        return literal.contains(0x3A) && literal.allSatisfy { $0.isHexDigit || $0 == 0x3A || $0 == 0x2E }
    }

    private static func isPathQueryAndFragment(_ text: Substring.UTF8View) -> Bool {
        guard let hash = text.firstIndex(of: 0x23) else { return allowed(text, .path) }
        return allowed(text[..<hash], .path) && allowed(text[hash...].dropFirst(), .path)
    }

    /// Characters of the set, percent triplets and, looked at elsewhere, everything beyond ASCII.
    private static func allowed(_ text: Substring.UTF8View, _ set: ASCIISet) -> Bool {
        var triplet = 0
        for byte in text {
            if triplet > 0 {
                guard byte.isHexDigit else { return false }
                triplet -= 1
            } else if byte == UInt8(ascii: "%") {
                triplet = 2
            } else if byte < 0x80, !set.contains(byte) {
                return false
            }
        }
        return triplet == 0
    }

    /// RFC 3987 §2.2 `ucschar` (`iprivate` means nothing between strangers and is left out) and §4.1.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x80: true
        case 0x200E, 0x200F, 0x202A...0x202E: false
        case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
        case 0x10000...0xDFFFF, 0xE1000...0xEFFFD: scalar.value & 0xFFFF < 0xFFFE
        default: false
        }
    }
}

/// A set of ASCII characters, one bit each.
struct ASCIISet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Letters, digits and these characters.
    init(lettersDigitsAnd marks: String) {
        for byte in UInt8(0)..<0x80 where byte.isAlphanumeric || marks.utf8.contains(byte) {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 0x80 && high >> UInt64(byte - 64) & 1 == 1
    }

    /// RFC 3987 `iunreserved` and `sub-delims`: a host name.
    static let name = ASCIISet(lettersDigitsAnd: "-._~!$&'()*+,;=")
    static let userInfo = ASCIISet(lettersDigitsAnd: "-._~!$&'()*+,;=:")
    /// Path, query or fragment.
    static let path = ASCIISet(lettersDigitsAnd: "-._~!$&'()*+,;=:@/?")
    /// What RFC 6068 lets stand unescaped in the local part of an address (no comma: one address only).
    static let mailboxLocalPart = ASCIISet(lettersDigitsAnd: "-._~!$&'*+=/")
    static let mailboxDomain = ASCIISet(lettersDigitsAnd: "-._")
}
