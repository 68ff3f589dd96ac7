package import Persistence

/// Facts folded from statements, and the standings that queries read.
///
/// A learner is a person where the actor is matched to one, else the actor itself; both take their numbers from `term`,
/// so that one column holds either.
package struct Migration0004Completions: Migration {
    package static let number = 4

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try createFacts(in: transaction)
        try createStandings(in: transaction)
    }

    private func createFacts(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE fact (
                actor BIGINT NOT NULL, activity BIGINT NOT NULL, registration \(Fragment.binary) NOT NULL,
                source BIGINT NOT NULL, session_class SMALLINT NOT NULL, defined_by_cmi5 SMALLINT NOT NULL,
                facts \(Fragment.binary) NOT NULL, refolds_asked BIGINT NOT NULL,
                CONSTRAINT fact_key PRIMARY KEY
                    (actor, activity, registration, source, session_class, defined_by_cmi5)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX fact_activity ON fact (activity, actor)")
        try transaction.execute("CREATE INDEX fact_pending ON fact (actor, activity) WHERE refolds_asked > 0")
    }

    private func createStandings(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE standing (
                learner BIGINT NOT NULL, course BIGINT NOT NULL, rule TEXT NOT NULL, rule_version BIGINT NOT NULL,
                status TEXT NOT NULL, changed_at BIGINT NOT NULL, expires_at BIGINT,
                CONSTRAINT standing_key PRIMARY KEY (learner, course)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX standing_course ON standing (course, learner)")
        try transaction.execute("CREATE INDEX standing_course_status ON standing (course, status, learner)")
        try transaction.execute("CREATE INDEX standing_status ON standing (status, learner, course)")
    }
}
