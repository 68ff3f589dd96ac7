package import Persistence

/// What others say of checkpoints: notes with the cosignatures of witnesses, and answers of time stamping authorities. Rows are
/// added; a note gets more signatures.
package struct Migration0042Witnesses: Migration {
    package static let number = 42

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE log_cosigned (
                size BIGINT PRIMARY KEY, note \(Fragment.binary) NOT NULL, at BIGINT NOT NULL, access_key TEXT NOT NULL
            )
            """
        )
        try transaction.execute(
            """
            CREATE TABLE log_timestamp (
                size BIGINT NOT NULL, reply \(Fragment.binary) NOT NULL, at BIGINT NOT NULL, access_key TEXT NOT NULL,
                CONSTRAINT log_timestamp_key PRIMARY KEY (size, reply)
            )
            """
        )
    }
}
