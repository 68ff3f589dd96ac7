import CLibSQLite
import GRDB
import Persistence

/// One connection to the file, its settings, and the statements that are prepared on it.
///
/// Unchecked: `queue` lets one thread at a time at the statements, which are touched inside `use` alone.
final class SQLiteConnection: @unchecked Sendable {
    enum Role {
        case writer(Durability)
        case reader
        case checkpointer
    }

    /// In ms: how long the writer waits for another process that writes.
    static let writerPatience: CInt = 2_000

    private let queue: DatabaseQueue
    private let statements = StatementCache()

    /// Once, before the first connection; where somebody was faster, SQLite refuses, and counts on.
    private static let configured: Void = { _ = releve_sqlite_count_no_memory() }()

    init(path: String, role: Role) throws {
        Self.configured
        queue = try StoreError.translating { try DatabaseQueue(path: path, configuration: Self.configuration(role)) }
        // After the queue is open: with `journalMode`, its start sets `synchronous=NORMAL`.
        try StoreError.translating {
            try queue.writeWithoutTransaction { database in
                for pragma in Self.pragmas(role) { try database.execute(sql: "PRAGMA \(pragma)") }
            }
        }
    }

    /// The connection for a while; nothing else uses it meanwhile.
    func use<T>(_ body: (GRDB.Database, StatementCache) throws -> T) rethrows -> T {
        try queue.writeWithoutTransaction { database in try body(database, statements) }
    }

    func close() throws {
        use { _, statements in statements.removeAll() }
        try StoreError.translating { try queue.close() }
    }

    private static func configuration(_ role: Role) -> Configuration {
        var configuration = Configuration()
        switch role {
        case .writer:
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(Double(writerPatience) / 1_000)
        case .reader:
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
        case .checkpointer: break
        }
        return configuration
    }

    private static func pragmas(_ role: Role) -> [String] {
        switch role {
        case .writer(let durability):
            [
                "synchronous = \(durability.synchronous)", "wal_autocheckpoint = 0", "secure_delete = ON",
                "temp_store = MEMORY", "cache_size = -24576", "journal_size_limit = 67108864",
            ]
        case .reader: ["temp_store = MEMORY", "cache_size = -4096"]
        case .checkpointer: ["synchronous = FULL", "wal_autocheckpoint = 0", "journal_size_limit = 67108864"]
        }
    }
}
