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

    private static func address(_ round: Int) -> DocumentAddress {
        let agent = InverseFunctionalIdentifier.account(homePage: "https://ex.fr", name: "\(round)")
        return DocumentAddress(
            "bookmark",
            in: DocumentContext(resource: .state, agent: agent, activity: "https://ex.fr/\(round)")
        )
    }

    private static func content(_ text: String) -> DocumentContent {
        DocumentContent(type: "application/json", bytes: Array(text.utf8))
    }

    /// What each writer got, all of them started at once on two nodes.
    private static func race(
        _ nodes: [any Database],
        _ write: @escaping @Sendable (_ node: any Database, _ writer: Int) async throws -> DocumentOutcome
    ) async throws -> [DocumentOutcome] {
        try await withThrowingTaskGroup(of: DocumentOutcome.self) { group in
            for writer in 0..<writers { group.addTask { try await write(nodes[writer % nodes.count], writer) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("of those who send If-None-Match: *, one wins (3.1)", arguments: Engine.allCases)
    func firstWriter(engine: Engine) async throws {
        try await engine.withNodes(2, migrations: migrations) { nodes in
            for round in 0..<Self.rounds {
                let address = Self.address(round)
                let outcomes = try await Self.race(nodes) { node, writer in
                    let put = PutDocument(database: node, terms: InternTerms(database: node))
                    let isNew = Preconditions(noneMatch: .any)
                    return try await put(Self.content("\(writer)"), at: address, if: isNew, version: .v2_0)
                }
                #expect(outcomes.filter { $0 == .done }.count == 1)
                #expect(outcomes.filter { $0 == .refused(.preconditionFailed) }.count == Self.writers - 1)
            }
        }
    }

    @Test("of those who read the same version, one wins (3.1)", arguments: Engine.allCases)
    func sameVersion(engine: Engine) async throws {
        try await engine.withNodes(2, migrations: migrations) { nodes in
            for round in 0..<Self.rounds {
                let address = Self.address(round)
                let first = PutDocument(database: nodes[0], terms: InternTerms(database: nodes[0]))
                _ = try await first(Self.content("{}"), at: address, if: Preconditions(), version: .v2_0)
                let read = EntityTag(DocumentContent.tag(of: Array("{}".utf8)))
                let outcomes = try await Self.race(nodes) { node, writer in
                    let put = PutDocument(database: node, terms: InternTerms(database: node))
                    let isRead = Preconditions(match: .tags([read]))
                    return try await put(Self.content("\(writer)"), at: address, if: isRead, version: .v2_0)
                }
                #expect(outcomes.filter { $0 == .done }.count == 1)
            }
        }
    }

    @Test("merges at once lose nothing, also those that make the document (2.2)", arguments: Engine.allCases)
    func merges(engine: Engine) async throws {
        try await engine.withNodes(2, migrations: migrations) { nodes in
            for round in 0..<Self.rounds {
                let address = Self.address(round)
                let outcomes = try await Self.race(nodes) { node, writer in
                    let merge = MergeDocument(database: node, terms: InternTerms(database: node), limit: 1_000)
                    let content = Self.content("{\"\(writer)\":1.0}")
                    let object = try JSONDocument(reading: content.bytes).root
                    return try await merge(content, object: object, at: address, if: Preconditions())
                }
                #expect(outcomes.allSatisfy { $0 == .done })
                let find = FindDocument(database: nodes[0], terms: InternTerms(database: nodes[0]))
                let merged = try #require(try await find(address))
                let members = try JSONDocument(reading: merged.content.bytes).root.members
                #expect(Set(members.map(\.key)) == Set((0..<Self.writers).map { "\($0)" }))
                #expect(merged.tag == DocumentContent.tag(of: merged.content.bytes))
            }
        }
    }

    @Test("a refused write leaves nothing behind, not even a name", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await engine.withDatabase(migrations: migrations) { database in
            let put = PutDocument(database: database, terms: InternTerms(database: database))
            let isThere = Preconditions(match: .any)
            let outcome = try await put(Self.content("{}"), at: Self.address(0), if: isThere, version: .v2_0)
            #expect(outcome == .refused(.preconditionFailed))
            let rows = try await database.read { try $0.rows("SELECT 1 FROM term UNION ALL SELECT 1 FROM document") }
            #expect(rows.isEmpty)
        }
    }

    @Test("a document that is read or changed again costs a constant number of round trips")
    func roundTrips() async throws {
        try await Engine.postgres.withDatabase(migrations: migrations) { database in
            let terms = InternTerms(database: database)
            let put = PutDocument(database: database, terms: terms)
            let find = FindDocument(database: database, terms: terms)
            let address = Self.address(0)
            _ = try await put(Self.content("{}"), at: address, if: Preconditions(), version: .v1_0_3)
            let before = database.roundTrips
            _ = try await find(address)
            #expect(database.roundTrips - before <= 2)
            _ = try await put(Self.content("[]"), at: address, if: Preconditions(), version: .v1_0_3)
            #expect(database.roundTrips - before <= 4)
        }
    }
}
