import Foundation
import TestSupport
import Testing

@testable import ZipArchive

@Suite("damage")
struct DamageTests {
    private static let writers = [
        ZipWriter(ZipEntry("a.txt", "alpha"), ZipEntry("b/"), ZipEntry(deflated: "b/c.txt", "gamma").streamed(.signed)),
        ZipWriter(ZipEntry("a", "1").wide(), ZipEntry(name: [0x82], stored: [50])).with {
            $0.hasZip64End = true
            $0.comment = Array("comment".utf8)
        },
        ZipWriter(
            ZipEntry("a"),
            ZipEntry(name: Array("inner.zip".utf8), stored: ZipWriter(ZipEntry("x", "y")).bytes),
            ZipEntry("b", "2")
        ),
    ]

    @Test("cut off anywhere, it is refused", arguments: writers.indices)
    func truncation(_ index: Int) throws {
        let bytes = Self.writers[index].bytes
        _ = try ZipArchive(bytes).texts()
        for length in bytes.indices {
            #expect(throws: ZipRefusal.self, "\(length) of \(bytes.count) bytes") {
                try ZipArchive(Array(bytes.prefix(length))).texts()
            }
        }
    }

    @Test("any byte changed, it is refused or nothing crashes", arguments: writers.indices)
    func everyByte(_ index: Int) throws {
        let bytes = Self.writers[index].bytes
        let file = try TemporaryFile(bytes)
        for place in bytes.indices {
            for value in [0, 0xFF, bytes[place] ^ 1, bytes[place] ^ 0x80] {
                var changed = bytes
                changed[place] = value
                try file.write(changed)
                try Self.use(file.path)
            }
        }
    }

    @Test("20,000 random mutations crash nothing")
    func mutations() throws {
        var random = SplitMix64(seed: 2026)
        let file = try TemporaryFile([])
        var opened = 0
        for round in 0..<20_000 {
            var bytes = Self.writers[round % Self.writers.count].bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) { Self.mutate(&bytes, using: &random) }
            try file.write(bytes)
            if try Self.use(file.path) { opened += 1 }
        }
        // Otherwise the mutations are too wild to reach anything behind the first check.
        #expect(opened > 100)
    }

    /// Does all that can be done with an archive: whatever is read has its declared size and checksum.
    @discardableResult
    private static func use(_ path: String) throws -> Bool {
        guard let archive = try? ZipArchive(path: path) else { return false }
        try? archive.verify()
        for member in archive.members {
            #expect(member.dataOffset >= 30)
            guard let content = try? archive.read(member, limit: 1 << 20) else { continue }
            #expect(Int64(content.count) == member.size)
            #expect(CRC32.of(content) == member.crc32)
        }
        return true
    }

    private static func mutate(_ bytes: inout [UInt8], using random: inout SplitMix64) {
        guard let place = bytes.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.replaceSubrange(place..<min(place + 4, bytes.count), with: [0xFF, 0xFF, 0xFF, 0xFF])
        case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 4: bytes.removeSubrange(place..<min(place + 3, bytes.count))
        default:
            let source = Int.random(in: 0..<bytes.count, using: &random)
            bytes.insert(contentsOf: Array(bytes[source...].prefix(30)), at: place)
        }
    }
}
