import Foundation
import Persistence
import TestSupport
import Testing

struct TransactionTests {
    struct Refusal: Error, Equatable {}

    @Test("a transaction sees what it wrote, others only after it is stored", arguments: Engine.allCases)
    func readYourWrites(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            let within = try await database.write { transaction in
                try transaction.insert(key: [1])
                return try transaction.count("thing")
            }
            #expect(within == 1)
            let things = try await database.count("thing")
            #expect(things == 1)
        }
    }

    @Test("an error of the closure takes everything back and is thrown as it is", arguments: Engine.allCases)
    func rollsBack(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            await #expect(throws: Refusal()) {
                try await database.write { transaction in
                    try transaction.insert(key: [1])
                    _ = try transaction.count("thing")
                    try transaction.insert(key: [2])
                    throw Refusal()
                }
            }
            let things = try await database.count("thing")
            #expect(things == 0)
        }
    }

    @Test("of 64 at once only the one that breaks a rule fails", arguments: Engine.allCases)
    func groupCommit(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            let failed = await withTaskGroup(of: (UInt8, StoreError?).self) { group in
                for key in UInt8(0)..<64 {
                    group.addTask {
                        do {
                            try await database.write {
                                try $0.insert(key: [key], number: key == 31 ? 13 : Int64(key) + 100)
                            }
                            return (key, nil)
                        } catch { return (key, error as? StoreError ?? .unsupported) }
                    }
                }
                return await group.reduce(into: [UInt8: StoreError]()) { $0[$1.0] = $1.1 }
            }
            #expect(failed == [31: .constraint(.check, name: "thing_number")])
            let things = try await database.count("thing")
            #expect(things == 63)
        }
    }

    @Test("a rule that is checked at the commit fails only its own closure", arguments: Engine.allCases)
    func deferredRule(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            try await database.write { transaction in
                try transaction.execute(
                    """
                    CREATE TABLE part (
                        a BIGINT, b BIGINT NOT NULL,
                        CONSTRAINT part_pair FOREIGN KEY (a, b) REFERENCES pair (a, b) DEFERRABLE INITIALLY DEFERRED
                    )
                    """
                )
            }
            let broken = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<32 {
                    group.addTask { await Self.breaksKey(database, b: number == 7 ? 1 : 0) }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            let parts = try await database.count("part")
            #expect(broken == 1)
            #expect(parts == 31)
        }
    }

    private static func breaksKey(_ database: any Database, b: Int) async -> Bool {
        do {
            try await database.write { try $0.execute("INSERT INTO part (a, b) VALUES (0, \(b))") }
            return false
        } catch StoreError.constraint(.foreignKey, _) { return true } catch {
            Issue.record(error)
            return true
        }
    }

    @Test("an error that the closure hides still takes everything back", arguments: Engine.allCases)
    func hiddenError(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            await #expect(throws: StoreError.constraint(.unique, name: "thing_key")) {
                try await database.write { transaction in
                    try transaction.insert(key: [1])
                    try? transaction.insert(key: [1])
                    _ = try? transaction.count("thing")
                }
            }
            let things = try await database.count("thing")
            #expect(things == 0)
        }
    }

    static let brokenRules: [(name: String, query: Query, error: StoreError)] = [
        (
            "a unique key", "INSERT INTO thing (key) VALUES (\([UInt8]("secret".utf8)))",
            .constraint(.unique, name: "thing_key")
        ),
        ("a primary key", "INSERT INTO pair (a, b) VALUES (0, 0)", .constraint(.unique, name: "pair_pkey")),
        ("a check", "INSERT INTO thing (key, number) VALUES (\([9]), 13)", .constraint(.check, name: "thing_number")),
        ("a null", "INSERT INTO thing (number) VALUES (1)", .constraint(.notNull, name: "thing.key")),
    ]

    @Test("a broken rule is named, and no value", arguments: Engine.allCases, brokenRules)
    func constraints(engine: Engine, rule: (name: String, query: Query, error: StoreError)) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            try await database.write { try $0.insert(key: [UInt8]("secret".utf8)) }
            let error = await #expect(throws: StoreError.self) {
                try await database.write { transaction in try transaction.execute(rule.query) }
            }
            #expect(error == rule.error)
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test("a reading transaction writes nothing", arguments: Engine.allCases)
    func readOnly(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            await #expect(throws: StoreError.self) {
                try await database.read { transaction in
                    try transaction.insert(key: [1])
                    _ = try transaction.count("thing")
                }
            }
            let things = try await database.count("thing")
            #expect(things == 0)
        }
    }

    @Test("the time of a transaction never goes back", arguments: Engine.allCases)
    func steadyTime(engine: Engine) async throws {
        let clock = TestClock(5_000_000)
        try await engine.withDatabase(clock: clock) { database in
            let first = try await database.write { $0.startedAt }
            clock.set(1)
            let second = try await database.write { $0.startedAt }
            clock.set(9_000_000)
            let third = try await database.read { $0.startedAt }
            #expect(first > 5_000_000)
            #expect(second == first)
            #expect(third > 9_000_000)
        }
    }

    @Test("after closing, everything is refused, and what was stored is there", arguments: Engine.allCases)
    func close(engine: Engine) async throws {
        try await engine.withStore { store in
            let database = try store.open()
            try await database.migrate(testMigrations)
            try await database.write { try $0.insert(key: [1]) }
            try await database.close()
            await #expect(throws: StoreError.unavailable) { try await database.write { try $0.insert(key: [2]) } }
            await #expect(throws: StoreError.unavailable) { try await database.read { try $0.count("thing") } }
            let again = try store.open()
            let things = try await again.count("thing")
            #expect(things == 1)
            try await again.close()
        }
    }

    @Test("a query with two batches is refused on SQLite")
    func twoBatches() async throws {
        try await Engine.sqlite.withDatabase { database in
            let batch = Batch(.integers("a", [Int64(1)]))
            await #expect(throws: StoreError.unsupported) {
                try await database.read { try $0.rows("SELECT 1 FROM \(batch) AS k, \(batch) AS l") }
            }
        }
    }
}
