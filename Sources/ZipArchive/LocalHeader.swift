/// The header before a member's content (APPNOTE 4.3.7).
struct LocalHeader {
    static let fixedSize: Int64 = 30

    let flags: HeaderFlags
    let method: UInt16
    let crc32: UInt32
    let compressedSize: Int64
    let size: Int64
    let rawName: ArraySlice<UInt8>
    /// Where the content begins, in the file.
    let dataOffset: Int64

    /// - Parameters:
    ///   - position: in the file.
    ///   - nameLength: as the directory has it; the rest is read only if this agrees, so that one read does.
    init(at position: Int64, nameLength: Int, in file: ArchiveFile) throws(ZipRefusal) {
        let start = try file.bytes(at: position, count: Int(Self.fixedSize) + nameLength)
        var reader = RecordReader(start)
        try reader.signature(Signature.localHeader)
        _ = try reader.bytes(2)  // version
        flags = HeaderFlags(rawValue: try reader.uint16())
        method = try reader.uint16()
        _ = try reader.bytes(4)  // time and date
        crc32 = try reader.uint32()
        let sizes = [try reader.uint32(), try reader.uint32()]
        guard Int(try reader.uint16()) == nameLength else { throw .lyingHeader(path: "") }
        let extraLength = Int(try reader.uint16())
        rawName = try reader.bytes(nameLength)
        dataOffset = position + Int64(start.count) + Int64(extraLength)
        guard sizes.contains(.max) else {
            (compressedSize, size) = (Int64(sizes[0]), Int64(sizes[1]))
            return
        }
        let extra = try file.bytes(at: position + Int64(start.count), count: extraLength)
        let values = try ExtraFields(bytes: ArraySlice(extra)).zip64Values(for: [sizes[1], sizes[0]])
        (size, compressedSize) = (values[0], values[1])
    }

    /// Says the same as the directory.
    func agrees(with central: CentralHeader) -> Bool {
        crc32 == central.crc32 && compressedSize == central.compressedSize && size == central.size
    }

    /// Leaves open, for the data descriptor, what it does not say as the directory does.
    func defers(to central: CentralHeader) -> Bool {
        flags.contains(.dataDescriptor) && [0, central.crc32].contains(crc32)
            && [0, central.compressedSize].contains(compressedSize) && [0, central.size].contains(size)
    }
}
