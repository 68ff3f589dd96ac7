/// Why a text is no JSON, and where.
package struct JSONError: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        case empty, unexpectedByte, unexpectedEnd, trailingBytes, invalidNumber, invalidEscape, loneSurrogate
        case controlCharacter, invalidUTF8, tooDeep, tooLong
    }

    package let reason: Reason
    /// Bytes from the start.
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
