import Foundation
import Persistence
import XAPI

@testable import LearningRecords

/// A system that follows the feed, on each node in turn, while the nodes sequence what was written.
actor Follower {
    struct Item: Equatable {
        let leaf: Int64?
        let id: String
    }

    private let nodes: [any Database]
    private var turn = 0
    private var after: Int64 = -1
    private(set) var items: [Item] = []

    init(nodes: [any Database]) { self.nodes = nodes }

    func step() async throws {
        turn += 1
        let node = nodes[turn % nodes.count]
        _ = try await SequenceRecords(database: node)()
        let page = try await FindFeedPage(database: node, authorities: Authorities())(after: after, limit: 7)
        items += page.items.map { Item(leaf: $0.leaf, id: $0.statement.id.canonical) }
        after = page.after
    }

    /// Gives up after a minute.
    func follow(until count: Int) async throws {
        for _ in 0..<6_000 where items.count < count {
            let before = items.count
            try await step()
            if items.count == before { try await Task.sleep(for: .milliseconds(10)) }
        }
        // Nothing more comes behind what was awaited.
        for _ in nodes { try await step() }
    }
}

/// A transaction that writes a statement and stays open until it is told to commit.
final class HeldTransaction: Sendable {
    private let (beginnings, beginning) = AsyncStream.makeStream(of: Void.self)
    private let end = DispatchSemaphore(value: 0)

    func copy(statement id: String, as copy: String, in database: any Database) async throws {
        guard let id = UUID(uuidString: id), let copy = UUID(uuidString: copy) else { return }
        try await database.write { [beginning, end] transaction in
            _ = try transaction.rows(
                """
                INSERT INTO statement (id, stored, effective, verb, actor, activity, version, source, authority, needs, raw)
                SELECT \(copy), stored, effective, verb, actor, activity, version, source, authority, needs, raw
                FROM statement WHERE id = \(id) RETURNING seq
                """
            )
            beginning.yield()
            end.wait()
        }
    }

    func begun() async { for await _ in beginnings { return } }

    func release() { end.signal() }
}
