package import Foundation
package import Persistence

/// One statement by its id (Communication 2.1.3): `statementId` finds those that are not voided, `voidedStatementId` the
/// others.
package struct FindStatement: Sendable {
    package struct Request: Sendable {
        package var id: UUID
        package var isVoided = false
        /// Where given, only a statement of this authority is found (`statements/read/mine`).
        package var authority: Int64?
        /// Whether the answer takes canonical definitions of Activities.
        package var wantsDefinitions = false

        package init(_ id: UUID) { self.id = id }
    }

    package struct Found: Sendable {
        package let statement: StoredStatement
        package let definitions: CanonicalDefinitions
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ request: Request) async throws -> Found? {
        try await database.read { transaction in
            let query = Query.statement(
                request.id.storedBytes, isVoided: request.isVoided, authority: request.authority
            )
            guard let statement = try transaction.rows(query).first.map(StoredStatement.init(_:)) else { return nil }
            let definitions = request.wantsDefinitions ? try transaction.definitions(in: [statement]) : [:]
            return Found(statement: statement, definitions: definitions)
        }
    }
}
