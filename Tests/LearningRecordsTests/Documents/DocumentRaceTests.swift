import ExactJSON
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// Writers on two nodes that meet at one document; each round takes a new one, of an Agent and an Activity that nobody knows.
@Suite("races for a document")
struct DocumentRaceTests {
    private static let rounds = 5
    private static let writers = 12

    private static func address(_ round: Int) -> DocumentAddress { .sample("bookmark", of: round) }

    private static func content(_ text: String) -> DocumentContent { DocumentContent(json: text) }

    /// What each writer got, all of them started at once on two nodes.
    private static func race(
        _ nodes: [BlobStore],
        _ write: @escaping @Sendable (_ node: BlobStore, _ writer: Int) async throws -> DocumentOutcome
    ) async throws -> [DocumentOutcome] {
        try await withThrowingTaskGroup(of: DocumentOutcome.self) { group in
            for writer in 0..<writers { group.addTask { try await write(nodes[writer % nodes.count], writer) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("of those who send If-None-Match: *, one wins (3.1)", arguments: Engine.allCases)
    func firstWriter(engine: Engine) async throws {
        try await engine.withBlobNodes(2) { nodes in
            for round in 0..<Self.rounds {
                let address = Self.address(round)
                let outcomes = try await Self.race(nodes) { node, writer in
                    let isNew = Preconditions(noneMatch: .any)
                    return try await node.put(Self.content("\(writer)"), at: address, if: isNew, version: .v2_0)
                }
                #expect(outcomes.filter { $0 == .done }.count == 1)
                #expect(outcomes.filter { $0 == .refused(.preconditionFailed) }.count == Self.writers - 1)
            }
        }
    }

    @Test("of those who read the same version, one wins (3.1)", arguments: Engine.allCases)
    func sameVersion(engine: Engine) async throws {
        try await engine.withBlobNodes(2) { nodes in
            for round in 0..<Self.rounds {
                let address = Self.address(round)
                _ = try await nodes[0].put(Self.content("{}"), at: address, if: Preconditions(), version: .v2_0)
                let read = EntityTag(DocumentContent.tag(of: Array("{}".utf8)))
                let outcomes = try await Self.race(nodes) { node, writer in
                    let isRead = Preconditions(match: .tags([read]))
                    return try await node.put(Self.content("\(writer)"), at: address, if: isRead, version: .v2_0)
                }
                #expect(outcomes.filter { $0 == .done }.count == 1)
            }
        }
    }

    @Test(
        "merges at once lose nothing, also those that make the document, whatever its size (2.2)",
        arguments: Engine.allCases,
        [10, 20_000]
    )
    func merges(engine: Engine, size: Int) async throws {
        try await engine.withBlobNodes(2) { nodes in
            for round in 0..<Self.rounds {
                let address = Self.address(round)
                let outcomes = try await Self.race(nodes) { node, writer in
                    let value = String(repeating: "x", count: size)
                    return try await node.merge(Self.content("{\"\(writer)\":\"\(value)\"}"), at: address)
                }
                #expect(outcomes.allSatisfy { $0 == .done })
                let merged = try #require(try await nodes[0].document(address))
                let bytes = try await nodes[1].blobs.bytes(of: merged)
                let members = try JSONDocument(reading: bytes).root.members
                #expect(Set(members.map(\.key)) == Set((0..<Self.writers).map { "\($0)" }))
                #expect(merged.tag == DocumentContent.tag(of: bytes))
            }
        }
    }

    @Test("a refused write leaves nothing behind, not even a name", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await engine.withBlobs { node in
            let isThere = Preconditions(match: .any)
            let outcome = try await node.put(Self.content("{}"), at: Self.address(0), if: isThere, version: .v2_0)
            #expect(outcome == .refused(.preconditionFailed))
            let rows = try await node.database.read {
                try $0.rows("SELECT 1 FROM term UNION ALL SELECT 1 FROM document")
            }
            #expect(rows.isEmpty)
        }
    }

    @Test("a document that is read or changed again costs a constant number of round trips")
    func roundTrips() async throws {
        try await Engine.postgres.withBlobs { node in
            let terms = InternTerms(database: node.database)
            let put = PutDocument(database: node.database, terms: terms, blobs: node.blobs)
            let find = FindDocument(database: node.database, terms: terms)
            let address = Self.address(0)
            _ = try await put(Self.content("{}"), at: address, if: Preconditions(), version: .v1_0_3)
            let before = node.database.roundTrips
            _ = try await find(address)
            #expect(node.database.roundTrips - before <= 2)
            _ = try await put(Self.content("[]"), at: address, if: Preconditions(), version: .v1_0_3)
            // One more than reading: the Agent is locked, against an erasure.
            #expect(node.database.roundTrips - before <= 5)
        }
    }
}
