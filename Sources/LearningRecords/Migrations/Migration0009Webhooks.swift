package import Persistence

/// Receivers to which the log is sent, each with the place where it stands.
///
/// `position` is the last leaf that the receiver took, `batch_end` the last of the batch that is on its way: a repeat holds
/// the same records under the same id. `replays` counts how often the place was set back. `lease` is whoever delivers
/// now, until `leased_until`.
package struct Migration0009Webhooks: Migration {
    package static let number = 9

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE webhook (
                id TEXT PRIMARY KEY, url TEXT NOT NULL, label TEXT, secret \(Fragment.binary) NOT NULL,
                created_at BIGINT NOT NULL, position BIGINT NOT NULL, batch_end BIGINT, replays BIGINT NOT NULL,
                failures BIGINT NOT NULL, failing_since BIGINT, last_error TEXT, next_attempt BIGINT NOT NULL,
                disabled_at BIGINT, lease TEXT, leased_until BIGINT NOT NULL
            )
            """
        )
        try transaction.execute("CREATE INDEX webhook_due ON webhook (next_attempt) WHERE disabled_at IS NULL")
    }
}
