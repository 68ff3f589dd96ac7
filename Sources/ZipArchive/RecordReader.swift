/// Numbers and byte strings, read in turn from bytes that nobody trusts. Numbers are little-endian (APPNOTE 4.4.1.1).
struct RecordReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }
    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }
    var remaining: ArraySlice<UInt8> { rest }

    mutating func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws(ZipRefusal) -> Integer {
        let bytes = try bytes(MemoryLayout<Integer>.size)
        return bytes.reversed().reduce(0) { $0 << 8 | Integer(truncatingIfNeeded: $1) }
    }

    mutating func uint16() throws(ZipRefusal) -> UInt16 { try integer(UInt16.self) }

    mutating func uint32() throws(ZipRefusal) -> UInt32 { try integer(UInt32.self) }

    /// A size or an offset of eight bytes; none is above 2⁶³.
    mutating func int64() throws(ZipRefusal) -> Int64 {
        let value = try integer(Int64.self)
        guard value >= 0 else { throw .damaged(path: nil) }
        return value
    }

    mutating func signature(_ signature: UInt32) throws(ZipRefusal) {
        guard try uint32() == signature else { throw .damaged(path: nil) }
    }

    mutating func bytes(_ count: Int) throws(ZipRefusal) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else { throw .damaged(path: nil) }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}

/// What the records begin with, as a little-endian number.
enum Signature {
    static let localHeader: UInt32 = 0x0403_4B50
    static let centralHeader: UInt32 = 0x0201_4B50
    static let dataDescriptor: UInt32 = 0x0807_4B50
    static let end: UInt32 = 0x0605_4B50
    static let zip64End: UInt32 = 0x0606_4B50
    static let zip64Locator: UInt32 = 0x0706_4B50
}
