package import Persistence

/// Bundles of evidence that somebody asked for: what was asked, how far it is, and who builds it until when.
package struct Migration0015Bundles: Migration {
    package static let number = 15

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE evidence_bundle (
                id TEXT PRIMARY KEY, access_key TEXT NOT NULL, question \(Fragment.binary) NOT NULL, since BIGINT,
                asked_at BIGINT NOT NULL, total BIGINT NOT NULL, done BIGINT NOT NULL, claims BIGINT NOT NULL,
                finished_at BIGINT, outcome TEXT, lease TEXT, leased_until BIGINT NOT NULL
            )
            """
        )
        try transaction.execute(
            "CREATE INDEX evidence_bundle_open ON evidence_bundle (asked_at) WHERE finished_at IS NULL"
        )
        try transaction.execute(
            "CREATE INDEX evidence_bundle_finished ON evidence_bundle (finished_at) WHERE finished_at IS NOT NULL"
        )
    }
}
