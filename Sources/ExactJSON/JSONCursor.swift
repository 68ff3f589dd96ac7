/// A place in the bytes of a document that is being read.
///
/// `at` never passes `buffer.count`, and every read of a byte stands behind a comparison with it: in a release build the
/// buffer checks nothing itself.
struct JSONCursor {
    let buffer: UnsafeBufferPointer<UInt8>
    var at = 0

    init(_ buffer: UnsafeBufferPointer<UInt8>) { self.buffer = buffer }

    /// The byte here; nil at the end.
    var byte: UInt8? {
        @inline(__always) get { at < buffer.count ? buffer[at] : nil }
    }

    /// Goes over the four characters of RFC 8259 section 2 that may stand between tokens.
    @inline(__always)
    mutating func skipSpace() {
        while let byte, byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at &+= 1 }
    }

    @inline(__always)
    mutating func expect(_ expected: UInt8) throws(JSONError) {
        guard byte == expected else { throw unexpected() }
        at &+= 1
    }

    mutating func expect(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[index]) }
    }

    /// The fault of whatever stands here.
    func unexpected() -> JSONError { JSONError(at < buffer.count ? .unexpectedByte : .unexpectedEnd, at: at) }
}
