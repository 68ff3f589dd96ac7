/// The header fields of one part, by name in small letters; folded lines are joined (RFC 2046, RFC 822).
struct MultipartHeaders: Equatable {
    private(set) var fields: [String: String] = [:]

    /// Nil where a line is no field, or a field stands twice.
    init?(_ bytes: some Sequence<UInt8>) {
        for line in Self.lines(bytes) {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, let value = parts.dropFirst().first, Self.isToken(name) else { return nil }
            guard fields.updateValue(value.trimmed, forKey: name.lowercased()) == nil else { return nil }
        }
    }

    /// - Parameter name: in small letters.
    subscript(name: String) -> String? { fields[name] }

    /// A line that begins with white space goes on with the one before.
    private static func lines(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for line in String(decoding: Array(bytes), as: UTF8.self).split(separator: "\r\n") {
            if let first = line.utf8.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"),
                let last = lines.popLast()
            {
                lines.append(last + " " + line.trimmed)
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }

    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (33...126).contains($0) }
    }
}
