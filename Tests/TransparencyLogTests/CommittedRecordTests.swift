import Crypto
import Foundation
import TestSupport
import Testing
import TransparencyLog

@Suite("committed records")
struct CommittedRecordTests {
    private static let record = """
        {"actor":{"mbox":"mailto:lea@example.fr"},"verb":{"id":"https://example.fr/did"},"result":{"response":"Oui"}}
        """
    private static let hidden = #"{"actor":null,"verb":{"id":"https://example.fr/did"},"result":{"response":null}}"#
    private static let spans = [9..<41, 102..<107]

    /// Keys of 32 equal bytes: 1 for the rest, 2 for the first span, …
    private static func committed(kind: UInt8 = 1) throws -> CommittedRecord {
        var count: UInt8 = 0
        return try CommittedRecord(kind: kind, committing: Array(record.utf8), spans: spans) { () throws(LogFault) in
            count += 1
            return try PartKey(Array(repeating: count, count: 32))
        }
    }

    /// The golden vector of `docs/evidence.md`, made by Python's hmac and hashlib.
    @Test("the example of the document is what comes out")
    func golden() throws {
        let record = try Self.committed()
        let hashes =
            record.parts.map(\.commitment.description) + [
                record.entry.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(), record.leaf.description,
            ]
        #expect(
            hashes == [
                "1d2a3311e953279f94d1ee7b247de08481c2beee0b7c049a6f79e593e445355d",
                "78c750d802ad3785234f90f810f2ca8a6c69f2ac94cdef162c34399d40c7a725",
                "c4588703a3cd0d42a9f4ce05bd71ab64f89afabbc34c62af1ddecb279673adbf",
                "01018ccd01b125397df535f395f34584630c1486cff32c0d6308130728a312064f98",
                "6a9d02676fb6e21509f0008cb5aaba89048f3c5b888cffa97439100a06f16da7",
            ]
        )
        let document = try String(contentsOf: LiveServer.root.appending(path: "docs/evidence.md"), encoding: .utf8)
        for text in [Self.record] + hashes { #expect(document.contains(text), "\(text)") }
    }

    @Test("the entry of a record that is shown whole is that of its parts, by the HMAC of the library")
    func whole() throws {
        var random = SplitMix64(seed: 12)
        for _ in 0..<200 {
            let record = (0..<Int.random(in: 0...300, using: &random)).map { UInt8(truncatingIfNeeded: $0) }
            let cuts = (0..<Int.random(in: 0...6, using: &random) * 2)
                .map { _ in Int.random(in: 0...record.count, using: &random) }.sorted()
            let spans = stride(from: 0, to: cuts.count, by: 2).map { cuts[$0]..<cuts[$0 + 1] }
            let keys = (0...spans.count).map { _ in PartKey(from: &random) }
            var next = keys.makeIterator()
            let cut = try CommittedRecord(kind: 3, committing: record, spans: spans) { () throws(LogFault) in
                guard let key = next.next() else { throw .keyLength }
                return key
            }
            #expect(try CommittedRecord.entry(kind: 3, of: record, spans: spans, keys: keys) == cut.entry)
            for part in cut.parts {
                guard case .shown(let bytes, let key) = part else { continue }
                let code = HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key.bytes))
                #expect(part.commitment.bytes == Array(code))
            }
        }
        let key = PartKey(from: &random)
        #expect(throws: LogFault.malformedRecord) {
            try CommittedRecord.entry(kind: 3, of: [1, 2], spans: [1..<3], keys: [key, key])
        }
    }

    @Test("hiding parts leaves the leaf, and shows null in their places")
    func redacting() throws {
        let record = try Self.committed()
        let whole = try #require(try record.content())
        #expect(whole.json == Array(Self.record.utf8))
        #expect(whole.redacted.isEmpty)
        let redacted = record.redacting([1, 2, 9])
        #expect(redacted.leaf == record.leaf)
        let content = try #require(try redacted.content())
        #expect(content.json == Array(Self.hidden.utf8))
        #expect(content.redacted.map { String(decoding: content.json[$0], as: UTF8.self) } == ["null", "null"])
        #expect(redacted.redacting([1]) == redacted)
        let erased = record.redacting([0, 1, 2])
        #expect(erased.leaf == record.leaf)
        #expect(try erased.content() == nil)
    }

    @Test("a changed byte, another key, order or kind is another leaf")
    func changed() throws {
        let record = try Self.committed()
        #expect(try Self.committed(kind: 2).leaf != record.leaf)
        #expect(try CommittedRecord(kind: 1, parts: record.parts.reversed()).leaf != record.leaf)
        #expect(try CommittedRecord(kind: 1, parts: record.parts.dropLast()).leaf != record.leaf)
        for (place, part) in record.parts.enumerated() {
            guard case .shown(let bytes, let key) = part else { continue }
            var parts = record.parts
            for byte in bytes.indices {
                var changed = bytes
                changed[byte] ^= 1
                parts[place] = .shown(changed, key: key)
                #expect(try CommittedRecord(kind: 1, parts: parts).leaf != record.leaf)
            }
            parts[place] = .shown(bytes, key: try PartKey(Array(repeating: 9, count: 32)))
            #expect(try CommittedRecord(kind: 1, parts: parts).leaf != record.leaf)
        }
    }

    @Test("a record and its seal make the leaf again, shown in whole or in part", arguments: [[], [1], [2], [1, 2]])
    func sealed(hidden: [Int]) throws {
        let record = try Self.committed().redacting(Set(hidden))
        let (json, seal) = try #require(try record.sealed())
        #expect(json == (try record.content()?.json))
        #expect(seal.count == 2 + 4 + 2 * 8 + 3 * 33)
        let read = try CommittedRecord(json: json, seal: seal)
        #expect(read == record)
        #expect(try Self.committed().redacting([0]).sealed() == nil)
        for place in 0..<json.count + seal.count {
            var (json, seal) = (json, seal)
            if place < json.count { json[place] ^= 1 } else { seal[place - json.count] ^= 1 }
            let changed = try? CommittedRecord(json: json, seal: seal)
            #expect(changed?.leaf != record.leaf, "\(place)")
        }
        for length in 0..<seal.count {
            #expect(throws: LogFault.malformedRecord) { try CommittedRecord(json: json, seal: Array(seal[..<length])) }
        }
        #expect(throws: LogFault.malformedRecord) { try CommittedRecord(json: json, seal: seal + [0]) }
        #expect(throws: LogFault.malformedRecord) { try CommittedRecord(json: [], seal: seal) }
    }

    @Test("a part can be hidden after the record was sealed, and the rest be sealed again")
    func sealedTwice() throws {
        let first = try #require(try Self.committed().sealed())
        let again = try CommittedRecord(json: first.json, seal: first.seal).redacting([1])
        let second = try #require(try again.sealed())
        #expect(try CommittedRecord(json: second.json, seal: second.seal).leaf == Self.committed().leaf)
        #expect(second.seal.firstRange(of: Array(repeating: 2 as UInt8, count: 32)) == nil)
        #expect(first.seal.firstRange(of: Array(repeating: 2 as UInt8, count: 32)) != nil)
    }

    @Test("a key has 32 bytes", arguments: [0, 31, 33, 64])
    func keyLength(count: Int) {
        #expect(throws: LogFault.keyLength) { try PartKey(Array(repeating: 1, count: count)) }
    }

    @Test("keys come from the source that is given, and differ")
    func keys() {
        var random = SplitMix64(seed: 7)
        let keys = (0..<100).map { _ in PartKey(from: &random) }
        #expect(Set(keys).count == 100)
        #expect(keys.allSatisfy { $0.bytes.count == 32 })
        var again = SplitMix64(seed: 7)
        #expect(PartKey(from: &again) == keys[0])
    }

    @Test("spans that overlap, stand in another order or outside are refused")
    func spans() {
        for spans in [[0..<5, 4..<6], [5..<6, 0..<1], [0..<200], [0..<1, 109..<110]] {
            #expect(throws: LogFault.malformedRecord, "\(spans)") {
                try CommittedRecord(kind: 1, committing: Array(Self.record.utf8), spans: spans) { () throws(LogFault) in
                    try PartKey(Array(repeating: 1, count: 32))
                }
            }
        }
    }

    @Test(
        "a first part that fits nothing is refused, and ends no process",
        arguments: [
            [], [0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 1, 0, 0, 0, 1], [255, 255, 255, 255, 0], [0, 0, 0, 0],
            [0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 65, 66], [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0],
        ] as [[UInt8]]
    )
    func malformed(first: [UInt8]) throws {
        let key = try PartKey(Array(repeating: 1, count: 32))
        let record = try CommittedRecord(
            kind: 1,
            parts: [.shown(first, key: key), .redacted(commitment: .empty)]
        )
        #expect(throws: LogFault.malformedRecord) { try record.content() }
        #expect(throws: LogFault.malformedRecord) { try CommittedRecord(kind: 1, parts: []) }
    }

    @Test("a record shown in part is proven by the proof of its leaf")
    func proven() throws {
        var log = try TestLog(size: 9)
        let record = try Self.committed()
        log.tree.append(record.leaf)
        let note = try log.checkpoint().signed(by: [log.key])
        let proof = LogProof(try log.tree.inclusionProof(of: 9, inSize: 10), note: note)
        #expect(try log.verifier.verify(proof, of: record.redacting([1]).leaf).index == 9)
        #expect(throws: LogFault.otherRoot) { try log.verifier.verify(proof, of: Self.committed(kind: 2).leaf) }
    }
}
