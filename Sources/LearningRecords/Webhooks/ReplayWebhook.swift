package import Persistence

/// Sends again what follows a leaf, at once and under new ids, also where the webhook was disabled or waits.
package struct ReplayWebhook: Sendable {
    package enum Outcome: Equatable, Sendable {
        case replayed
        case unknown
        /// The log ends before the leaf that was named.
        case beyondLog(size: Int64)
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter leaf: the last one that is not sent again; -1 for all from the beginning.
    package func callAsFunction(_ id: String, after leaf: Int64) async throws -> Outcome {
        try await database.write { transaction in
            let size = try transaction.logSize()
            guard leaf < size else { return .beyondLog(size: size) }
            return try transaction.setBack(id, to: leaf) ? .replayed : .unknown
        }
    }
}

extension Transaction {
    /// Whoever delivers now keeps the lease, and learns by `replays` that what it delivered no longer counts.
    fileprivate func setBack(_ id: String, to leaf: Int64) throws -> Bool {
        try !rows(
            """
            UPDATE webhook SET position = \(leaf), batch_end = NULL, replays = replays + 1, failures = 0,
                failing_since = NULL, last_error = NULL, next_attempt = \(startedAt), disabled_at = NULL
            WHERE id = \(id) RETURNING id
            """
        ).isEmpty
    }
}
