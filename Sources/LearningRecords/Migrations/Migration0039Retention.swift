package import Persistence

/// How long what is kept, and what was destroyed because its time was over.
///
/// Rows of `retention_schedule` are added, never changed: of one id the highest version holds. A run keeps what it was to
/// destroy in `retention_target`, so that it goes on where it was stopped: `state` is 0 for what waits, 1 for what is gone, 2
/// for what stayed because it was no longer to go. `kind` says of what `number` is: a person, an actor, a document.
package struct Migration0039Retention: Migration {
    package static let number = 39

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE retention_schedule (
                id TEXT NOT NULL, version BIGINT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL,
                period TEXT NOT NULL, attribute TEXT, audience \(Fragment.binary) NOT NULL, enabled SMALLINT NOT NULL,
                access_key TEXT NOT NULL, at BIGINT NOT NULL,
                CONSTRAINT retention_schedule_key PRIMARY KEY (id, version)
            ) \(Fragment.withoutRowID)
            """
        )
        try createRuns(in: transaction)
        try transaction.execute("CREATE INDEX person_attribute_end ON person_attribute (name, until_day, person)")
        try transaction.execute("CREATE INDEX document_updated ON document (updated, number)")
    }

    private func createRuns(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE retention_run (
                id \(Fragment.identity), uid \(Fragment.binary) NOT NULL CONSTRAINT retention_run_uid UNIQUE,
                access_key TEXT NOT NULL, at BIGINT NOT NULL, plan \(Fragment.binary) NOT NULL,
                before \(Fragment.binary) NOT NULL, after \(Fragment.binary), finished_at BIGINT
            )
            """
        )
        try transaction.execute(
            "CREATE INDEX retention_run_open ON retention_run (id) WHERE finished_at IS NULL"
        )
        try transaction.execute(
            """
            CREATE TABLE retention_target (
                run BIGINT NOT NULL, place BIGINT NOT NULL, schedule TEXT NOT NULL, version BIGINT NOT NULL,
                kind SMALLINT NOT NULL, number BIGINT NOT NULL, state SMALLINT NOT NULL, erasure BIGINT,
                statements BIGINT NOT NULL, documents BIGINT NOT NULL, answers BIGINT NOT NULL,
                CONSTRAINT retention_target_key PRIMARY KEY (run, place)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            "CREATE INDEX retention_target_waiting ON retention_target (run, place) WHERE state = 0"
        )
    }
}
