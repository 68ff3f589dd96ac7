import GRDB
import Persistence
import Synchronization

/// Threads that run readers' closures in the order they came, and the connections on which they do.
final class ReaderPool: Sendable {
    private let queue = WorkQueue<any PendingTransaction>()
    private let threads: [WorkerThread]
    private let connections: ReaderConnections

    init(path: String, count: Int, clock: SteadyClock) {
        let connections = ReaderConnections(path: path, clock: clock)
        self.connections = connections
        threads = (0..<max(count, 1)).map { [queue] number in
            WorkerThread(name: "sqlite-reader-\(number)") { Self.serve(queue, connections) }
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await queue.run(body)
    }

    /// Reads on the caller's thread.
    func glance<T>(_ body: (any Transaction) throws -> T) throws -> T {
        try connections.read(body)
    }

    /// Nothing more is read; what waits still is.
    func stop() { queue.close() }

    func close() async {
        stop()
        for thread in threads { await thread.join() }
        connections.close()
    }

    private static func serve(_ queue: WorkQueue<any PendingTransaction>, _ connections: ReaderConnections) {
        while let pending = queue.take().first {
            do {
                _ = try connections.read { try pending.perform(first: [pending], in: $0) }
                pending.succeed()
            } catch {
                pending.fail(error)
            }
        }
    }
}

/// Connections for readers: the one that was used last is used next, since it remembers most of what is asked for.
private final class ReaderConnections: Sendable {
    private struct State {
        var idle: [SQLiteConnection] = []
        var isClosed = false
    }

    private let path: String
    private let clock: SteadyClock
    private let state = Mutex(State())

    init(path: String, clock: SteadyClock) {
        self.path = path
        self.clock = clock
    }

    /// One transaction. There are as many connections as ever ran at once.
    func read<T>(_ body: (any Transaction) throws -> T) throws -> T {
        let connection = try take()
        defer { giveBack(connection) }
        return try connection.use { database, statements in
            defer { SQLiteTransaction.rollback(in: database, statements) }
            try SQLiteTransaction.begin("BEGIN DEFERRED", in: database, statements)
            let transaction = SQLiteTransaction(in: database, statements, startedAt: clock.now())
            return try transaction.perform(body)
        }
    }

    private func take() throws -> SQLiteConnection {
        let (idle, isClosed) = state.withLock { ($0.idle.popLast(), $0.isClosed) }
        guard !isClosed else { throw StoreError.unavailable }
        return try idle ?? SQLiteConnection(path: path, role: .reader)
    }

    private func giveBack(_ connection: SQLiteConnection) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.idle.append(connection) }
            return state.isClosed
        }
        if isClosed { try? connection.close() }
    }

    func close() {
        let idle = state.withLock { state in
            defer { state = State(isClosed: true) }
            return state.idle
        }
        for connection in idle { try? connection.close() }
    }
}
