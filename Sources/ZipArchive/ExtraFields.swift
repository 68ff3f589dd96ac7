/// The extra fields of a header (APPNOTE 4.5). Padding and what is malformed behind the fields is passed over.
struct ExtraFields {
    static let zip64: UInt16 = 0x0001
    /// Info-ZIP's name in UTF-8 (APPNOTE 4.6.9).
    static let unicodePath: UInt16 = 0x7075

    let bytes: ArraySlice<UInt8>

    /// The first field of this kind.
    func field(_ wanted: UInt16) -> RecordReader? {
        var reader = RecordReader(bytes)
        while let identifier = try? reader.uint16(), let count = try? reader.uint16(),
            let field = try? reader.bytes(Int(count))
        {
            if identifier == wanted { return RecordReader(field) }
        }
        return nil
    }

    /// The values behind the highest numbers, in their order; a header leaves out those that fit into it.
    func zip64Values(for fields: [UInt32]) throws(ZipRefusal) -> [Int64] {
        guard fields.contains(.max) else { return fields.map(Int64.init) }
        guard var reader = field(Self.zip64) else { throw .damaged(path: nil) }
        var values: [Int64] = []
        for field in fields { values.append(field == .max ? try reader.int64() : Int64(field)) }
        return values
    }
}
