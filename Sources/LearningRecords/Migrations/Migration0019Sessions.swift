package import Persistence

/// Courses that are held in a room: when, where, by whom; and who was there.
///
/// `attendance` only grows: the row with the highest revision says what holds of a person and half-day, all rows are its
/// history. Half-day 0 is the session as a whole. `statement` is what it became, null where nothing is to be stated.
package struct Migration0019Sessions: Migration {
    package static let number = 19

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE training_session (
                id \(Fragment.identity), uid \(Fragment.binary) NOT NULL CONSTRAINT training_session_uid UNIQUE,
                course BIGINT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL, trainers TEXT NOT NULL,
                access_key TEXT NOT NULL, created_at BIGINT NOT NULL
            )
            """
        )
        try transaction.execute("CREATE INDEX training_session_course ON training_session (course, id)")
        try transaction.execute(
            """
            CREATE TABLE half_day (
                session BIGINT NOT NULL, number BIGINT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL,
                CONSTRAINT half_day_key PRIMARY KEY (session, number)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE attendance (
                session BIGINT NOT NULL, person BIGINT NOT NULL, half_day BIGINT NOT NULL, revision BIGINT NOT NULL,
                mark TEXT NOT NULL, actor BIGINT NOT NULL, statement \(Fragment.binary), access_key TEXT NOT NULL,
                recorded_at BIGINT NOT NULL, CONSTRAINT attendance_key PRIMARY KEY (session, person, half_day, revision)
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
