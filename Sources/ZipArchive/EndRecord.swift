/// The end of central directory record, with the zip64 records before it where there are some (APPNOTE 4.3.14–4.3.16).
struct EndRecord {
    static let size = 22
    static let locatorSize = 20
    /// Without the extensible data sector, which nobody writes.
    static let zip64Size = 56

    /// How many entries, how many bytes, from where (counted from the beginning of the archive).
    private(set) var count: Int64
    private(set) var directorySize: Int64
    private(set) var directoryOffset: Int64
    let commentLength: Int64
    /// Where the directory ends in the file: at this record, or at the zip64 one.
    private(set) var position: Int64
    /// Where the archive begins in the file, if the zip64 locator tells.
    private(set) var base: Int64?

    init(at position: Int64, in file: ArchiveFile) throws(ZipRefusal) {
        var reader = RecordReader(try file.bytes(at: position, count: Self.size))
        try reader.signature(Signature.end)
        let disks = [try reader.uint16(), try reader.uint16()]
        let counts = [try reader.uint16(), try reader.uint16()]
        count = Int64(counts[1])
        directorySize = Int64(try reader.uint32())
        directoryOffset = Int64(try reader.uint32())
        commentLength = Int64(try reader.uint16())
        self.position = position
        if try readZip64(in: file) { return }
        guard disks == [0, 0], counts[0] == counts[1] else { throw .severalVolumes }
    }

    /// - Returns: whether there is a zip64 locator. If so, it is believed, since other readers believe it.
    private mutating func readZip64(in file: ArchiveFile) throws(ZipRefusal) -> Bool {
        let locatorPosition = position - Int64(Self.locatorSize)
        guard locatorPosition >= 0 else { return false }
        var locator = RecordReader(try file.bytes(at: locatorPosition, count: Self.locatorSize))
        guard try locator.uint32() == Signature.zip64Locator else { return false }
        guard try locator.uint32() == 0 else { throw .severalVolumes }
        let offset = try locator.int64()
        guard try locator.uint32() <= 1 else { throw .severalVolumes }
        // Counted from the beginning of the archive; where something stands before it, the record is further on.
        let places = [offset, locatorPosition - Int64(Self.zip64Size)]
        for place in places where place >= offset {
            guard var record = try Self.zip64Record(at: place, endingAt: locatorPosition, in: file) else { continue }
            try take(&record)
            position = place
            base = place - offset
            return true
        }
        throw .damaged(path: nil)
    }

    /// The fields of a zip64 record that ends where the locator begins, or `nil` if there is none.
    private static func zip64Record(
        at position: Int64,
        endingAt end: Int64,
        in file: ArchiveFile
    ) throws(ZipRefusal) -> RecordReader? {
        guard end >= Int64(zip64Size), position <= end - Int64(zip64Size) else { return nil }
        var reader = RecordReader(try file.bytes(at: position, count: zip64Size))
        guard try reader.uint32() == Signature.zip64End else { return nil }
        // What follows the field itself, from the twelfth byte on.
        return try reader.int64() == end - position - 12 ? reader : nil
    }

    /// The short record either says the same or points here by its highest number.
    private mutating func take(_ record: inout RecordReader) throws(ZipRefusal) {
        _ = try record.bytes(4)  // versions
        let disks = [try record.uint32(), try record.uint32()]
        let counts = [try record.int64(), try record.int64()]
        guard disks == [0, 0], counts[0] == counts[1] else { throw .severalVolumes }
        let size = try record.int64()
        let offset = try record.int64()
        guard count == counts[1] || count == Int64(UInt16.max),
            directorySize == size || directorySize == Int64(UInt32.max),
            directoryOffset == offset || directoryOffset == Int64(UInt32.max)
        else { throw .damaged(path: nil) }
        (count, directorySize, directoryOffset) = (counts[1], size, offset)
    }
}
