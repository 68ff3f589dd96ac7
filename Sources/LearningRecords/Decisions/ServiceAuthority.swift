import Completion
import Foundation
package import Persistence
import XAPI

/// The service itself as who says something: decisions are its own statements, and no key can speak so.
package struct ServiceAuthority: Sendable {
    /// A key of this id cannot be made over HTTP, nor is there one.
    private static let key = "relevé"

    let identifier: InverseFunctionalIdentifier
    private let database: any Database

    /// - Parameter publicURL: the home page of the service's account.
    package init(database: any Database, publicURL: String) {
        self.database = database
        identifier = .account(homePage: publicURL, name: Self.key)
    }

    func credential() async throws -> Credential {
        let term = Term.actor(identifier)
        let number = try await database.writeAgainOnRace { try $0.intern([term])[term] ?? 0 }
        return Credential(
            key: Self.key, source: FactKey.serviceSource, authority: .init(term: number, json: identifier.agentJSON),
            scopes: []
        )
    }
}
