import Foundation
import Persistence
import PostgresStore
import Synchronization
import TestSupport
import Testing

struct FailureTests {
    /// Fails the first two times, by a sequence, which no rollback takes back.
    private static let stumble: [Query] = [
        "CREATE SEQUENCE attempt", "CREATE TABLE t (a BIGINT)",
        """
        CREATE FUNCTION stumble(state TEXT) RETURNS BIGINT LANGUAGE plpgsql AS $body$
        DECLARE number BIGINT := nextval('attempt');
        BEGIN
            IF number < 3 THEN RAISE EXCEPTION 'not yet' USING ERRCODE = state; END IF;
            RETURN number;
        END $body$
        """,
    ]

    @Test("a transaction that met another one runs again", arguments: ["40001", "40P01"])
    func runsAgain(state: String) async throws {
        try await Engine.postgres.withDatabase { database in
            try await database.write { transaction in for query in Self.stumble { try transaction.execute(query) } }
            let attempt = try await database.write { transaction in
                try transaction.execute("INSERT INTO t VALUES (1)")
                return try transaction.rows("SELECT stumble(\(state))").first?.integer(0)
            }
            #expect(attempt == 3)
            #expect(try await Self.count(in: database) == 1)
        }
    }

    @Test("of two that wait for each other both are stored in the end")
    func deadlock() async throws {
        try await Engine.postgres.withDatabase { database in
            try await database.write { transaction in
                try transaction.execute("CREATE TABLE t (a BIGINT PRIMARY KEY, n BIGINT NOT NULL)")
                try transaction.execute("INSERT INTO t VALUES (1, 0), (2, 0)")
            }
            let arrived = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for order in [[1, 2], [2, 1]] {
                    group.addTask {
                        try await database.write { transaction in
                            _ = try transaction.rows("UPDATE t SET n = n + 1 WHERE a = \(order[0]) RETURNING a")
                            arrived.add()
                            while arrived.count < 2 { Thread.sleep(forTimeInterval: 0.001) }
                            _ = try transaction.rows("UPDATE t SET n = n + 1 WHERE a = \(order[1]) RETURNING a")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let rows = try await database.read { try $0.rows("SELECT n FROM t") }
            #expect(rows.map(\.values) == [[.integer(2)], [.integer(2)]])
            // Three at least have arrived: one ran again.
            #expect(arrived.count > 2)
        }
    }

    @Test("after its connections were ended, a store goes on")
    func killed() async throws {
        try await Engine.postgres.withNodes(2) { nodes in
            try await nodes[0].write { try $0.execute("CREATE TABLE t (a BIGINT)") }
            for _ in 0..<3 {
                try await Self.endOtherConnections(than: nodes[1])
                try await nodes[0].write { try $0.execute("INSERT INTO t VALUES (1)") }
                try await Self.endOtherConnections(than: nodes[1])
                try await nodes[0].write { transaction in
                    _ = try transaction.rows("SELECT count(*) FROM t")
                    try transaction.execute("INSERT INTO t VALUES (2)")
                }
                try await Self.endOtherConnections(than: nodes[1])
                _ = try await Self.count(in: nodes[0])
            }
            #expect(try await Self.count(in: nodes[0]) == 6)
        }
    }

    @Test("a transaction whose connection is ended under it runs again")
    func killedWithin() async throws {
        try await Engine.postgres.withNodes(2) { nodes in
            try await nodes[0].write { try $0.execute("CREATE TABLE t (a BIGINT)") }
            let runs = Tally()
            try await nodes[0].write { transaction in
                try transaction.execute("INSERT INTO t VALUES (1)")
                let run = runs.add()
                if run == 1 { _ = try transaction.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(try await Self.count(in: nodes[0]) == 1)
            #expect(runs.count == 2)
        }
    }

    @Test("a commit in which the server ends the connection stores nothing and says that it is not available")
    func killedInCommit() async throws {
        try await Engine.postgres.withDatabase { database in
            try await database.write { transaction in
                for query in Self.dyingCommit { try transaction.execute(query) }
            }
            await #expect(throws: StoreError.unavailable) {
                try await database.write { try $0.execute("INSERT INTO t VALUES (1)") }
            }
            #expect(try await Self.count(in: database) == 0)
        }
    }

    private static let dyingCommit: [Query] = [
        "CREATE TABLE t (a BIGINT)",
        """
        CREATE FUNCTION die() RETURNS TRIGGER LANGUAGE plpgsql AS $body$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $body$
        """,
        """
        CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        EXECUTE FUNCTION die()
        """,
    ]

    @Test("a statement prepared before the schema changed is prepared anew")
    func schemaChanges() async throws {
        try await Engine.postgres.withNodes(2) { nodes in
            try await nodes[0].write { try $0.execute("CREATE TABLE t (a BIGINT)") }
            try await nodes[0].write { try $0.execute("INSERT INTO t VALUES (1)") }
            for _ in 0..<8 { _ = try await nodes[0].read { try $0.rows("SELECT a FROM t") } }
            try await nodes[1].write { try $0.execute("ALTER TABLE t ALTER a TYPE TEXT") }
            let rows = try await nodes[0].read { try $0.rows("SELECT a FROM t") }
            #expect(rows.map(\.values) == [[.text("1")]])
        }
    }

    @Test("a query that runs too long ends, and its connection goes on")
    func timeout() async throws {
        try await Engine.postgres.withStore { store in
            let database = PostgresDatabase(url: store.location, connections: 1, clock: { 0 }, timeoutSeconds: 1)
            await #expect(throws: StoreError.timeout) { try await database.read { try $0.rows("SELECT pg_sleep(30)") } }
            let rows = try await database.read { try $0.rows("SELECT 1") }
            #expect(rows.count == 1)
            try await database.close()
        }
    }

    @Test("many wait for few connections, and all are answered")
    func waiting() async throws {
        try await Engine.postgres.withStore { store in
            let database = PostgresDatabase(url: store.location, connections: 2, clock: { 0 })
            let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
                for number in 0..<200 {
                    group.addTask { try await database.read { try $0.rows("SELECT \(number)").first?.integer(0) ?? 0 } }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 19_900)
            try await database.close()
        }
    }

    @Test("a server that is not there is not available, and the reason is reported without the password")
    func unreachable() async throws {
        let reasons = Mutex<[String]>([])
        let database = PostgresDatabase(
            url: "postgres://someone:secret@127.0.0.1:1/nothing",
            connections: 1,
            clock: { 0 },
            reportFailure: { reason in reasons.withLock { $0.append(reason) } }
        )
        await #expect(throws: StoreError.unavailable) { try await database.read { try $0.rows("SELECT 1") } }
        let told = reasons.withLock { $0 }
        #expect(told.first?.contains("127.0.0.1") == true)
        #expect(!told.contains { $0.contains("secret") })
        try await database.close()
    }

    private static func endOtherConnections(than database: any Database) async throws {
        _ = try await database.read { transaction in
            try transaction.rows(
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """
            )
        }
    }

    private static func count(in database: any Database) async throws -> Int64 {
        try await database.read { try $0.rows("SELECT count(*) FROM t").first?.integer(0) ?? -1 }
    }
}
