package import Persistence

/// Who is registered in which course, when courses were completed, and counts of standings.
///
/// `standing_delta` holds changes of standings that are not yet in the counts: writers only add to it, so that none waits for
/// another's count (`docs/decisions/0014-counts-behind-a-list-of-changes.md`).
package struct Migration0014Registrations: Migration {
    package static let number = 14

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try createRegistrations(in: transaction)
        try createCompletionTimes(in: transaction)
        try createTallies(in: transaction)
        try countStandings(in: transaction)
    }

    private func createRegistrations(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE registration (
                uid \(Fragment.binary) NOT NULL CONSTRAINT registration_uid UNIQUE, person BIGINT NOT NULL,
                course BIGINT NOT NULL, registered_at BIGINT NOT NULL, access_key TEXT NOT NULL,
                CONSTRAINT registration_key PRIMARY KEY (person, course)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL")
        try transaction.execute(
            "CREATE INDEX person_attribute_value ON person_attribute (name, value, person, from_day, until_day)"
        )
        try transaction.execute("CREATE INDEX course_source ON course (source, id)")
    }

    /// Rows that are there already get their time by being written anew.
    private func createCompletionTimes(in transaction: any Transaction) throws {
        try transaction.execute("ALTER TABLE standing ADD COLUMN completed_at BIGINT")
        try transaction.execute(
            """
            CREATE INDEX standing_completed ON standing (status, completed_at, learner, course)
            WHERE completed_at IS NOT NULL
            """
        )
        try transaction.execute(
            """
            CREATE INDEX standing_course_completed ON standing (course, status, completed_at, learner)
            WHERE completed_at IS NOT NULL
            """
        )
        try transaction.execute(
            """
            INSERT INTO standing_queue (learner, asked) SELECT DISTINCT t.learner, 0 FROM standing t
            WHERE true ON CONFLICT (learner) DO NOTHING
            """
        )
    }

    /// `kind` of a tally: 1 a course, by its number; 2 a month of completion, counted from the year 0.
    private func createTallies(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE standing_delta (
                id \(Fragment.identity), learner BIGINT NOT NULL, course BIGINT NOT NULL, status_before TEXT,
                status_after TEXT, month_before BIGINT, month_after BIGINT
            )
            """
        )
        try transaction.execute(
            """
            CREATE TABLE standing_tally (
                kind SMALLINT NOT NULL, key BIGINT NOT NULL, status TEXT NOT NULL, standings BIGINT NOT NULL,
                CONSTRAINT standing_tally_key PRIMARY KEY (kind, key, status)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE learner_tally (
                learner BIGINT PRIMARY KEY, not_started BIGINT NOT NULL, in_progress BIGINT NOT NULL,
                completed BIGINT NOT NULL, failed BIGINT NOT NULL, expired BIGINT NOT NULL, waived BIGINT NOT NULL
            ) \(Fragment.withoutRowID)
            """
        )
    }

    private func countStandings(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO standing_tally (kind, key, status, standings)
            SELECT 1, t.course, t.status, count(*) FROM standing t GROUP BY t.course, t.status
            """
        )
        let counts = ["not_started", "in_progress", "completed", "failed", "expired", "waived"].map { status in
            "sum(CASE WHEN t.status = '\(status)' THEN 1 ELSE 0 END)"
        }
        try transaction.execute(
            """
            INSERT INTO learner_tally (learner, not_started, in_progress, completed, failed, expired, waived)
            SELECT t.learner, \(Query(stringLiteral: counts.joined(separator: ", "))) FROM standing t GROUP BY t.learner
            """
        )
    }
}
