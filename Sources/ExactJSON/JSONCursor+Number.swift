extension JSONCursor {
    /// Goes over a number (RFC 8259 section 6); its value is left to whoever asks.
    mutating func readNumber() throws(JSONError) {
        if byte == UInt8(ascii: "-") { at &+= 1 }
        if byte == UInt8(ascii: "0") {
            at &+= 1
            if isDigit { throw JSONError(.invalidNumber, at: at) }
        } else {
            try readDigits()
        }
        if byte == UInt8(ascii: ".") {
            at &+= 1
            try readDigits()
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            at &+= 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at &+= 1 }
            try readDigits()
        }
    }

    private mutating func readDigits() throws(JSONError) {
        guard isDigit else { throw JSONError(at < buffer.count ? .invalidNumber : .unexpectedEnd, at: at) }
        while isDigit { at &+= 1 }
    }

    private var isDigit: Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
}
