package import Persistence
package import XAPI

/// Sends what happened to the webhooks' receivers, batch by batch in the order of the log.
///
/// A place moves on only when its receiver has answered 2xx, so that nothing is lost; who crashes in between repeats one
/// batch, under the same id. One node at a time delivers to a receiver. Any number of these may run at once.
package struct DeliverWebhooks: Sendable {
    package typealias Send = @Sendable (WebhookDelivery) async -> WebhookAnswer

    /// Records in one request.
    static let largestBatch = 100
    /// Bytes of the statements in one request; one statement may be larger.
    static let largestSize: Int64 = 1 << 20
    /// Requests to one receiver, one after another, before others get their turn.
    static let longestRun = 100

    private let database: any Database
    private let authorities: Authorities
    private let form: StatementForm
    private let send: Send
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameters:
    ///   - version: of xAPI, in which statements are sent.
    ///   - random: secure random bytes.
    ///   - send: sends a request, and gives up within half a minute.
    package init(
        database: any Database, authorities: Authorities, version: XAPIVersion,
        random: @escaping @Sendable (_ count: Int) -> [UInt8], send: @escaping Send
    ) {
        self.database = database
        self.authorities = authorities
        form = StatementForm(version: version)
        self.random = random
        self.send = send
    }

    /// - Returns: how many batches were taken.
    package func callAsFunction() async throws -> Int {
        var count = 0
        while !Task.isCancelled, let id = try await database.read({ try $0.dueWebhook() }) {
            let lease = hexadecimal(random(12))
            guard let batch = try await database.write({ try $0.takeWebhook(id, lease: lease) }) else { continue }
            count += try await deliver(from: batch)
        }
        return count
    }

    private func deliver(from first: WebhookBatch) async throws -> Int {
        var (batch, count) = (first, 0)
        while true {
            let sent = batch
            let answer = try await answer(to: sent)
            guard answer.isTaken else {
                try await settle(sent, answer)
                return count
            }
            count += 1
            let isLast = count == Self.longestRun || Task.isCancelled
            guard let next = try await database.write({ try $0.moveOn(sent, isLast: isLast) }) else { return count }
            batch = next
        }
    }

    private func answer(to batch: WebhookBatch) async throws -> WebhookAnswer {
        let items = try await database.read { [authorities] transaction in
            try transaction.feedItems(after: batch.after, through: batch.end, authorities)
        }
        // Other kinds of record stand in the log too.
        guard !items.isEmpty else { return .status(204) }
        return await send(try batch.delivery(of: items, in: form))
    }

    /// A node that stops is no failure of the receiver.
    private func settle(_ batch: WebhookBatch, _ answer: WebhookAnswer) async throws {
        let (isStopping, chance) = (Task.isCancelled, random(1).first ?? 0)
        try await database.write { transaction in
            if isStopping {
                try transaction.release(batch)
            } else {
                try transaction.putOff(batch, because: answer, chance: chance)
            }
        }
    }
}
