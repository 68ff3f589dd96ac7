package import Persistence

/// Has the log sent to a receiver from now on, or from a leaf on. The secret is answered once.
package struct CreateWebhook: Sendable {
    package struct Request: Sendable {
        package let address: WebhookAddress
        package let label: String?
        /// The last leaf that the receiver has; -1 for the beginning, nil for what comes from now on.
        package let after: Int64?

        package init(address: WebhookAddress, label: String? = nil, after: Int64? = nil) {
            self.address = address
            self.label = label
            self.after = after
        }
    }

    package enum Outcome: Equatable, Sendable {
        case created(id: String, secret: String, position: Int64)
        /// The log ends before the leaf that was named.
        case beyondLog(size: Int64)
    }

    private let database: any Database
    private let random: @Sendable (_ count: Int) -> [UInt8]

    package init(database: any Database, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.database = database
        self.random = random
    }

    package func callAsFunction(_ request: Request) async throws -> Outcome {
        let (id, secret) = (hexadecimal(random(12)), WebhookSecret(bytes: random(32)))
        return try await database.write { transaction in
            let size = try transaction.logSize()
            let position = request.after ?? size - 1
            guard position < size else { return .beyondLog(size: size) }
            try transaction.insertWebhook(id, secret, request, position: position)
            return .created(id: id, secret: secret.text, position: position)
        }
    }
}

extension Transaction {
    fileprivate func insertWebhook(
        _ id: String, _ secret: WebhookSecret, _ request: CreateWebhook.Request, position: Int64
    ) throws {
        try execute(
            """
            INSERT INTO webhook (id, url, label, secret, created_at, position, replays, failures, next_attempt,
                leased_until)
            VALUES (\(id), \(request.address.text), \(request.label), \(secret.bytes), \(startedAt), \(position), 0, 0,
                \(startedAt), 0)
            """
        )
    }
}
