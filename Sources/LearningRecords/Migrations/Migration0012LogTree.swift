import EvidenceVerification
package import Persistence

/// The tree over the log, and leaves for what happens to people and courses.
///
/// A row of `log_tile` is 256 leaves: their entries one behind the other, and the secret that the keys of their records'
/// parts come from. `log_node` has the roots of complete subtrees of 256^level leaves, from level 1 on. Hashes of leaves
/// are made from the entries. `log_checkpoint` has the last checkpoint that was signed on each day, counted from 1970.
/// `log_queue` is what PostgreSQL's sequencer has not taken in yet, but for statements, which
/// have an index of their own for that.
package struct Migration0012LogTree: Migration {
    package static let number = 12

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE log_tile (
                number \(Fragment.identity), entries \(Fragment.binary) NOT NULL, keys \(Fragment.binary) NOT NULL
            )
            """
        )
        try transaction.execute(
            """
            CREATE TABLE log_node (
                level SMALLINT NOT NULL, number BIGINT NOT NULL, hash \(Fragment.binary) NOT NULL,
                PRIMARY KEY (level, number)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE log_checkpoint (
                day \(Fragment.identity), size BIGINT NOT NULL, note \(Fragment.binary) NOT NULL, signed_at BIGINT NOT NULL
            )
            """
        )
        if transaction.engine == .postgres { try createQueue(in: transaction) }
        try log("person_event", as: .personEvent, in: transaction)
        try log("course_version", as: .package, in: transaction)
    }

    private func createQueue(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE log_queue (
                id \(Fragment.identity), kind SMALLINT NOT NULL, record BIGINT NOT NULL \(Fragment.writingTransaction)
            )
            """
        )
        try transaction.execute("CREATE INDEX log_queue_xid ON log_queue (xid, id)")
    }

    /// What was there before gets leaves too.
    private func log(_ table: Query, as kind: RecordKind, in transaction: any Transaction) throws {
        switch transaction.engine {
        case .postgres:
            try transaction.execute(
                "INSERT INTO log_queue (kind, record) SELECT \(kind.stored), id FROM \(table) ORDER BY id"
            )
        case .sqlite:
            try transaction.execute(
                """
                INSERT INTO log_entry (leaf, kind, record)
                SELECT (SELECT coalesce(max(leaf), -1) FROM log_entry) + row_number() OVER (ORDER BY id),
                    \(kind.stored), id FROM \(table)
                """
            )
        }
    }
}
