import Foundation
import Persistence
import Synchronization
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// Holds a writing transaction open until it is told to go on. Its closure waits on a thread of the store.
private final class OpenWrite: Sendable {
    /// µs; when the store says that the transaction began.
    let startedAt = Mutex<Int64>(.max)
    private let mayEnd = DispatchSemaphore(value: 0)
    private let hasBegun = DispatchSemaphore(value: 0)

    /// Writes a source, so that the transaction has a number, and waits.
    func run(in database: any Database) async throws {
        try await database.write { [self] transaction in
            _ = try transaction.source(named: "held-open")
            let time = try transaction.engine == .sqlite ? transaction.startedAt : transaction.serversStart()
            startedAt.withLock { $0 = time }
            hasBegun.signal()
            mayEnd.wait()
        }
    }

    func waitUntilBegun() async {
        await withCheckedContinuation { continuation in
            Thread { [self] in
                hasBegun.wait()
                continuation.resume()
            }.start()
        }
    }

    func end() { mayEnd.signal() }
}

extension Transaction {
    /// By PostgreSQL's own clock.
    fileprivate func serversStart() throws -> Int64 {
        try rows("SELECT CAST(extract(epoch FROM transaction_timestamp()) * 1000000 AS bigint)").first?.integer(0) ?? 0
    }
}

@Suite("The order of records")
struct LogTests {
    private func leaves(in database: any Database) async throws -> [Int64] {
        try await database.read { transaction in
            try transaction.rows("SELECT leaf FROM log_entry ORDER BY leaf").map { try $0.integer(0) }
        }
    }

    @Test("is gapless, with each record once, whatever two nodes and two sequencers do", arguments: Engine.allCases)
    func gapless(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let stores = [try await RecordStore(nodes[0]), try await RecordStore(nodes[1])]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, records) in stores.enumerated() {
                    group.addTask {
                        for round in 0..<40 {
                            let numbers = (0..<5).map { round * 5 + $0 }
                            let texts = numbers.map { sampleStatement(numberedID($0, group: place + 1)) }
                            let target = numberedID(round * 5, group: place + 1)
                            _ = try await records.store(texts + [voiding(numberedID(round, group: 9 + place), target)])
                            _ = try await SequenceRecords(database: records.database)()
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await stores[0].sequence(2 * 40 * 6)
            let leaves = try await leaves(in: nodes[0])
            #expect(leaves == Array(0..<Int64(leaves.count)))
            #expect(leaves.count == 2 * 40 * 6)
            let records = try await nodes[0].read { transaction in
                try transaction.rows("SELECT count(DISTINCT record) FROM log_entry").first?.integer(0)
            }
            #expect(records == Int64(leaves.count))
        }
    }

    @Test("takes in nothing that is younger than a transaction that may still commit something older")
    func heldOpen() async throws {
        try await Engine.postgres.withNodes(2) { nodes in
            let records = try await RecordStore(nodes[0])
            let open = OpenWrite()
            async let held: Void = open.run(in: nodes[1])
            await open.waitUntilBegun()
            _ = try await records.store([sampleStatement(numberedID(1))])
            _ = try await SequenceRecords(database: nodes[0])()
            #expect(try await leaves(in: nodes[0]).isEmpty, "the open transaction began before")
            open.end()
            try await held
            try await records.sequence(1)
            #expect(try await leaves(in: nodes[0]) == [0])
        }
    }

    @Test("shows in completion answers", arguments: Engine.allCases)
    func answers(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records, items: ["A"])
            for (number, verb) in [(1, "initialized"), (2, "completed")] {
                let more = verb == "completed" ? #","result":{"completion":true}"# : ""
                let text = sampleStatement(numberedID(number), verb: verb, activity: course.items[0], more: more)
                _ = try await records.store([text])
            }
            try await records.sequence(3)
            let answer = try #require(try await records.completions { $0.course = course.iri }.first)
            #expect(answer.logSize == 3, "the course's import is a record too")
            #expect(answer.leaves == [try #require(UUID(uuidString: numberedID(2))): 2])
        }
    }
}

@Suite("Consistent-Through")
struct ConsistentThroughTests {
    private static let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000_000) }

    @Test("never passes what a transaction that is open may still store", arguments: Engine.allCases)
    func heldOpen(engine: Engine) async throws {
        try await engine.withStore { store in
            let clock = TestClock(Self.now(), step: 0)
            let nodes = [try store.open(clock: clock), try store.open(clock: clock)]
            try await nodes[0].migrate(migrations)
            let writer = engine == .sqlite ? nodes[0] : nodes[1]
            let open = OpenWrite()
            let begun = clock.now()
            async let held: Void = open.run(in: writer)
            await open.waitUntilBegun()
            clock.advance(seconds: 60)
            let reader = ConsistentThrough(database: nodes[0], clock: { begun })
            let through = try await reader()
            #expect(
                through.microseconds < open.startedAt.withLock { $0 },
                "the open transaction's statements may still come")
            open.end()
            try await held
            for node in nodes { try await node.close() }
        }
    }

    @Test("comes up to what was stored, once nothing is open", arguments: Engine.allCases)
    func closed(engine: Engine) async throws {
        try await engine.withRecords { records in
            let before = try await ConsistentThrough(database: records.database, clock: { 0 })()
            _ = try await records.store([sampleStatement(numberedID(1))])
            let after = try await ConsistentThrough(database: records.database, clock: { 0 })()
            #expect(after >= before)
        }
    }
}
