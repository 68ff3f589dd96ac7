package import Persistence

/// What is left of people who were erased, and who must not be.
///
/// A row of `erasure` is a tombstone: when, by whom and why; never who. `erased_part` says what of the log it took: part 0 is
/// a whole record, of which the leaf's entry alone is left; of any other part the commitment is. Rows of both are added,
/// never changed, and the record of the erasure in the log counts them. A leaf whose record is gone has kind 0 in
/// `log_entry`, and its own number as record.
///
/// `statement.erasure` keeps the id of a statement from being used again.
package struct Migration0034Erasures: Migration {
    package static let number = 34

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try createErasures(in: transaction)
        try createHolds(in: transaction)
        try transaction.execute("ALTER TABLE statement ADD COLUMN erasure BIGINT")
        try transaction.execute("CREATE INDEX attendance_person ON attendance (person)")
        try transaction.execute("CREATE INDEX campaign_person_person ON campaign_person (person)")
        if transaction.engine == .postgres {
            try transaction.execute("CREATE INDEX log_queue_record ON log_queue (record, kind)")
        }
    }

    private func createErasures(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE erasure (
                id \(Fragment.identity), uid \(Fragment.binary) NOT NULL CONSTRAINT erasure_uid UNIQUE,
                reason TEXT NOT NULL, requested_by TEXT, access_key TEXT NOT NULL, at BIGINT NOT NULL,
                counts \(Fragment.binary) NOT NULL
            )
            """
        )
        try transaction.execute(
            """
            CREATE TABLE erased_part (
                leaf BIGINT NOT NULL, part BIGINT NOT NULL, erasure BIGINT NOT NULL, commitment \(Fragment.binary),
                CONSTRAINT erased_part_key PRIMARY KEY (leaf, part)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX erased_part_erasure ON erased_part (erasure, leaf, part)")
    }

    /// Days are counted from 1970; a hold without `until_day` has no end. `ended_at` is when somebody took it away.
    private func createHolds(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE erasure_hold (
                id \(Fragment.identity), uid \(Fragment.binary) NOT NULL CONSTRAINT erasure_hold_uid UNIQUE,
                person BIGINT NOT NULL, reason TEXT NOT NULL, until_day BIGINT, access_key TEXT NOT NULL,
                at BIGINT NOT NULL, ended_at BIGINT, ended_by TEXT
            )
            """
        )
        try transaction.execute("CREATE INDEX erasure_hold_person ON erasure_hold (person)")
    }
}
