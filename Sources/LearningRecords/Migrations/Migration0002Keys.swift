package import Persistence

/// Keys by which callers sign in. The secret is kept as its SHA-256 only.
package struct Migration0002Keys: Migration {
    package static let number = 2

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE access_key (
                id TEXT PRIMARY KEY, secret_sha256 \(Fragment.binary) NOT NULL, label TEXT NOT NULL,
                source BIGINT NOT NULL, authority BIGINT NOT NULL, authority_json \(Fragment.binary) NOT NULL,
                scopes TEXT NOT NULL, created_at BIGINT NOT NULL, revoked_at BIGINT
            )
            """
        )
        try transaction.execute("CREATE INDEX access_key_authority ON access_key (authority)")
    }
}
