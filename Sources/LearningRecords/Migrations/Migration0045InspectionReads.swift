package import Persistence

/// Inspections keep how often their key read, and when last: a look at one no longer adds up all entries of the access log.
package struct Migration0045InspectionReads: Migration {
    package static let number = 45

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute("ALTER TABLE inspection ADD COLUMN reads BIGINT NOT NULL DEFAULT 0")
        try transaction.execute("ALTER TABLE inspection ADD COLUMN last_read_at BIGINT")
        try transaction.execute(
            """
            UPDATE inspection SET
                reads = (SELECT coalesce(CAST(sum(r.times) AS BIGINT), 0) FROM access_read r
                    WHERE r.access_key = inspection.inspection_key),
                last_read_at = (SELECT max(r.at) FROM access_read r WHERE r.access_key = inspection.inspection_key)
            """
        )
    }
}
