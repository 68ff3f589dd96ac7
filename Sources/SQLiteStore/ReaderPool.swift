import GRDB
import Persistence

/// Threads with a connection each, that run readers' closures in the order they came.
final class ReaderPool: Sendable {
    private let queue = WorkQueue<any PendingTransaction>()
    private let threads: [WorkerThread]

    init(path: String, count: Int, clock: SteadyClock) {
        threads = (0..<max(count, 1)).map { [queue] number in
            WorkerThread(name: "sqlite-reader-\(number)") { Self.serve(queue, path: path, clock: clock) }
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await queue.run(body)
    }

    /// Nothing more is read; what waits still is.
    func stop() { queue.close() }

    func close() async {
        stop()
        for thread in threads { await thread.join() }
    }

    private static func serve(_ queue: WorkQueue<any PendingTransaction>, path: String, clock: SteadyClock) {
        var connection: SQLiteConnection?
        while let pending = queue.take().first {
            do {
                let opened = try connection ?? SQLiteConnection(path: path, role: .reader)
                connection = opened
                try perform(pending, on: opened, clock: clock)
                pending.succeed()
            } catch {
                pending.fail(error)
            }
        }
        try? connection?.close()
    }

    private static func perform(
        _ pending: any PendingTransaction,
        on connection: SQLiteConnection,
        clock: SteadyClock
    ) throws {
        try connection.use { database, statements in
            defer { SQLiteTransaction.rollback(in: database, statements) }
            try SQLiteTransaction.begin("BEGIN DEFERRED", in: database, statements)
            let transaction = SQLiteTransaction(in: database, statements, startedAt: clock.now())
            _ = try transaction.performFirst(of: [pending])
        }
    }
}
