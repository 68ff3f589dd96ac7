package import Foundation
package import Persistence

/// One statement by its id (Communication 2.1.3): `statementId` finds those that are not voided, `voidedStatementId` the
/// others.
package struct FindStatement: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter authority: where given, only a statement of this authority is found (`statements/read/mine`).
    package func callAsFunction(_ id: UUID, isVoided: Bool = false, authority: Int64? = nil) async throws
        -> StoredStatement?
    {
        try await database.read { transaction in
            try transaction.rows(.statement(id.storedBytes, isVoided: isVoided, authority: authority)).first.map(
                StoredStatement.init(_:))
        }
    }
}
