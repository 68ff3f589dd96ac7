extension UInt8 {
    var isDigit: Bool { self &- 0x30 < 10 }

    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    var isAlphanumeric: Bool { isDigit || isLetter }

    var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

    /// Value of a decimal digit; meaningless for other bytes, never a trap.
    var digit: Int { Int(self &- 0x30) }
}

extension String {
    /// Whether nothing but white space would be seen.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

    /// The same scalars in the same order: `==` of strings would also join composed and decomposed letters.
    func isSpelt(like other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// ASCII letters made lower case, everything else left as it is.
    var asciiLowercased: String {
        guard utf8.contains(where: { $0 &- 0x41 < 26 }) else { return self }
        return String(decoding: utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
