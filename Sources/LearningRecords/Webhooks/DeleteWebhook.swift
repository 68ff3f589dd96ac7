package import Persistence

/// Ends a webhook. A batch that is on its way may still arrive.
package struct DeleteWebhook: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: false where there is no such webhook.
    package func callAsFunction(_ id: String) async throws -> Bool {
        try await database.write { try !$0.rows("DELETE FROM webhook WHERE id = \(id) RETURNING id").isEmpty }
    }
}
