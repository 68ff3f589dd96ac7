package import Persistence

/// Personal access codes, of each only the digest under a salt of the store's own.
package struct Migration0031AccessCodes: Migration {
    package static let number = 31

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE access_salt (
                id BIGINT NOT NULL CONSTRAINT access_salt_key PRIMARY KEY, salt \(Fragment.binary) NOT NULL
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE access_code (
                person BIGINT NOT NULL CONSTRAINT access_code_key PRIMARY KEY,
                digest \(Fragment.binary) NOT NULL CONSTRAINT access_code_digest UNIQUE, made_at BIGINT NOT NULL,
                access_key TEXT NOT NULL
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
