import EvidenceVerification
import Persistence
import XAPI

/// Under whose authority history comes in: the service's, by an account that says that it was taken over.
struct HistoryAuthority: Sendable {
    private let identifier: InverseFunctionalIdentifier
    private let database: any Database

    /// - Parameter publicURL: the home page of the account.
    init(database: any Database, publicURL: String) {
        self.database = database
        identifier = .account(homePage: publicURL, name: ImportedAuthority.accountName)
    }

    /// - Parameters:
    ///   - source: whom the statements come from; it is made where it is new.
    ///   - key: who asks.
    func credential(of source: String, by key: String) async throws -> Credential {
        let term = Term.actor(identifier)
        let (authority, number) = try await database.writeAgainOnRace { transaction in
            (try transaction.intern([term])[term] ?? 0, try transaction.source(named: source))
        }
        return Credential(
            key: key, source: number, authority: .init(term: authority, json: identifier.agentJSON), scopes: []
        )
    }
}
