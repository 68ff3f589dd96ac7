import ExactJSON
import XAPI

/// Records on their way to a receiver, held by whoever has the lease.
struct WebhookBatch: Sendable {
    let webhook: String
    let url: String
    let secret: WebhookSecret
    let lease: String
    /// How often the webhook was set back.
    let replays: Int64
    /// The last leaf before the batch, and the last of it.
    let after: Int64
    let end: Int64
    /// Attempts in a row that failed before this one.
    let failures: Int64
    /// µs since 1970.
    let startedAt: Int64

    /// The same for each attempt, and another after a replay, so that a receiver can drop what it has.
    private var id: String { "msg_\(webhook)_\(replays)_\(after + 1)_\(end)" }

    /// The request, signed as Standard Webhooks has it.
    func delivery(of items: [FeedItem], in form: StatementForm) throws -> WebhookDelivery {
        let body = try body(of: items, in: form)
        let timestamp = String(startedAt / 1_000_000)
        let signature = secret.signature(id: id, timestamp: timestamp, body: body)
        return WebhookDelivery(
            url: url,
            headers: [
                ("content-type", "application/json"), ("user-agent", "releve"), ("webhook-id", id),
                ("webhook-timestamp", timestamp), ("webhook-signature", signature),
            ],
            body: body
        )
    }

    private func body(of items: [FeedItem], in form: StatementForm) throws -> [UInt8] {
        let items = try items.map { try $0.json(in: form) }
        var writer = JSONWriter(capacity: items.reduce(128) { $0 + $1.count + 1 })
        writer.object { body in
            body.member("webhook", webhook)
            body.member("items") { $0.array(items) { $0.json($1) } }
            body.member("after", end)
        }
        return writer.bytes
    }
}
