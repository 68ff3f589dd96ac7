package import Persistence

/// Ends a key: it is refused from now on, here at once and on other nodes within seconds.
package struct RevokeKey: Sendable {
    private let database: any Database
    private let authenticate: AuthenticateKey?

    package init(database: any Database, authenticate: AuthenticateKey? = nil) {
        self.database = database
        self.authenticate = authenticate
    }

    /// - Returns: false where no such key is in force.
    package func callAsFunction(_ id: String) async throws -> Bool {
        let isRevoked = try await database.write { transaction in
            try !transaction.rows(
                """
                UPDATE access_key SET revoked_at = \(transaction.startedAt) WHERE id = \(id) AND revoked_at IS NULL
                RETURNING id
                """
            ).isEmpty
        }
        authenticate?.forget(id)
        return isRevoked
    }
}
