import NIOCore

/// A zip file whose members are stored as they are: enough to make packages in tests.
struct StoredZip {
    private var members = ByteBuffer()
    private var directory = ByteBuffer()
    private var count: UInt16 = 0

    init(_ files: [(path: String, text: String)]) {
        for file in files { add(file.path, Array(file.text.utf8)) }
    }

    var bytes: ByteBuffer {
        var zip = members
        let start = UInt32(zip.readableBytes)
        zip.writeImmutableBuffer(directory)
        zip.writeInteger(0x0605_4B50, endianness: .little, as: UInt32.self)
        zip.writeInteger(0, as: UInt32.self)
        for _ in 0..<2 { zip.writeInteger(count, endianness: .little) }
        zip.writeInteger(UInt32(directory.readableBytes), endianness: .little)
        zip.writeInteger(start, endianness: .little)
        zip.writeInteger(0, as: UInt16.self)
        return zip
    }

    private mutating func add(_ path: String, _ content: [UInt8]) {
        let offset = UInt32(members.readableBytes)
        members.writeInteger(0x0403_4B50, endianness: .little, as: UInt32.self)
        Self.writeHeader(path, content, to: &members)
        members.writeString(path)
        members.writeBytes(content)
        directory.writeInteger(0x0201_4B50, endianness: .little, as: UInt32.self)
        directory.writeInteger(20, endianness: .little, as: UInt16.self)
        Self.writeHeader(path, content, to: &directory)
        for _ in 0..<3 { directory.writeInteger(0, as: UInt16.self) }
        directory.writeInteger(0, as: UInt32.self)
        directory.writeInteger(offset, endianness: .little)
        directory.writeString(path)
        count += 1
    }

    /// Version, flags, method, time and date, CRC, sizes, lengths of name and extra field.
    private static func writeHeader(_ path: String, _ content: [UInt8], to buffer: inout ByteBuffer) {
        for field in [20, 0, 0, 0, 0x5C21] as [UInt16] { buffer.writeInteger(field, endianness: .little) }
        buffer.writeInteger(crc32(content), endianness: .little)
        for _ in 0..<2 { buffer.writeInteger(UInt32(content.count), endianness: .little) }
        for field in [UInt16(path.utf8.count), 0] { buffer.writeInteger(field, endianness: .little) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
