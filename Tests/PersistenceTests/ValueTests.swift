import Foundation
import Persistence
import TestSupport
import Testing

@Suite(.serialized)
struct ValueTests {
    static let integers: [Int64?] = [0, -1, 1, .min, .max, nil]
    static let reals: [Double?] = [0, -0.5, .pi, .greatestFiniteMagnitude, .leastNonzeroMagnitude, nil]
    static let texts: [String?] = ["", "é", "\u{10FFFF}", "'\"\\?$1", "a\u{1}b", nil]
    static let blobs: [[UInt8]?] = [[], [0], [0, 255, 0], Array(0...255), [UInt8](repeating: 7, count: 100_000), nil]

    @Test("a value comes back as it was bound", arguments: Engine.allCases)
    func roundTrip(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            for index in Self.integers.indices {
                let (integer, real, text, blob) = Self.values(index)
                let key = [UInt8(index)]
                let row = try await database.write { transaction in
                    try transaction.execute(
                        """
                        INSERT INTO thing (key, number, real, text, bytes)
                        VALUES (\(key), \(integer), \(real), \(text), \(blob))
                        """
                    )
                    return try transaction.rows("SELECT number, real, text, bytes FROM thing WHERE key = \(key)").first
                }
                try Self.expect(row, at: index)
            }
        }
    }

    @Test("values come back from a batch, nulls among them, in the order of its rows", arguments: Engine.allCases)
    func batchRoundTrip(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            let batch = Batch(
                .integers("number", Self.integers),
                .reals("real", Self.reals),
                .texts("text", Self.texts),
                .blobs("bytes", Self.blobs)
            )
            let rows = try await database.read { transaction in
                try transaction.rows(
                    "SELECT k.number, k.real, k.text, k.bytes, k.ordinal FROM \(batch) AS k ORDER BY k.ordinal"
                )
            }
            #expect(rows.count == Self.integers.count)
            for (index, row) in rows.enumerated() {
                try Self.expect(row, at: index)
                #expect(try row.integer(4) == Int64(index) + 1)
            }
        }
    }

    @Test("a UUID is its 16 bytes, and sums, booleans and short integers are read", arguments: Engine.allCases)
    func otherTypes(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            let id = UUID()
            let row = try await database.read { transaction in
                try transaction.rows(
                    """
                    SELECT \(id), \(UUID?.none), sum(k.n), avg(k.r), count(*), 1 < 2, CAST(7 AS SMALLINT),
                        sum(k.n) * -100000
                    FROM \(Batch(.integers("n", [Int64(123_456_789)]), .reals("r", [1.5]))) AS k
                    """
                ).first
            }
            let found = try #require(row)
            #expect(try found.uuid(0) == id)
            #expect(try found.optionalUUID(1) == nil)
            #expect(try found.integer(2) == 123_456_789)
            #expect(try found.real(3) == 1.5)
            #expect(try (4...6).map { try found.integer($0) } == [1, 1, 7])
            #expect(try found.integer(7) == -12_345_678_900_000)
        }
    }

    @Test("a column that is absent, null or of another type throws", arguments: Engine.allCases)
    func wrongColumns(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let row = try await database.read { try $0.rows("SELECT \("text"), \(Int64?.none)").first }
            let found = try #require(row)
            #expect(throws: StoreError.column(0)) { try found.integer(0) }
            #expect(throws: StoreError.column(1)) { try found.integer(1) }
            #expect(throws: StoreError.column(2)) { try found.optionalBlob(2) }
            #expect(throws: StoreError.column(-1)) { try found.text(-1) }
        }
    }

    @Test("10,000 rows go in one batch, and come back", arguments: Engine.allCases)
    func largeBatch(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            let numbers = Array(Int64(0)..<10_000)
            let keys = numbers.map { number in withUnsafeBytes(of: number.bigEndian) { Array($0) } }
            try await database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO thing (key, number)
                    SELECT k.key, k.number
                    FROM \(Batch(.blobs("key", keys), .integers("number", numbers.map { $0 * 2 }))) AS k
                    """
                )
            }
            let sum = try await database.read { try $0.rows("SELECT sum(number), count(*) FROM thing").first }
            #expect(try sum?.integer(0) == 99_990_000)
            #expect(try sum?.integer(1) == 10_000)
        }
    }

    @Test("an upsert and RETURNING work through a batch; an empty batch does nothing", arguments: Engine.allCases)
    func upsert(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            @Sendable func upsert(_ rows: [(a: Int64, value: Int64)]) -> Query {
                """
                INSERT INTO pair (a, b, value)
                SELECT k.a, 1, k.value
                FROM \(Batch(.integers("a", rows.map(\.a)), .integers("value", rows.map(\.value)))) AS k
                WHERE true ON CONFLICT (a, b) DO UPDATE SET value = pair.value + excluded.value RETURNING a, value
                """
            }
            let first = try await database.write { try $0.rows(upsert([(1, 10), (2, 20)])) }
            let second = try await database.write { try $0.rows(upsert([(2, 5), (3, 30)])) }
            let none = try await database.write { try $0.rows(upsert([])) }
            #expect(first.map(\.values) == [[.integer(1), .integer(10)], [.integer(2), .integer(20)]])
            #expect(second.map(\.values) == [[.integer(2), .integer(25)], [.integer(3), .integer(30)]])
            #expect(none.isEmpty)
        }
    }

    @Test("a batch updates rows beside values of its own, with integers narrower than ours", arguments: Engine.allCases)
    func update(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let rows = try await database.write { transaction in
                try transaction.execute("CREATE TABLE t (a SMALLINT PRIMARY KEY, b INTEGER, c DOUBLE PRECISION)")
                let batch = Batch(.integers("a", [1, 2, 3]), .integers("b", [Int64(10), nil, 30]))
                try transaction.execute("INSERT INTO t (a, b, c) SELECT k.a, k.b, k.ordinal FROM \(batch) AS k")
                let changes = Batch(.integers("a", [Int64(3), 1, 9]), .integers("b", [Int64(33), 11]))
                try transaction.execute(
                    """
                    UPDATE t SET c = \(0.5), b = k.b + \(100) FROM \(changes) AS k
                    WHERE t.a = k.a AND (t.b & \(2)) <> 0 AND k.a < \(9)
                    """
                )
                return try transaction.rows("SELECT a, b, c FROM t ORDER BY a LIMIT \(10)")
            }
            #expect(try rows.map { try $0.integer(0) } == [1, 2, 3])
            #expect(try rows.map { try $0.optionalInteger(1) } == [111, nil, 133])
            #expect(try rows.map { try $0.real(2) } == [0.5, 2, 0.5])
        }
    }

    private static func values(_ index: Int) -> (Int64?, Double?, String?, [UInt8]?) {
        (integers[index], reals[index], texts[index], blobs[index])
    }

    private static func expect(_ row: Row?, at index: Int) throws {
        let row = try #require(row)
        let (integer, real, text, blob) = values(index)
        #expect(try row.optionalInteger(0) == integer)
        #expect(try row.optionalReal(1) == real)
        #expect(try row.optionalText(2) == text)
        #expect(try row.optionalBlob(3) == blob)
    }
}
