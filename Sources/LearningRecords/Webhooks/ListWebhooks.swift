package import Persistence

/// The webhooks there are and how each fares, without their secrets.
package struct ListWebhooks: Sendable {
    package struct Webhook: Equatable, Sendable {
        package enum State: String, Sendable {
            /// The last attempt was taken, or there was none.
            case active
            /// The last attempt failed; another one follows.
            case failing
            /// Nothing is sent until somebody replays it.
            case disabled
        }

        package let id: String
        package let url: String
        package let label: String?
        /// µs since 1970.
        package let createdAt: Int64
        package let state: State
        /// The last leaf that the receiver took.
        package let position: Int64
        /// Attempts in a row that failed.
        package let failures: Int64
        /// A short code: `status-503`, `timeout`, `no-answer`.
        package let lastError: String?
        /// µs since 1970; nil where no attempt is planned.
        package let nextAttempt: Int64?
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction() async throws -> [Webhook] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT id, url, label, created_at, position, failures, last_error, next_attempt, disabled_at
                FROM webhook ORDER BY created_at, id
                """
            ).map(Webhook.init(_:))
        }
    }
}

extension ListWebhooks.Webhook {
    fileprivate init(_ row: Row) throws {
        let failures = try row.integer(5)
        let isDisabled = try row.optionalInteger(8) != nil
        self.init(
            id: try row.text(0), url: try row.text(1), label: try row.optionalText(2), createdAt: try row.integer(3),
            state: isDisabled ? .disabled : failures > 0 ? .failing : .active, position: try row.integer(4),
            failures: failures, lastError: try row.optionalText(6),
            nextAttempt: isDisabled || failures == 0 ? nil : try row.integer(7)
        )
    }
}
