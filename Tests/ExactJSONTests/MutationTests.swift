import ExactJSON
import Foundation
import TestSupport
import Testing

@Suite("mutations")
struct MutationTests {
    /// 8 times 2,500 rounds.
    @Test("no change of bytes ends in anything but a document or a fault", arguments: UInt64(0)..<8)
    func mutations(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var read = 0
        var refused = 0
        for _ in 0..<2500 {
            var bytes = SpeltJSON(GeneratedJSON(&random, depth: 3), seed: random.next()).bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
            do {
                try touch(try JSONDocument(reading: bytes))
                read += 1
            } catch let error as JSONError {
                #expect((0...bytes.count).contains(error.offset))
                refused += 1
            }
        }
        #expect(read > 100 && refused > 100, "\(read) read, \(refused) refused: the changes are too tame or too wild")
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        guard let place = bytes.indices.randomElement(using: &random) else { return }
        let structural = Array(#"{}[]",:\u0123456789abcdefE+-. tn"#.utf8)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(structural.randomElement(using: &random) ?? 0, at: place)
        case 4: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
        }
    }

    /// Looks at all that a document offers, and asks Foundation whether it is one.
    private func touch(_ document: JSONDocument) throws {
        #expect(String(validating: document.bytes, as: UTF8.self) != nil)
        var isInRange = true
        for value in document.root.all {
            #expect(document.root.range.contains(value.range))
            let isDecoded = (value.string ?? value.numberText) != nil
            #expect(isDecoded == (value.kind == .string || value.kind == .number))
            if value.kind == .number, value.double == nil { isInRange = false }
            for (key, _) in value.members { #expect(value[key: key] != nil) }
        }
        for duplicate in document.duplicateKeys { #expect(duplicate.pointer.description.hasPrefix("/")) }
        let spliced = JSONSplice.splicing(document.root, members: [("a", [0x31]), ("added", [0x32])])
        #expect(throws: Never.self) { try JSONDocument(reading: spliced) }
        guard isInRange else { return }
        #expect(throws: Never.self, "\(String(decoding: document.bytes, as: UTF8.self))") {
            try JSONSerialization.jsonObject(with: Data(document.bytes), options: .fragmentsAllowed)
        }
    }
}
