import Persistence

/// A lease is longer than an attempt may take, and short enough that a crash delays a receiver by a minute.
private let leaseTime: Int64 = 60_000_000

extension Transaction {
    /// A webhook that has something to send, is not disabled, does not wait and is nobody's; `webhook_due` finds it.
    func dueWebhook() throws -> String? {
        try rows("SELECT id FROM webhook WHERE \(isDue) ORDER BY next_attempt LIMIT 1").first?.text(0)
    }

    /// Takes the lease of a webhook that is due, with the batch that was on its way or, where none was, the next one.
    ///
    /// - Returns: nil where another node was first.
    func takeWebhook(_ id: String, lease token: String) throws -> WebhookBatch? {
        let row = try rows(
            """
            UPDATE webhook SET lease = \(token), leased_until = \(startedAt + leaseTime) WHERE id = \(id) AND \(isDue)
            RETURNING url, secret, replays, position, failures, batch_end
            """
        ).first
        guard let row else { return nil }
        let position = try row.integer(3)
        guard let end = try row.optionalInteger(5) ?? webhookEnd(after: position) else { return nil }
        try execute("UPDATE webhook SET batch_end = \(end) WHERE id = \(id)")
        return WebhookBatch(
            webhook: id, url: try row.text(0), secret: WebhookSecret(bytes: try row.blob(1)), lease: token,
            replays: try row.integer(2), after: position, end: end, failures: try row.integer(4), startedAt: startedAt
        )
    }

    /// The receiver took the batch: the place moves behind it.
    ///
    /// - Parameter isLast: whether the lease ends even where something follows, so that others get their turn.
    /// - Returns: the next batch under the same lease; nil where that ended.
    func moveOn(_ batch: WebhookBatch, isLast: Bool) throws -> WebhookBatch? {
        let next = isLast ? nil : try webhookEnd(after: batch.end)
        let moved = try rows(
            """
            UPDATE webhook SET position = \(batch.end), batch_end = \(next), failures = 0, failing_since = NULL,
                last_error = NULL, next_attempt = \(startedAt), lease = \(next == nil ? nil : batch.lease),
                leased_until = \(next == nil ? 0 : startedAt + leaseTime) WHERE \(isHeld(batch)) RETURNING id
            """
        )
        guard !moved.isEmpty else {
            try release(batch)
            return nil
        }
        return next.map { end in
            WebhookBatch(
                webhook: batch.webhook, url: batch.url, secret: batch.secret, lease: batch.lease,
                replays: batch.replays, after: batch.end, end: end, failures: 0, startedAt: startedAt
            )
        }
    }

    /// The receiver did not take the batch: it is sent again after a while, or no more.
    func putOff(_ batch: WebhookBatch, because answer: WebhookAnswer, chance: UInt8) throws {
        let pause = WebhookPatience.pause(after: batch.failures + 1, chance: chance)
        let given = answer.isGone ? Int64.min : WebhookPatience.end
        let put = try rows(
            """
            UPDATE webhook SET failures = failures + 1, failing_since = coalesce(failing_since, \(startedAt)),
                last_error = \(answer.code), next_attempt = \(startedAt + pause), lease = NULL, leased_until = 0,
                disabled_at = CASE WHEN \(startedAt) - coalesce(failing_since, \(startedAt)) >= \(given)
                THEN \(startedAt) END
            WHERE \(isHeld(batch)) RETURNING id
            """
        )
        if put.isEmpty { try release(batch) }
    }

    /// Gives the lease back; what was on its way is due at once.
    func release(_ batch: WebhookBatch) throws {
        try execute(
            "UPDATE webhook SET lease = NULL, leased_until = 0 WHERE id = \(batch.webhook) AND lease = \(batch.lease)"
        )
    }

    private var isDue: Query {
        """
        disabled_at IS NULL AND next_attempt <= \(startedAt) AND leased_until <= \(startedAt)
        AND position < (SELECT max(leaf) FROM log_entry)
        """
    }

    /// Nobody else delivers meanwhile, and nobody has set the webhook back.
    private func isHeld(_ batch: WebhookBatch) -> Query {
        "id = \(batch.webhook) AND lease = \(batch.lease) AND replays = \(batch.replays)"
    }

    private func webhookEnd(after leaf: Int64) throws -> Int64? {
        try feedEnd(after: leaf, limit: DeliverWebhooks.largestBatch, bytes: DeliverWebhooks.largestSize)
    }
}
