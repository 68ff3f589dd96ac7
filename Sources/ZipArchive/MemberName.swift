/// The name of a member, decoded: UTF-8 where it says so or is valid, otherwise CP437 (APPNOTE D.1).
struct MemberName {
    /// The bytes that count: Info-ZIP's UTF-8 name where there is one that belongs to the raw one.
    let bytes: [UInt8]
    let text: String

    init(_ header: CentralHeader) throws(ZipRefusal) {
        let utf8 = String(validating: header.rawName, as: UTF8.self)
        let decoded = utf8 ?? CodePage437.decode(header.rawName)
        guard utf8 != nil || !header.flags.contains(.utf8) else { throw .damaged(path: decoded) }
        guard let unicode = Self.unicodePath(of: header), unicode.bytes != header.rawName else {
            bytes = header.rawName
            text = decoded
            return
        }
        // Two names, one for each half of the world's readers: both must be safe, and not both claim UTF-8.
        _ = try MemberPath(decoded)
        guard !header.flags.contains(.utf8) else { throw .lyingHeader(path: decoded) }
        bytes = unicode.bytes
        text = unicode.text
    }

    /// Version 1, the checksum of the raw name, then the name; a field of another name's is out of date.
    private static func unicodePath(of header: CentralHeader) -> (bytes: [UInt8], text: String)? {
        guard var field = header.extraFields.field(ExtraFields.unicodePath),
            (try? field.integer(UInt8.self)) == 1, (try? field.uint32()) == crc32(of: header.rawName)
        else { return nil }
        let bytes = Array(field.remaining)
        return String(validating: bytes, as: UTF8.self).map { (bytes, $0) }
    }

    /// Bit by bit: names are short, and few have this field.
    private static func crc32(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
    }
}
