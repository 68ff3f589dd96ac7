package import Persistence

/// What courses cost, from which day on, and what an employer has to spend on training in a year. Rows are added, never
/// changed: of one course and day, or one year and employer, the one with the highest number holds.
package struct Migration0036Spending: Migration {
    package static let number = 36

    package init() {}

    package func run(in transaction: any Transaction) throws {
        // `funded` is the share that a funder pays, in thousandths.
        try transaction.execute(
            """
            CREATE TABLE course_price (
                course BIGINT NOT NULL, number BIGINT NOT NULL, from_day BIGINT NOT NULL, cents BIGINT NOT NULL,
                basis TEXT NOT NULL, funded BIGINT NOT NULL, funder TEXT, access_key TEXT NOT NULL, at BIGINT NOT NULL,
                CONSTRAINT course_price_key PRIMARY KEY (course, number)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE obligation (
                year BIGINT NOT NULL, employer TEXT NOT NULL, number BIGINT NOT NULL, cents BIGINT NOT NULL,
                reason TEXT NOT NULL, access_key TEXT NOT NULL, at BIGINT NOT NULL,
                CONSTRAINT obligation_key PRIMARY KEY (year, employer, number)
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
