import Foundation
import Persistence
import PostgresStore
import TestSupport
import Testing

struct PipelineTests {
    @Test("a batch costs as many round trips whatever its size")
    func roundTrips() async throws {
        try await withTable { database in
            let few = try await Self.roundTrips(of: 10, in: database)
            let many = try await Self.roundTrips(of: 1_000, in: database)
            #expect(few == many)
            #expect(few == 2)
        }
    }

    @Test("a reading transaction of one query is one round trip")
    func reading() async throws {
        try await withTable { database in
            _ = try await database.read { try $0.rows("SELECT 1") }
            let before = database.roundTrips
            _ = try await database.read { try $0.rows("SELECT 1") }
            #expect(database.roundTrips - before == 1)
        }
    }

    @Test("much sent and much answered at once ends, and in order")
    func noDeadlock() async throws {
        try await withTable { database in
            let bytes = [UInt8](repeating: 9, count: 20_000)
            let sum = try await database.write { transaction in
                for number in 0..<1_000 {
                    try transaction.execute("INSERT INTO t (a, bytes) VALUES (\(number), \(bytes)) RETURNING bytes")
                }
                return try transaction.rows("SELECT sum(a), sum(length(bytes)) FROM t").first
            }
            #expect(sum?.values == [.integer(499_500), .integer(20_000_000)])
        }
    }

    @Test("an error of a query sent earlier is thrown at the next answer, or at the commit")
    func lateErrors() async throws {
        try await withTable { database in
            let duplicate = StoreError.constraint(.unique, name: "t_pkey")
            await #expect(throws: duplicate) {
                try await database.write { transaction in
                    for _ in 0..<2 { try transaction.execute("INSERT INTO t (a) VALUES (1)") }
                }
            }
            await #expect(throws: duplicate) {
                try await database.write { transaction in
                    for _ in 0..<2 { try transaction.execute("INSERT INTO t (a) VALUES (1)") }
                    _ = try transaction.rows("SELECT count(*) FROM t")
                }
            }
            let count = try await database.read { try $0.rows("SELECT count(*) FROM t").first?.integer(0) }
            #expect(count == 0)
        }
    }

    @Test("more kinds of queries than a connection keeps prepared")
    func manyTemplates() async throws {
        try await withTable { database in
            for round in 0..<2 {
                let sum = try await database.read { transaction in
                    try (0..<600).reduce(Int64(0)) { sum, number in
                        sum + (try transaction.rows(Query(stringLiteral: "SELECT \(number)")).first?.integer(0) ?? 0)
                    }
                }
                #expect(sum == 179_700, "round \(round)")
            }
        }
    }

    @Test("a text that PostgreSQL cannot hold is an error of its own, in a batch too")
    func zeroInText() async throws {
        try await withTable { database in
            await #expect(throws: StoreError.unrepresentableText) {
                try await database.read { try $0.rows("SELECT \("a\u{0}b")") }
            }
            await #expect(throws: StoreError.unrepresentableText) {
                try await database.read { try $0.rows("SELECT k.a FROM \(Batch(.texts("a", ["a\u{0}b"]))) AS k") }
            }
            let row = try await database.read { try $0.rows("SELECT \([UInt8]("a\u{0}b".utf8))").first }
            #expect(try row?.blob(0) == [97, 0, 98])
        }
    }

    @Test("a reader sees one moment, whatever others store meanwhile")
    func snapshot() async throws {
        try await Engine.postgres.withNodes(2) { nodes in
            try await nodes[0].write { try $0.execute("CREATE TABLE t (a BIGINT)") }
            let (seen, stored) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let counts = nodes[0].read { transaction in
                let first = try transaction.rows("SELECT count(*) FROM t").first?.integer(0)
                seen.signal()
                _ = stored.wait(timeout: .now() + 120)
                return [first, try transaction.rows("SELECT count(*) FROM t").first?.integer(0)]
            }
            try await nodes[1].write { transaction in
                _ = seen.wait(timeout: .now() + 120)
                try transaction.execute("INSERT INTO t VALUES (1)")
            }
            stored.signal()
            #expect(try await counts == [0, 0])
        }
    }

    static let numbers: [(text: Query, value: SQLValue)] = [
        ("0", .integer(0)), ("-10000", .integer(-10_000)), ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .real(9_223_372_036_854_775_808)),
        ("123456.75", .real(123_456.75)), ("0.0000125", .real(0.0000125)), ("100000000", .integer(100_000_000)),
        ("-1.50", .real(-1.5)), ("2.00", .integer(2)),
    ]

    @Test("a numeric is an integer where it is one, else a real", arguments: numbers)
    func numeric(text: Query, value: SQLValue) async throws {
        try await Engine.postgres.withDatabase { database in
            let row = try await database.read { try $0.rows("SELECT CAST(\(text) AS NUMERIC)").first }
            #expect(row?.values == [value])
        }
    }

    private func withTable(_ body: (any Database) async throws -> Void) async throws {
        try await Engine.postgres.withDatabase { database in
            try await database.write { try $0.execute("CREATE TABLE t (a BIGINT PRIMARY KEY, bytes BYTEA)") }
            try await body(database)
        }
    }

    private static func roundTrips(of count: Int, in database: any Database) async throws -> Int {
        let before = database.roundTrips
        let batch = Batch(.integers("a", (0..<Int64(count)).map { $0 + Int64(count) * 10_000 }))
        try await database.write { transaction in
            _ = try transaction.rows("SELECT t.a FROM \(batch) AS k JOIN t ON t.a = k.a")
            try transaction.execute("INSERT INTO t (a) SELECT k.a FROM \(batch) AS k")
            try transaction.execute("UPDATE t SET bytes = \([1]) FROM \(batch) AS k WHERE t.a = k.a")
        }
        return database.roundTrips - before
    }
}
