extension JSONCursor {
    /// Goes over a string from the byte after its opening quote to the one after its closing quote, and checks all of it.
    ///
    /// - Returns: whether it has escapes.
    @inline(__always)
    mutating func readString() throws(JSONError) -> Bool {
        var isEscaped = false
        while true {
            skipPlain()
            guard let byte else { throw JSONError(.unexpectedEnd, at: at) }
            switch byte {
            case UInt8(ascii: "\""):
                at &+= 1
                return isEscaped
            case UInt8(ascii: "\\"):
                isEscaped = true
                try readEscape()
            case 0..<0x20: throw JSONError(.controlCharacter, at: at)
            default: try readMultiByte()
            }
        }
    }

    /// Goes to the next quote, backslash, control character or byte above ASCII; eight bytes at a time.
    @inline(__always)
    private mutating func skipPlain() {
        while at &+ 8 <= buffer.count {
            let word = buffer.word(at: at)
            let special = word | below(0x20, word) | below(1, word ^ Self.quotes) | below(1, word ^ Self.backslashes)
            let marks = UInt64(littleEndian: special) & Self.highBits
            guard marks == 0 else {
                at &+= marks.trailingZeroBitCount >> 3
                return
            }
            at &+= 8
        }
        while let byte, byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C { at &+= 1 }
    }

    /// Sets the high bit of every byte below `limit`, and perhaps of ones above that in the word: the lowest is right,
    /// since a borrow only comes from a byte below the limit.
    @inline(__always)
    private func below(_ limit: UInt64, _ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101 &* limit) & ~word
    }

    private static var quotes: UInt64 { 0x2222_2222_2222_2222 }
    private static var backslashes: UInt64 { 0x5C5C_5C5C_5C5C_5C5C }
    private static var highBits: UInt64 { 0x8080_8080_8080_8080 }
}

extension JSONCursor {
    private mutating func readEscape() throws(JSONError) {
        let start = at
        at &+= 1
        switch byte {
        case nil: throw JSONError(.unexpectedEnd, at: at)
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at &+= 1
        case UInt8(ascii: "u"):
            at &+= 1
            try readUnicodeEscape(from: start)
        default: throw JSONError(.invalidEscape, at: start)
        }
    }

    /// RFC 8259 section 7: a scalar above U+FFFF is a pair. A half alone stands for no scalar and is refused.
    private mutating func readUnicodeEscape(from start: Int) throws(JSONError) {
        let unit = try readUnit()
        guard (0xD800..<0xE000).contains(unit) else { return }
        guard unit < 0xDC00, byte == UInt8(ascii: "\\") else { throw JSONError(.loneSurrogate, at: start) }
        at &+= 1
        guard byte == UInt8(ascii: "u") else { throw JSONError(.loneSurrogate, at: start) }
        at &+= 1
        guard (0xDC00..<0xE000).contains(try readUnit()) else { throw JSONError(.loneSurrogate, at: start) }
    }

    private mutating func readUnit() throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte else { throw JSONError(.unexpectedEnd, at: at) }
            guard let digit = JSONEscapes.hexadecimalDigit(byte) else { throw JSONError(.invalidEscape, at: at) }
            unit = unit << 4 | digit
            at &+= 1
        }
        return unit
    }

    /// Goes over one scalar above ASCII (RFC 3629 section 4): no overlong form, no surrogate, nothing above U+10FFFF.
    private mutating func readMultiByte() throws(JSONError) {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch buffer[at] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONError(.invalidUTF8, at: at)
        }
        guard at &+ length <= buffer.count, second.contains(buffer[at &+ 1]) else {
            throw JSONError(.invalidUTF8, at: at)
        }
        var index = at &+ 2
        while index < at &+ length {
            guard buffer[index] & 0xC0 == 0x80 else { throw JSONError(.invalidUTF8, at: at) }
            index &+= 1
        }
        at &+= length
    }
}
