package import Persistence

/// The order of everything that happened: each committed record has its leaf, from 0 on, without gaps.
///
/// `kind` says which table `record` numbers; 1 is `statement`. `sequencer` is where PostgreSQL's sequencer stands: SQLite
/// gives leaves in the writing transaction and leaves it empty.
package struct Migration0008Log: Migration {
    package static let number = 8

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            "CREATE TABLE log_entry (leaf \(Fragment.identity), kind SMALLINT NOT NULL, record BIGINT NOT NULL)"
        )
        try transaction.execute("CREATE UNIQUE INDEX log_entry_record ON log_entry (record, kind)")
        try transaction.execute("CREATE TABLE sequencer (xid BIGINT NOT NULL, seq BIGINT NOT NULL)")
        if transaction.engine == .postgres {
            try transaction.execute("CREATE INDEX statement_xid ON statement (xid, seq) WHERE raw IS NOT NULL")
        }
    }
}
