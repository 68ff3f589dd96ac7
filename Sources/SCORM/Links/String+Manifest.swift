extension String {
    /// White space runs as single spaces, none at the ends.
    package var collapsed: String {
        unicodeScalars.split { $0.properties.isWhitespace }.map { String(String.UnicodeScalarView($0)) }
            .joined(separator: " ")
    }

    /// Without white space at its ends.
    var trimmed: String {
        guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// Short enough to be quoted, on one line.
    var excerpt: String {
        let text = String(String.UnicodeScalarView(unicodeScalars.prefix(1_000))).collapsed
        return text.count > 120 ? text.prefix(119) + "…" : text
    }

    /// An XML Schema decimal (no exponent, no infinity), else nil.
    var decimal: Double? {
        let text = trimmed
        guard text.utf8.count <= 64, text.wholeMatch(of: /[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)/) != nil else {
            return nil
        }
        guard let number = Double(text), number.isFinite else { return nil }
        return number
    }

    /// An XML Schema boolean, else nil.
    var boolean: Bool? {
        switch trimmed.lowercased() {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }
}
