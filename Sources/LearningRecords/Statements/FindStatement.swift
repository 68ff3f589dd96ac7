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
    private let authorities: Authorities

    package init(database: any Database, authorities: Authorities) {
        self.database = database
        self.authorities = authorities
    }

    package func callAsFunction(_ request: Request) async throws -> Found? {
        try await database.glance { [authorities] transaction in
            let query = Query.statement(
                request.id.storedBytes, isVoided: request.isVoided, authority: request.authority
            )
            let rows = try transaction.rows(query)
            guard let statement = try authorities.statements(of: rows, in: transaction).first else { return nil }
            let definitions = request.wantsDefinitions ? try transaction.definitions(in: [statement]) : [:]
            return Found(statement: statement, definitions: definitions)
        }
    }
}
