import GRDB
import GRDBSQLite
import Persistence
import Synchronization

/// Moves the write-ahead log into the database file, on a connection and a thread of its own, so that no commit waits
/// for it. (As part of commits it made the slowest of a hundred ten times slower than the median.)
///
/// What it moved stays in the log until that starts anew, which the writer does between two transactions: under a load
/// without a pause nobody else ever finds the moment for it, and the log grew to gigabytes.
final class Checkpointer: Sendable {
    /// In pages: when the log has grown by so much, what can be moved beside the writer is.
    private static let worthwhile = 2_000
    /// In pages: a log of this size starts anew.
    private static let large = 16_000

    private let requests = WorkQueue<Int>()
    private let isAsked = Atomic(false)
    private let isLogMoved = Atomic(false)
    /// Of the log: its pages now, and after the last checkpoint, which a reader may have kept from emptying it.
    private let pages = Atomic(0)
    private let pagesBefore = Atomic(0)
    private let thread: Mutex<WorkerThread?> = Mutex(nil)

    init(_ connection: SQLiteConnection) {
        let thread = WorkerThread(name: "sqlite-checkpointer") { [self] in
            serve(connection)
        }
        self.thread.withLock { $0 = thread }
    }

    /// Called by SQLite after each commit: the log has `pages` now.
    func logHas(_ pages: Int) { self.pages.store(pages, ordering: .relaxed) }

    /// Called by the writer between two transactions; returns at once.
    func checkpointIfWorthwhile() {
        let pages = pages.load(ordering: .relaxed)
        let before = pagesBefore.load(ordering: .relaxed)
        guard pages - (before <= pages ? before : 0) >= Self.worthwhile else { return }
        if !isAsked.exchange(true, ordering: .acquiringAndReleasing) { _ = requests.add(0) }
    }

    /// Asked by the writer between two transactions, once for each answer: whether most of a large log is moved.
    func takesLogAnew() -> Bool {
        isLogMoved.load(ordering: .relaxed) && isLogMoved.exchange(false, ordering: .relaxed)
    }

    func stop() { requests.close() }

    func close() async {
        stop()
        let thread = thread.withLock { $0 }
        await thread?.join()
    }

    private func serve(_ connection: SQLiteConnection) {
        while !requests.take().isEmpty {
            // A checkpoint that fails leaves the log as it is; a full disk is the writer's to report.
            _ = try? connection.use { database, _ in try database.checkpoint(.passive) }
            if pages.load(ordering: .relaxed) >= Self.large { isLogMoved.store(true, ordering: .relaxed) }
            pagesBefore.store(pages.load(ordering: .relaxed), ordering: .relaxed)
            isAsked.store(false, ordering: .releasing)
        }
        try? connection.close()
    }
}

extension SQLiteConnection {
    /// In ms: how long the writer waits for readers that still look into the log. One that goes on keeps it growing.
    private static let patience: CInt = 20

    /// Moves what is left of the log, and lets the next transaction write it from its beginning. Nothing else may write
    /// through this connection meanwhile.
    func beginLogAnew() {
        use { database, _ in
            sqlite3_busy_timeout(database.sqliteConnection, Self.patience)
            defer { sqlite3_busy_timeout(database.sqliteConnection, Self.writerPatience) }
            _ = try? database.checkpoint(.restart)
        }
    }

    /// In ms, and how often: readers end within seconds, but new ones may come.
    private static let purgePatience: CInt = 5_000
    private static let purgeAttempts = 3

    /// Moves the whole log into the file and leaves none of it.
    /// - Returns: false where somebody kept looking into it.
    static func emptyLog(at path: String) -> Bool {
        guard let connection = try? SQLiteConnection(path: path, role: .checkpointer) else { return false }
        defer { try? connection.close() }
        for _ in 0..<purgeAttempts {
            let isEmpty = connection.use { database, _ in
                sqlite3_busy_timeout(database.sqliteConnection, purgePatience)
                return (try? database.checkpoint(.truncate)) != nil
            }
            if isEmpty { return true }
        }
        return false
    }

    /// Tells `checkpointer` the log's size after each commit on this connection. It must outlive the connection.
    func report(to checkpointer: Checkpointer) {
        let context = Unmanaged.passUnretained(checkpointer).toOpaque()
        use { database, _ in
            _ = sqlite3_wal_hook(
                database.sqliteConnection,
                { context, _, _, pages in
                    guard let context else { return SQLITE_OK }
                    Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().logHas(Int(pages))
                    return SQLITE_OK
                },
                context
            )
        }
    }
}
