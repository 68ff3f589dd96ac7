import Crypto
import ExactJSON
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("What came with statements")
struct AttachmentTests {
    private static func octets(_ number: Int) -> [UInt8] { Array("octets \(number)".utf8) }

    private static func hash(_ octets: [UInt8]) -> String { hexadecimal(SHA256.hash(data: octets)) }

    private static func attachments(_ numbers: [Int]) -> String {
        let list = numbers.map { number in
            #"{"usageType":"urn:u","display":{"fr":"x"},"contentType":"text/plain","length":8,"#
                + #""sha2":"\#(hash(octets(number)))"}"#
        }
        return #","attachments":[\#(list.joined(separator: ","))]"#
    }

    private static func statement(_ numbers: [Int]) throws -> Statement {
        let text = sampleStatement(numberedID(1), more: attachments(numbers))
        return try Statement(reading: try JSONDocument(reading: Array(text.utf8)).root, version: .v1_0_3)
    }

    private static func received(_ octets: [[UInt8]], in store: BlobStore) async throws -> [ReceivedAttachment] {
        var received: [ReceivedAttachment] = []
        for octets in octets {
            received.append(ReceivedAttachment(sha2: hash(octets), blob: try await store.blobs.prepare(octets)))
        }
        return received
    }

    @Test("is found by statement and place, and counted once for each", arguments: Engine.allCases)
    func attach(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let statements = [(Int64(5), try Self.statement([0, 1])), (Int64(7), try Self.statement([1, 2, 1]))]
            let received = try await Self.received([0, 1, 3].map(Self.octets), in: store)
            try await store.database.write { try $0.attach(statements.map { ($0, $1, received) }) }
            let found = try await store.database.read { try $0.attachments(of: [7, 5, 6]) }
            #expect(found.map(\.sha2) == [1, 1, 0, 1].map { Self.hash(Self.octets($0)) })
            let kept = try await store.database.read { try $0.blobs(limit: 10) }
            let counts = Dictionary(kept.map { ($0.sha256, $0.references) }) { first, _ in first }
            #expect(counts == [received[0].blob.sha256: 1, received[1].blob.sha256: 3], "a stray one is not kept")
        }
    }

    @Test("a SubStatement's come behind the statement's own", arguments: Engine.allCases)
    func subStatement(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let actor = #""actor":{"mbox":"mailto:a@ex.fr"},"verb":{"id":"urn:v"}"#
            let inner = #"{"objectType":"SubStatement",\#(actor),"object":{"id":"urn:a"}\#(Self.attachments([1]))}"#
            let text = #"{\#(actor),"object":\#(inner)\#(Self.attachments([0]))}"#
            let statement = try Statement(reading: try JSONDocument(reading: Array(text.utf8)).root, version: .v1_0_3)
            #expect(
                statement.declaredAttachments.map(\.pointer.description) == ["/attachments/0", "/object/attachments/0"])
            let received = try await Self.received([1, 0].map(Self.octets), in: store)
            try await store.database.write { try $0.attach([(1, statement, received)]) }
            let found = try await store.database.read { try $0.attachments(of: [1]) }
            #expect(found.map(\.sha2) == [0, 1].map { Self.hash(Self.octets($0)) })
        }
    }

    @Test("costs a number of round trips that does not depend on how many there are")
    func roundTrips() async throws {
        try await Engine.postgres.withBlobs { store in
            var counts: [Int] = []
            for (place, size) in [1, 10, 200].enumerated() {
                let numbers = (0..<size).map { $0 + place * 1_000 }
                let statements = [(Int64(place), try Self.statement(numbers))]
                let received = try await Self.received(numbers.map(Self.octets), in: store)
                let before = store.database.roundTrips
                try await store.database.write { try $0.attach(statements.map { ($0, $1, received) }) }
                counts.append(store.database.roundTrips - before)
            }
            #expect(Set(counts).count == 1, "\(counts)")
        }
    }

    @Test("contents in rows are read a mebibyte at a time, files in pieces", arguments: Engine.allCases)
    func groups(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let octets =
                (0..<20).map { [UInt8](repeating: $0, count: 60_000) } + [[UInt8](repeating: 99, count: 3_000_000)]
            for content in octets { _ = try await store.keep(content) }
            let attachments = octets.map { content in
                StoredAttachment(
                    sha2: Self.hash(content), contentType: "a/b", sha256: Array(SHA256.hash(data: content)),
                    size: Int64(content.count), isFile: content.count > Blobs.rowLimit
                )
            }
            let find = FindAttachments(database: store.database, blobs: store.blobs)
            var sizes: [Int] = []
            var read: [[UInt8]] = []
            for try await group in find.groups(of: attachments) {
                sizes.append(group.count)
                for (_, pieces) in group { read.append(try await pieces.reduce(into: []) { $0 += $1 }) }
            }
            #expect(sizes == [17, 4])
            #expect(read == octets)
        }
    }
}
