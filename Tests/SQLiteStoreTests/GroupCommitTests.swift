import Foundation
import Persistence
import SQLiteStore
import TestSupport
import Testing

struct GroupCommitTests {
    @Test("closures that wait together share a transaction")
    func shared() async throws {
        try await Engine.sqlite.withDatabase { database in
            let gate = DispatchSemaphore(value: 0)
            async let held: Void = database.write { _ in gate.wait() }
            let times = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<64 { group.addTask { try await database.write { $0.startedAt } } }
                try await Task.sleep(for: .milliseconds(200))
                gate.signal()
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            try await held
            // Each transaction reads the clock once, and the clock ticks at each reading.
            #expect(times.count < 32)
        }
    }

    /// Appends its number; how many ran together is what it answers.
    private struct Append: JointWrite {
        let number: Int

        static func perform(_ writes: [Append], in transaction: any Transaction) throws -> [Int] {
            let batch = Batch(.integers("number", writes.map { Int64($0.number) }))
            try transaction.execute("INSERT INTO t (a) SELECT k.number FROM \(batch) AS k")
            if writes.contains(where: { $0.number == 13 }) { throw StoreError.full }
            return writes.map { _ in writes.count }
        }
    }

    @Test("writes of one kind that wait together run as one, and a guilty one fails alone")
    func joint() async throws {
        try await Engine.sqlite.withDatabase { database in
            try await database.write { try $0.execute("CREATE TABLE t (a BIGINT)") }
            for numbers in [100..<164, 0..<64] {
                let held = await HeldWriter(database)
                let sizes = try await withThrowingTaskGroup(of: Int?.self) { group in
                    for number in numbers {
                        group.addTask { try? await database.write(jointly: Append(number: number)) }
                    }
                    try await Task.sleep(for: .milliseconds(200))
                    try await held.release()
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(sizes.count { $0 == nil } == (numbers.contains(13) ? 1 : 0))
                #expect(sizes.compactMap { $0 }.max() ?? 0 > (numbers.contains(13) ? 0 : 2))
            }
            let rows = try await database.read { try $0.rows("SELECT a FROM t ORDER BY a").map { try $0.integer(0) } }
            #expect(rows == (Array(0..<64) + Array(100..<164)).filter { $0 != 13 }.map(Int64.init))
        }
    }

    @Test("a full disk is told to all whom it concerns, and to nobody later")
    func full() async throws {
        try await Engine.sqlite.withDatabase { database in
            try await database.write { transaction in
                try transaction.execute("CREATE TABLE t (bytes BLOB)")
                _ = try transaction.rows("PRAGMA max_page_count = 64")
            }
            await #expect(throws: StoreError.full) {
                try await database.write { transaction in
                    try transaction.execute("INSERT INTO t VALUES (\([UInt8](repeating: 1, count: 1_000_000)))")
                }
            }
            try await database.write { try $0.execute("INSERT INTO t VALUES (\([1]))") }
            let count = try await database.read { try $0.rows("SELECT count(*) FROM t").first?.integer(0) }
            #expect(count == 1)
        }
    }

    @Test("a writer waits for another process that writes")
    func otherProcess() async throws {
        try await Engine.sqlite.withNodes(2) { nodes in
            try await nodes[0].write { try $0.execute("CREATE TABLE t (a BIGINT)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in nodes {
                    group.addTask {
                        for number in 0..<20 {
                            try await node.write { transaction in
                                try transaction.execute("INSERT INTO t VALUES (\(number))")
                                Thread.sleep(forTimeInterval: 0.002)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let count = try await nodes[1].read { try $0.rows("SELECT count(*) FROM t").first?.integer(0) }
            #expect(count == 40)
        }
    }

    @Test("the log stays bounded under writing and is gone after closing")
    func checkpoints() async throws {
        try await Engine.sqlite.withStore { store in
            let database = try store.open()
            try await database.write { try $0.execute("CREATE TABLE t (bytes BLOB)") }
            let megabyte = [UInt8](repeating: 7, count: 1_000_000)
            for _ in 0..<200 { try await database.write { try $0.execute("INSERT INTO t VALUES (\(megabyte))") } }
            #expect(Self.size(store.location + "-wal") < 150_000_000)
            try await database.close()
            #expect(Self.size(store.location + "-wal") == 0)
            #expect(Self.size(store.location) > 200_000_000)
        }
    }

    @Test("the log stays bounded while writers never pause")
    func checkpointsWithoutPause() async throws {
        try await Engine.sqlite.withStore { store in
            let database = try store.open()
            try await database.write { try $0.execute("CREATE TABLE t (bytes BLOB)") }
            let bytes = [UInt8](repeating: 7, count: 8_000_000)
            // One always waits behind the other.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        for _ in 0..<30 {
                            try await database.write { transaction in
                                try transaction.execute("INSERT INTO t VALUES (\(bytes))")
                                Thread.sleep(forTimeInterval: 0.05)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(Self.size(store.location + "-wal") < 300_000_000)
            try await database.close()
        }
    }

    private static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}
