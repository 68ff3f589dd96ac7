import Foundation
import TestSupport
import Testing

@testable import ZipArchive

@Suite("bombs")
struct BombTests {
    /// 512 MiB of zero bytes and a few more, in half a megabyte.
    private static let thousands = 520_000
    private static let size = UInt32(1 + 1032 * thousands)

    private static func bomb(declaring size: UInt32) -> [UInt8] {
        let data = Deflate.zeros(thousands: thousands)
        return ZipWriter(ZipEntry(name: Array("zeros".utf8), method: 8, data: data, crc32: 0, size: size)).bytes
    }

    /// The most memory that this process ever held, in bytes.
    private static func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber))) * 1024
    }

    @Test("a stream that swells a thousand times is refused before it is inflated")
    func refusedUnread() throws {
        #expect(throws: ZipRefusal.ratio(path: "zeros", limit: 200)) {
            try ZipArchive(Self.bomb(declaring: Self.size))
        }
    }

    @Test(
        "half a gibibyte passes through little memory, whether all of it is wanted or cut off",
        arguments: [size, 99]
    )
    func flatMemory(declared: UInt32) throws {
        var limits = ZipArchive.Limits()
        limits.ratio = 2000
        let bytes = Self.bomb(declaring: declared)
        let before = try Self.peak()
        var inflated: Int64 = 0
        let expected = declared == Self.size ? ZipRefusal.crcMismatch(path: "zeros") : .lyingHeader(path: "zeros")
        #expect(throws: expected) { try ZipArchive(bytes, limits: limits).verify { inflated = $0 } }
        #expect(inflated == (declared == Self.size ? Int64(Self.size) : 0))
        // Other tests of the process take memory meanwhile; a content held whole would take 512 MiB.
        #expect(try Self.peak() - before < 200 << 20)
    }

    @Test("a lying size does not make a reader hold more than it allowed")
    func readIsBounded() throws {
        let archive = try ZipArchive(Self.bomb(declaring: 99))
        let member = try #require(archive.members.first)
        #expect(throws: ZipRefusal.lyingHeader(path: "zeros")) { try archive.read(member, limit: 99) }
    }

    /// Libzip alone goes through the directory for each of them, which takes minutes.
    @Test(
        "thousands of false end records, each behind a large directory, cost little",
        .timeLimit(.minutes(20)),
        arguments: [false, true]
    )
    func falseEndRecords(inComment: Bool) throws {
        var writer = ZipWriter((0..<4000).map { ZipEntry("folder/\($0)") })
        let honest = writer.bytes
        let start = try #require(honest.firstRange(of: [0x50, 0x4B, 1, 2] as [UInt8])).lowerBound
        let lastEntry = honest.count - 22 - 46 - "folder/3999".utf8.count
        var record = ByteWriter()
        record.add(0x0605_4B50 as UInt32, 0 as UInt32, 3999 as UInt16, 3999 as UInt16)
        record.add(UInt32(lastEntry - start), UInt32(start), 0 as UInt16)
        let records = Array(repeatElement(record.bytes, count: 2900).joined())
        if inComment {
            writer.comment = records + [0]
        } else {
            let head = ByteWriter().adding(0x3999 as UInt16).adding(UInt16(records.count)).bytes
            writer.entries[3999].central.extra = head + records
        }
        let archive = try ZipArchive(writer.bytes)
        #expect(archive.members.count == 4000)
    }
}
