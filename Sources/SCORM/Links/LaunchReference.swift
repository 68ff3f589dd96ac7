/// A URL in a manifest that asks for something to be launched, looked at as text.
package struct LaunchReference: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// To a file of the package.
        case relative
        /// `http:` or `https:`.
        case absolute
        case protocolRelative = "protocol-relative"
        case rootRelative = "root-relative"
        /// Any other scheme: `javascript:`, `TODO:`, `C:`; never launched.
        case scheme
        case empty
    }

    /// As resolved, with parameters.
    package let text: String
    package let kind: Kind
    /// The file that it names from the folder of the manifest: percent-decoded, without query, fragment, backslashes and
    /// dot segments. Nil where it names none, or climbs out.
    package let path: String?
    /// Whether it climbs out of the package or starts at the root.
    package let escapesPackage: Bool

    package init(_ text: String) {
        self.text = text
        let slashed = text.trimmed.replacing("\\", with: "/")
        kind = Self.kind(of: slashed)
        let path = kind == .relative ? Self.path(of: slashed) : nil
        let climbs = path?.first == ".."
        self.path = climbs || path?.isEmpty != false ? nil : path?.joined(separator: "/")
        escapesPackage = climbs || kind == .rootRelative
    }

    /// Stands for an address that is longer than we take; it is never launched.
    static let tooLong = LaunchReference("too-long:…")

    private static func kind(of text: String) -> Kind {
        if text.isEmpty { return .empty }
        if text.hasPrefix("//") { return .protocolRelative }
        if text.hasPrefix("/") { return .rootRelative }
        // Browsers drop tabs and line ends inside a scheme, and control characters before it.
        let scalars = text.unicodeScalars.lazy.filter { $0.value > 0x20 }.prefix(256)
        let beginning = String(String.UnicodeScalarView(Array(scalars)))
        guard let scheme = beginning.prefixMatch(of: /([A-Za-z][A-Za-z0-9+.\-]*):/)?.output.1.lowercased() else {
            return .relative
        }
        return scheme == "http" || scheme == "https" ? .absolute : .scheme
    }

    /// Segments, dots resolved; begins with `..` where it climbs out.
    private static func path(of text: String) -> [Substring]? {
        let file = text.prefix { $0 != "?" && $0 != "#" }
        let decoded = percentDecoded(String(file)).replacing("\\", with: "/")
        guard !decoded.contains("\0") else { return nil }
        if decoded.hasPrefix("/") { return [".."] }
        var segments: [Substring] = []
        for segment in decoded.split(separator: "/", omittingEmptySubsequences: true) where segment != "." {
            if segment != ".." {
                segments.append(segment)
            } else if segments.popLast() == nil {
                return [".."]
            }
        }
        return segments
    }

    /// Triplets that are none stay as they are.
    static func percentDecoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(hexadecimal: rest.prefix(2)) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// Two hexadecimal digits, else nil.
    init?(hexadecimal digits: Substring.UTF8View) {
        guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
            return nil
        }
        guard let value = UInt8(Substring(digits), radix: 16) else { return nil }
        self = value
    }
}
