package import Persistence

/// Reads go when their time is over: batches are found by when they were written, and a run counts what went with each.
package struct Migration0043OldReads: Migration {
    package static let number = 43

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute("CREATE INDEX access_batch_at ON access_batch (at, id)")
        try transaction.execute("ALTER TABLE retention_target ADD COLUMN reads BIGINT NOT NULL DEFAULT 0")
    }
}
