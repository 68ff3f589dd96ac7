/// Writes a zip file whose members are stored as they are: the same members always give the same bytes. What it writes,
/// `ZipArchive` reads (APPNOTE 4.3, without zip64: 65,534 members and 4 GiB at most).
package struct StoredZipWriter {
    package enum Fault: Error, Equatable, Sendable {
        case tooLarge
    }

    /// 1 January 1980, the first day that a zip can write, at midnight.
    private static let date: UInt32 = 0x0021_0000
    private static let version: UInt16 = 20
    /// Names are UTF-8 (4.4.4, bit 11).
    private static let flags: UInt16 = 0x0800

    private let sink: ([UInt8]) throws -> Void
    private var directory: [UInt8] = []
    private var count: UInt16 = 0
    private var offset: UInt32 = 0

    /// - Parameter sink: takes the bytes of the file, piece by piece.
    package init(to sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
    }

    /// - Throws: `Fault.tooLarge`, and what the sink throws.
    package mutating func add(_ path: String, _ content: [UInt8]) throws {
        let name = Array(path.utf8)
        guard count < UInt16.max - 1, let size = UInt32(exactly: content.count),
            let length = UInt16(exactly: name.count)
        else { throw Fault.tooLarge }
        var shared = Self.little(Self.flags) + Self.little(0 as UInt16) + Self.little(Self.date)
        shared += Self.little(CRC32.checksum(of: content)) + Self.little(size) + Self.little(size)
        shared += Self.little(length) + Self.little(0 as UInt16)
        let local = Self.little(0x0403_4B50 as UInt32) + Self.little(Self.version) + shared + name
        directory += Self.little(0x0201_4B50 as UInt32) + Self.little(Self.version) + Self.little(Self.version) + shared
        directory += Array(repeating: 0, count: 10) + Self.little(offset) + name
        let (end, overflow) = offset.addingReportingOverflow(UInt32(local.count))
        let (next, overflows) = end.addingReportingOverflow(size)
        guard !overflow, !overflows, UInt32(exactly: directory.count) != nil,
            next < UInt32.max - UInt32(directory.count)
        else { throw Fault.tooLarge }
        try sink(local)
        try sink(content)
        offset = next
        count += 1
    }

    /// Writes the directory; nothing is added behind it.
    package func finish() throws {
        var end = Self.little(0x0605_4B50 as UInt32) + Self.little(0 as UInt32)
        end += Self.little(count) + Self.little(count) + Self.little(UInt32(truncatingIfNeeded: directory.count))
        end += Self.little(offset) + Self.little(0 as UInt16)
        try sink(directory + end)
    }

    private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

/// The checksum of zip files (APPNOTE 4.4.7), eight bytes at a time.
enum CRC32 {
    /// Eight tables of 256, one behind the other.
    private static let tables: [UInt32] = {
        var tables = (0..<256).map { byte in
            (0..<8).reduce(UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1) &* 0xEDB8_8320 }
        }
        for place in 256..<8 * 256 {
            let before = tables[place - 256]
            tables.append(before >> 8 ^ tables[Int(before & 255)])
        }
        return tables
    }()

    static func checksum(of bytes: [UInt8]) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            bytes.withUnsafeBytes { buffer in
                var sum = UInt32.max
                var place = 0
                while place + 8 <= buffer.count {
                    var word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                    word ^= UInt64(sum)
                    sum = 0
                    var table = 7 * 256
                    while table >= 0 {
                        sum ^= tables[table + Int(word & 255)]
                        word >>= 8
                        table -= 256
                    }
                    place += 8
                }
                while place < buffer.count {
                    sum = sum >> 8 ^ tables[Int((sum ^ UInt32(buffer[place])) & 255)]
                    place += 1
                }
                return ~sum
            }
        }
    }
}
