import Persistence
import TestSupport
import Testing

struct MigrationTests {
    private struct Broken: Migration {
        static let number = 2

        func run(in transaction: any Transaction) throws {
            try transaction.execute("CREATE TABLE half (a BIGINT)")
            try transaction.execute("INSERT INTO nowhere VALUES (1)")
        }
    }

    @Test("of several starters at once each migration runs once", arguments: Engine.allCases)
    func concurrentStarters(engine: Engine) async throws {
        try await engine.withNodes(4) { nodes in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in nodes { group.addTask { try await node.migrate(testMigrations) } }
                try await group.waitForAll()
            }
            let rows = try await nodes[0].read { transaction in
                try transaction.rows("SELECT number, name FROM migration ORDER BY number")
            }
            #expect(
                rows.map(\.values) == [
                    [.integer(1), .text("Migration0001Things")], [.integer(2), .text("Migration0002Pairs")],
                ]
            )
        }
    }

    @Test("a database newer than the program is refused by number", arguments: Engine.allCases)
    func newerDatabase(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            await #expect(throws: StoreError.newerDatabase(found: 2, known: 1)) {
                try await database.migrate([Migration0001Things.self])
            }
        }
    }

    @Test("a migration that fails leaves nothing behind", arguments: Engine.allCases)
    func allOrNone(engine: Engine) async throws {
        try await engine.withDatabase { database in
            await #expect(throws: StoreError.self) {
                try await database.migrate([Migration0001Things.self, Broken.self])
            }
            await #expect(throws: StoreError.self) { try await database.read { try $0.count("half") } }
            try await database.migrate(testMigrations)
            let pairs = try await database.count("pair")
            #expect(pairs == 1)
        }
    }
}
