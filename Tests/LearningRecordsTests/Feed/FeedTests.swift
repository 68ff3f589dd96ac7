import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("the feed")
struct FeedTests {
    @Test("shows statements in the order of storing, voided ones and voids too", arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(2)), sampleStatement(numberedID(1))])
            _ = try await records.store([voiding(numberedID(3), numberedID(2))])
            try await records.sequence(3)
            let page = try await FindFeedPage(database: records.database, authorities: records.authorities)(after: -1)
            #expect(page.items.map(\.leaf) == [0, 1, 2])
            #expect(page.after == 2)
            #expect(page.logSize == 3)
            #expect(page.isLast)
            #expect(Set(page.items.prefix(2).map(\.statement.id.canonical)) == [numberedID(1), numberedID(2)])
            #expect(page.items.last?.statement.id.canonical == numberedID(3))
            for item in page.items {
                let isVoided = item.statement.id.canonical == numberedID(2)
                #expect(item.voidedBy?.canonical == (isVoided ? numberedID(3) : nil))
                #expect(item.source == "test")
            }
        }
    }

    @Test("a page ends by number or by size, and the next begins behind it", arguments: Engine.allCases)
    func bounds(engine: Engine) async throws {
        try await engine.withRecords { records in
            let large = #","result":{"response":"\#(String(repeating: "x", count: 900_000))"}"#
            _ = try await records.store((0..<20).map { sampleStatement(numberedID($0), more: large) })
            try await records.sequence(20)
            let findPage = FindFeedPage(database: records.database, authorities: records.authorities)
            let first = try await findPage(after: -1)
            #expect(first.items.map(\.leaf) == (0..<9).map { Int64($0) }, "8 MiB of statements")
            let second = try await findPage(after: first.after, limit: 2)
            #expect(second.items.map(\.leaf) == [9, 10])
            #expect(!second.isLast)
            let beyond = try await findPage(after: 4_000)
            #expect(beyond.items.isEmpty)
            #expect(beyond.after == 4_000, "what was asked, where nothing follows")
            let end = try await records.database.read { try $0.feedEnd(after: -1, limit: 5, bytes: 1) }
            #expect(end == 0, "one statement in any case")
        }
    }

    @Test("one statement, before and after it has its leaf", arguments: Engine.allCases)
    func one(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([voiding(numberedID(3), numberedID(1))])
            try await records.sequence(1)
            _ = try await records.store([sampleStatement(numberedID(1))])
            let findItem = FindFeedItem(database: records.database, authorities: records.authorities)
            let id = try #require(UUID(uuidString: numberedID(1)))
            #expect(try await findItem(id)?.leaf == (engine == .sqlite ? 1 : nil))
            try await records.sequence(2)
            let item = try #require(try await findItem(id))
            #expect(item.leaf == 1)
            #expect(item.voidedBy?.canonical == numberedID(3))
            let place = try #require(UUID(uuidString: numberedID(9)))
            _ = try await records.store([voiding(numberedID(4), numberedID(9))])
            #expect(try await findItem(place) == nil, "a place that is held is no statement")
        }
    }

    @Test("has neither gap nor duplicate while writers on two nodes commit", arguments: Engine.allCases)
    func writers(engine: Engine) async throws {
        try await engine.withNodes(2, migrations: migrations) { nodes in
            let follower = Follower(nodes: nodes)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await follower.follow(until: 480) }
                for (place, node) in (nodes + nodes).enumerated() {
                    let records = try await RecordStore(node)
                    group.addTask {
                        for first in stride(from: 0, to: 120, by: 3) {
                            let ids = (first..<first + 3).map { numberedID($0, group: place) }
                            _ = try await records.store(ids.map { sampleStatement($0) })
                        }
                    }
                }
                try await group.waitForAll()
            }
            let seen = await follower.items
            #expect(seen.map(\.leaf) == (0..<480).map { Int64($0) })
            #expect(Set(seen.map(\.id)).count == 480)
        }
    }

    @Test("waits for a transaction that is held open while later ones commit, and then shows it once")
    func heldOpen() async throws {
        try await Engine.postgres.withNodes(2, migrations: migrations) { nodes in
            let records = try await RecordStore(nodes[0])
            _ = try await records.store([sampleStatement(numberedID(1))])
            let follower = Follower(nodes: nodes)
            try await follower.follow(until: 1)
            let held = HeldTransaction()
            async let late: Void = held.copy(statement: numberedID(1), as: numberedID(2), in: nodes[1])
            await held.begun()
            _ = try await records.store((10..<20).map { sampleStatement(numberedID($0)) })
            for _ in 0..<5 { try await follower.step() }
            #expect(await follower.items.count == 1, "what began later waits behind the open transaction")
            held.release()
            try await late
            try await follower.follow(until: 12)
            let seen = await follower.items
            #expect(seen.map(\.leaf) == (0..<12).map { Int64($0) })
            #expect(seen.map(\.id) == [1, 2].map { numberedID($0) } + (10..<20).map { numberedID($0) })
        }
    }
}
