package import Persistence

/// What learners think of activities: a row for each statement that rates or comments one, and the rating of each actor that
/// counts, the latest. Statements that were stored before come in with `releve rebuild`.
package struct Migration0033Feedback: Migration {
    package static let number = 33

    package init() {}

    /// `at` is when it was said, µs since 1970; `stars` are millionths, 0 to 5,000,000.
    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE feedback (
                actor BIGINT NOT NULL, activity BIGINT NOT NULL, statement \(Fragment.binary) NOT NULL,
                at BIGINT NOT NULL, stars BIGINT, has_comment SMALLINT NOT NULL,
                CONSTRAINT feedback_key PRIMARY KEY (actor, activity, statement)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            "CREATE INDEX feedback_latest ON feedback (actor, activity, at, statement) WHERE stars IS NOT NULL"
        )
        try transaction.execute(
            "CREATE INDEX feedback_comment ON feedback (activity, at, statement) WHERE has_comment = 1"
        )
        try transaction.execute(
            """
            CREATE TABLE rating (
                actor BIGINT NOT NULL, activity BIGINT NOT NULL, statement \(Fragment.binary) NOT NULL,
                at BIGINT NOT NULL, stars BIGINT NOT NULL, CONSTRAINT rating_key PRIMARY KEY (actor, activity)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX rating_activity ON rating (activity, actor)")
    }
}
