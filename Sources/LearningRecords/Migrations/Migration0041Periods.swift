package import Persistence

/// Summaries of periods of the log (`PeriodRecord`), with the trees of whom they are about, and the key that seals subjects.
/// Tokens in the trees name nobody without that key; so an erasure leaves them as they are.
package struct Migration0041Periods: Migration {
    package static let number = 41

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE log_period (
                id \(Fragment.identity), first_leaf BIGINT NOT NULL CONSTRAINT log_period_first UNIQUE,
                end_leaf BIGINT NOT NULL, at BIGINT NOT NULL, record \(Fragment.binary) NOT NULL,
                entries \(Fragment.binary) NOT NULL, items \(Fragment.binary) NOT NULL
            )
            """
        )
        try transaction.execute(
            "CREATE TABLE log_period_key (id BIGINT PRIMARY KEY, bytes \(Fragment.binary) NOT NULL)"
        )
    }
}
