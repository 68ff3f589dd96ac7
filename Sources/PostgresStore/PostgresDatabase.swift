package import Persistence
import Synchronization

/// The store that many nodes share: a pool of connections, each with a thread of its own.
package final class PostgresDatabase: Database {
    package let engine = SQLEngine.postgres
    private let queue = WorkQueue<PostgresWork>()
    private let threads: [WorkerThread]
    private let counter: RoundTripCounter
    private let retry = Retry()

    /// Connects when first asked for something, and again whenever a connection is lost.
    /// - Parameters:
    ///   - url: as libpq takes it: `postgres://user:password@host:port/database?sslmode=verify-full`.
    ///   - connections: how many transactions run at once; more wait in line.
    ///   - clock: answers µs since 1970 UTC.
    ///   - timeoutSeconds: how long a statement may run, and a transaction stand idle.
    ///   - reportFailure: told why a connection could not be made, in libpq's words.
    package init(
        url: String,
        connections: Int = 8,
        clock: @escaping @Sendable () -> Int64,
        timeoutSeconds: Int = 60,
        reportFailure: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        let settings = ConnectionSettings(url: url, timeoutMilliseconds: max(1, min(timeoutSeconds, 86_400)) * 1000)
        let clock = SteadyClock(clock)
        let counter = RoundTripCounter()
        self.counter = counter
        threads = (0..<max(connections, 1)).map { [queue] number in
            WorkerThread(name: "postgres-\(number)") {
                let worker = PostgresWorker(
                    settings: settings,
                    clock: clock,
                    synced: counter.count,
                    reportFailure: reportFailure
                )
                worker.drain(queue)
            }
        }
    }

    /// Where nobody closed the store, its threads end all the same.
    deinit { queue.close() }

    package var roundTrips: Int { counter.value }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await run(.reading, body)
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await run(.writing, body)
    }

    /// Runs a query outside any transaction, as CREATE DATABASE and VACUUM need it.
    package func runAlone(_ query: Query) async throws {
        try await run(.alone) { transaction in try transaction.execute(query) }
    }

    package func purge(_ tables: [String]) async throws -> Bool {
        var isPurged = true
        for table in tables {
            do { try await runAlone("VACUUM \(Query(stringLiteral: table))") } catch is StoreError { isPurged = false }
        }
        return isPurged
    }

    /// The start of the oldest transaction that a client has open, less a margin: it began on a node whose clock may
    /// differ, a moment before the server heard of it.
    package func oldestWrite() async throws -> Int64 {
        let row = try await read { transaction in
            try transaction.rows(
                """
                SELECT CAST(floor(extract(epoch FROM least(clock_timestamp(), min(xact_start))) * 1000000) AS bigint)
                FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
                AND pid <> pg_backend_pid()
                """
            ).first
        }
        guard let row else { throw StoreError.unavailable }
        return try row.integer(0) - Self.clockMargin
    }

    /// µs
    private static let clockMargin: Int64 = 2_000_000

    package func close() async throws {
        queue.close()
        for thread in threads { await thread.join() }
    }

    private func run<T: Sendable>(
        _ kind: PostgresTransaction.Kind,
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        do {
            return try await retry(while: isWorthwhile) { try await queue.run(kind, body) }
        } catch is LostConnection {
            throw StoreError.unavailable
        } catch is StaleStatement {
            throw StoreError.other(code: "0A000")
        }
    }

    private func isWorthwhile(_ error: any Error) -> Bool {
        switch error {
        case let error as StoreError: error.isTransient
        case is LostConnection, is StaleStatement: true
        default: false
        }
    }
}

/// How often an answer was waited for.
private final class RoundTripCounter: Sendable {
    private let waits = Atomic(0)

    var value: Int { waits.load(ordering: .relaxed) }

    func count() { waits.add(1, ordering: .relaxed) }
}
