import ExactJSON
import Foundation
import TestSupport
import Testing

@Suite("generated documents")
struct GeneratedDocumentTests {
    @Test("every value is found where it was written, as it was meant", arguments: UInt64(0)..<8)
    func offsets(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<250 {
            let spelt = SpeltJSON(GeneratedJSON(&random), seed: random.next())
            let document = try JSONDocument(reading: spelt.bytes)
            #expect(document.duplicateKeys.isEmpty)
            let found = document.root.all
            #expect(found.map(\.range) == spelt.values.map(\.range))
            for (value, written) in zip(found, spelt.values) {
                #expect(value.bytes == spelt.bytes[written.range])
                #expect(value.isSame(as: written.value))
            }
        }
    }

    @Test("Foundation reads the same values", arguments: UInt64(10)..<18)
    func foundation(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let spelt = SpeltJSON(GeneratedJSON(&random), seed: random.next())
            let root = try JSONDocument(reading: spelt.bytes).root
            let foundation = try JSONSerialization.jsonObject(with: Data(spelt.bytes), options: .fragmentsAllowed)
            #expect(root.isSame(as: foundation), "\(String(decoding: spelt.bytes, as: UTF8.self))")
        }
    }

    @Test("a repeated member is reported once, at its place", arguments: UInt64(20)..<28)
    func repetitions(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            guard case .object(let members) = GeneratedJSON.object(&random),
                let twice = members.randomElement(using: &random)
            else { continue }
            let outer = GeneratedJSON.text(&random)
            let object = GeneratedJSON.object(members + [twice])
            let spelt = SpeltJSON(
                .array([.number("1"), .object([.init(name: outer, value: object)])]),
                seed: random.next()
            )
            let document = try JSONDocument(reading: spelt.bytes)
            let pointer = JSONPointer().appending(1).appending(outer).appending(twice.name)
            #expect(document.duplicateKeys.map(\.pointer) == [pointer])
            #expect(document.duplicateKeys.map { Array($0.name.utf8) } == [Array(twice.name.utf8)])
        }
    }

    @Test("a splice sets its members and leaves the other bytes", arguments: UInt64(30)..<38)
    func splices(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<250 {
            let object = GeneratedJSON.object(&random)
            guard case .object(let members) = object else { continue }
            let replaced = members.filter { _ in Bool.random(using: &random) }.map(\.name)
            let names = (replaced + ["added 1", "added 2"]).shuffled(using: &random)
            let texts = try names.map { _ in
                let spelt = SpeltJSON(GeneratedJSON(&random, depth: 1), seed: random.next())
                return Array(try JSONDocument(reading: spelt.bytes).root.bytes)
            }
            let document = try JSONDocument(reading: SpeltJSON(object, seed: random.next()).bytes)
            let spliced = JSONSplice.splicing(document.root, members: Array(zip(names, texts).map { ($0, $1) }))
            let result = try JSONDocument(reading: spliced)
            #expect(result.duplicateKeys.isEmpty)
            #expect(result.root.count == members.count + 2)
            for (name, text) in zip(names, texts) {
                #expect(result.root[key: name].map { Array($0.bytes) } == text)
            }
            #expect(result.rest(without: names, added: 2) == document.rest(without: names, added: 0))
        }
    }
}

extension JSONDocument {
    /// The root's bytes without the values of these members, and without its last members altogether.
    fileprivate func rest(without names: [String], added: Int) -> [UInt8] {
        var rest: [UInt8] = []
        var copied = root.range.lowerBound
        let kept = root.count - added
        for (key, value) in root.members.prefix(kept) where names.contains(where: { $0.utf8.elementsEqual(key.utf8) }) {
            rest += bytes[copied..<value.range.lowerBound]
            copied = value.range.upperBound
        }
        let lastKept = root.members.prefix(kept).reduce(root.range.lowerBound + 1) { $1.value.range.upperBound }
        let last = root.members.reduce(lastKept) { $1.value.range.upperBound }
        rest += bytes[copied..<max(lastKept, copied)]
        return rest + bytes[last..<root.range.upperBound]
    }
}
