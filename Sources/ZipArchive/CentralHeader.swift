/// One entry of the directory (APPNOTE 4.3.12).
struct CentralHeader {
    static let fixedSize = 46

    let flags: HeaderFlags
    let method: UInt16
    let crc32: UInt32
    let compressedSize: Int64
    let size: Int64
    let rawName: [UInt8]
    let extraFields: ExtraFields
    /// The upper half is a Unix mode, whichever system wrote it; zero where there is none.
    let unixMode: UInt32
    /// Where the local header lies, from the beginning of the archive.
    let localOffset: Int64

    init(reading reader: inout RecordReader) throws(ZipRefusal) {
        try reader.signature(Signature.centralHeader)
        _ = try reader.bytes(4)  // versions
        flags = HeaderFlags(rawValue: try reader.uint16())
        method = try reader.uint16()
        _ = try reader.bytes(4)  // time and date
        crc32 = try reader.uint32()
        let sizes = [try reader.uint32(), try reader.uint32()]
        let nameLength = Int(try reader.uint16())
        let extraLength = Int(try reader.uint16())
        let commentLength = Int(try reader.uint16())
        let volume = try reader.uint16()
        _ = try reader.bytes(2)  // internal attributes
        unixMode = try reader.uint32() >> 16
        let offset = try reader.uint32()
        rawName = Array(try reader.bytes(nameLength))
        extraFields = ExtraFields(bytes: try reader.bytes(extraLength))
        _ = try reader.bytes(commentLength)
        guard volume == 0 || volume == .max else { throw .severalVolumes }
        // The zip64 field has the size before the compressed size.
        let values = try extraFields.zip64Values(for: [sizes[1], sizes[0], offset])
        (size, compressedSize, localOffset) = (values[0], values[1], values[2])
    }
}

/// General purpose bit flags (APPNOTE 4.4.4).
struct HeaderFlags: OptionSet {
    let rawValue: UInt16

    static let encrypted = HeaderFlags(rawValue: 1 << 0)
    static let dataDescriptor = HeaderFlags(rawValue: 1 << 3)
    static let patch = HeaderFlags(rawValue: 1 << 5)
    static let stronglyEncrypted = HeaderFlags(rawValue: 1 << 6)
    static let utf8 = HeaderFlags(rawValue: 1 << 11)
    static let maskedHeaders = HeaderFlags(rawValue: 1 << 13)
}
