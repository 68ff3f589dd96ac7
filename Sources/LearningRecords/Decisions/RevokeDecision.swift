import Completion
import ExactJSON
package import Foundation
package import Persistence
import XAPI

/// Takes a decision back: its statement is voided by one of the service's own, which says who and why.
package struct RevokeDecision: Sendable {
    private let database: any Database
    private let store: StoreStatements
    private let authority: ServiceAuthority
    private let newID: @Sendable () -> UUID

    package init(
        database: any Database, store: StoreStatements, authority: ServiceAuthority,
        newID: @escaping @Sendable () -> UUID
    ) {
        self.database = database
        self.store = store
        self.authority = authority
        self.newID = newID
    }

    /// - Parameter decision: the id of its statement.
    /// - Returns: the id of the statement that voids it.
    package func callAsFunction(
        _ decision: UUID, by decider: Decider, because reason: String
    ) async throws -> Result<UUID, DecisionRefusal> {
        let (state, now) = try await database.read { (try $0.state(ofDecision: decision), $0.startedAt) }
        switch state {
        case .unknown: return .failure(.unknownDecision)
        case .revoked: return .failure(.revokedBefore)
        case .standing: break
        }
        let id = newID()
        do {
            let json = Self.json(id, decision, by: decider, because: reason, at: now)
            let statement = try Statement(reading: JSONDocument(reading: json).root, version: .v1_0_3)
            let batch = StoreStatements.Batch([statement], version: .v1_0_3, isList: false)
            switch try await store(batch, as: try await authority.credential()) {
            case .stored: return .success(id)
            case .conflict, .repeatedID: return .failure(.idTaken)
            case .refused(let error): return .failure(.invalid(error))
            }
        } catch let error as InvalidStatement { return .failure(.invalid(error)) }
    }

    private static func json(
        _ id: UUID, _ decision: UUID, by decider: Decider, because reason: String, at: Int64
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { statement in
            statement.member("id", id.canonical)
            statement.member("actor") { $0.json(decider.json) }
            statement.member("verb") { verb in verb.object { $0.member("id", VerbIRI.voided) } }
            statement.member("object") { object in
                object.object { reference in
                    reference.member("objectType", "StatementRef")
                    reference.member("id", decision.canonical)
                }
            }
            statement.member("result") { result in result.object { $0.member("response", reason) } }
            statement.member("timestamp", Instant(microseconds: at).rfc3339)
        }
        return writer.bytes
    }
}

private enum DecisionState: Sendable {
    case unknown, revoked, standing
}

extension Transaction {
    /// `statement_id` finds it.
    fileprivate func state(ofDecision id: UUID) throws -> DecisionState {
        let row = try rows(
            """
            SELECT s.voided_by FROM statement s WHERE s.id = \(id) AND s.source = \(FactKey.serviceSource)
            AND s.activity IS NOT NULL AND s.raw IS NOT NULL
            """
        ).first
        guard let row else { return .unknown }
        return try row.optionalUUID(0) == nil ? .standing : .revoked
    }
}
