import GRDB
package import Persistence

/// The embedded store: one file with its write-ahead log, one writer, a few readers.
package final class SQLiteDatabase: Persistence.Database {
    package let engine = SQLEngine.sqlite
    package let roundTrips = 0
    private let path: String
    private let writes = WorkQueue<any PendingTransaction>()
    private let openWrites: OpenWrites
    private let writer: WorkerThread
    private let readers: ReaderPool
    private let checkpointer: Checkpointer
    private let retry = Retry(attempts: 4)

    /// Opens or makes the file at `path`.
    /// - Parameters:
    ///   - clock: answers µs since 1970 UTC.
    ///   - readers: how many readers run at once.
    ///   - durability: less than full only where a test must see what is lost.
    /// - Throws: `StoreError` where the file cannot be opened.
    package init(
        path: String,
        clock: @escaping @Sendable () -> Int64,
        readers: Int = 4,
        durability: Durability = .full
    ) throws {
        self.path = path
        let clock = SteadyClock(clock)
        let connection = try SQLiteConnection(path: path, role: .writer(durability))
        // A file that cannot be read is found here, before any thread starts.
        try SQLiteConnection(path: path, role: .reader).close()
        let checkpointer = Checkpointer(try SQLiteConnection(path: path, role: .checkpointer))
        connection.report(to: checkpointer)
        self.readers = ReaderPool(path: path, count: readers, clock: clock)
        self.checkpointer = checkpointer
        let openWrites = OpenWrites(clock: clock)
        self.openWrites = openWrites
        writer = WorkerThread(name: "sqlite-writer") { [writes] in
            let writer = GroupCommitWriter(
                connection: connection,
                writes: openWrites,
                committed: {
                    checkpointer.checkpointIfWorthwhile()
                    if checkpointer.takesLogAnew() { connection.beginLogAnew() }
                }
            )
            writer.drain(writes)
            Self.close(connection)
        }
    }

    /// Where nobody closed the store, its threads end all the same.
    deinit {
        writes.close()
        readers.stop()
        checkpointer.stop()
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await readers.read(body)
    }

    package func glance<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try readers.glance(body)
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await retry { try await writes.run(body) }
    }

    package func write<Write: JointWrite>(jointly write: Write) async throws -> Write.Outcome {
        try await retry { try await writes.run(jointly: write) }
    }

    package func oldestWrite() async throws -> Int64 { openWrites.oldest() }

    /// Ends what is under way, empties the log into the file and closes it.
    package func close() async throws {
        await readers.close()
        await checkpointer.close()
        writes.close()
        await writer.join()
    }

    /// On a connection and a thread of its own, which waits for readers that still look into the log.
    package func purge(_ tables: [String]) async throws -> Bool {
        await withCheckedContinuation { [path] continuation in
            _ = WorkerThread(name: "sqlite-purge") {
                continuation.resume(returning: SQLiteConnection.emptyLog(at: path))
            }
        }
    }

    private static func close(_ connection: SQLiteConnection) {
        _ = try? connection.use { database, _ in try database.checkpoint(.truncate) }
        try? connection.close()
    }
}
