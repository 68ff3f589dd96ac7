import Crypto
import TestSupport
import Testing
import TransparencyLog

@Suite("keys of many parts out of one secret")
struct KeyTreeTests {
    private static let secret = Array(repeating: UInt8(7), count: 32)

    /// The key of a part by the words of `docs/evidence.md`: from the secret, a hash for each bit of the way.
    private static func key(_ part: Int, of record: UInt8, bits: Int) -> [UInt8] {
        let way = (0..<8).reversed().map { record >> $0 & 1 } + (0..<bits).reversed().map { UInt8(part >> $0 & 1) }
        return way.reduce(secret) { Array(SHA256.hash(data: Array("releve key v1\n".utf8) + [$1] + $0)) }
    }

    @Test(
        "a part's key is as far below its record's as the number of parts asks for",
        arguments: [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (8, 3), (9, 4), (1_000, 10)]
    )
    func derived(parts: Int, bits: Int) throws {
        let tree = try KeyTree(secret: Self.secret)
        for record in [0, 1, 100, 255] as [UInt8] {
            let keys = tree.keys(ofRecord: record, parts: parts)
            #expect(keys.map { $0?.bytes } == (0..<parts).map { Self.key($0, of: record, bits: bits) })
        }
    }

    @Test("destroying some keys leaves all others, and nothing that gives the destroyed ones again")
    func destroyed() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<20 {
            let counts = (0..<256).map { _ in Int.random(in: 1...12, using: &random) }
            let whole = try KeyTree(secret: Self.secret)
            var tree = whole
            var gone: Set<[Int]> = []
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                let record = Int.random(in: 0...255, using: &random)
                let part = Int.random(in: 0..<counts[record], using: &random)
                gone.insert([record, part])
                tree.destroy(part: part, ofRecord: UInt8(record), parts: counts[record])
            }
            let record = Int.random(in: 0...255, using: &random)
            for part in 0..<counts[record] { gone.insert([record, part]) }
            tree.destroy(record: UInt8(record))
            tree = try KeyTree(reading: tree.bytes)
            for record in 0..<256 {
                let before = whole.keys(ofRecord: UInt8(record), parts: counts[record])
                let after = tree.keys(ofRecord: UInt8(record), parts: counts[record])
                for part in 0..<counts[record] {
                    #expect(after[part] == (gone.contains([record, part]) ? nil : before[part]))
                }
            }
            // What is kept is no node on the way to a key that is gone, so that no hash leads there.
            let bytes = tree.bytes
            for place in gone {
                let parts = counts[place[0]]
                let bits = parts == 1 ? 0 : Int.bitWidth - (parts - 1).leadingZeroBitCount
                let way = (place[0] << bits | place[1], 8 + bits)
                for start in stride(from: 1, to: bytes.count, by: 41) {
                    let depth = Int(bytes[start])
                    let path = bytes[start + 1..<start + 9].reduce(0) { $0 << 8 | Int($1) }
                    #expect(depth > way.1 || way.0 >> (way.1 - depth) != path)
                }
            }
        }
    }

    @Test("keys of several records are those of each, destroyed or not")
    func several() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<20 {
            let counts = (0..<256).map { _ in Int.random(in: 1...12, using: &random) }
            var tree = try KeyTree(secret: Self.secret)
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let record = UInt8.random(in: 0...255, using: &random)
                tree.destroy(part: 0, ofRecord: record, parts: counts[Int(record)])
                tree.destroy(record: UInt8.random(in: 0...255, using: &random))
            }
            let start = Int.random(in: 0...255, using: &random)
            let several = tree.keys(ofRecordsFrom: UInt8(start), parts: Array(counts[start...]) + [1])
            let each = (start..<256).map { tree.keys(ofRecord: UInt8($0), parts: counts[$0]) }
            #expect(several == each + [[nil]])
        }
    }

    @Test("what no tree of keys is, is refused")
    func malformed() throws {
        let bytes = try KeyTree(secret: Self.secret).bytes
        #expect(bytes.count == 42)
        var deep = bytes
        deep[1] = 41
        var outside = bytes
        outside[9] = 1
        for wrong in [[], [2], Array(bytes.dropLast()), bytes + [0], deep, outside] {
            #expect(throws: LogFault.malformedKeyTree) { try KeyTree(reading: wrong) }
        }
        #expect(throws: LogFault.keyLength) { try KeyTree(secret: [1]) }
        #expect(try KeyTree(reading: [1]).keys(ofRecord: 0, parts: 2) == [nil, nil], "all were destroyed")
        #expect(try KeyTree(reading: bytes).keys(ofRecord: 0, parts: 0).isEmpty)
        #expect(try KeyTree(reading: bytes).keys(ofRecord: 0, parts: -1).isEmpty)
    }
}
