import ExactJSON
package import Foundation
package import Persistence
package import XAPI

/// Stores a decision about a learner and a course; the standing follows in the same transaction.
package struct DecideCompletion: Sendable {
    package struct Decided: Sendable {
        /// Of the statement that it became.
        package let id: UUID
        package let actor: InverseFunctionalIdentifier
        /// µs since 1970.
        package let at: Int64
    }

    private let database: any Database
    private let store: StoreStatements
    private let authority: ServiceAuthority
    private let blobs: Blobs
    private let changeIdentifier: ChangeIdentifier
    private let publicURL: String
    private let newID: @Sendable () -> UUID

    package init(
        database: any Database, store: StoreStatements, authority: ServiceAuthority, blobs: Blobs,
        outlines: CourseOutlines, publicURL: String, newID: @escaping @Sendable () -> UUID
    ) {
        self.database = database
        self.store = store
        self.authority = authority
        self.blobs = blobs
        self.changeIdentifier = ChangeIdentifier(database: database, outlines: outlines)
        self.publicURL = publicURL
        self.newID = newID
    }

    /// - Parameters:
    ///   - id: that its statement gets; the same decision again under the same id is stored once.
    ///   - key: who asks.
    package func callAsFunction(
        _ decision: Decision, id: UUID? = nil, by key: String
    ) async throws -> Result<Decided, DecisionRefusal> {
        let known = try await database.read { transaction in
            (
                now: transaction.startedAt, hasCourse: try transaction.course(iri: decision.course) != nil,
                learner: try transaction.decided(decision.learner)
            )
        }
        guard known.hasCourse else { return .failure(.unknownCourse) }
        let at = decision.decidedAt ?? known.now
        guard at <= known.now else { return .failure(.inFuture) }
        let actor: InverseFunctionalIdentifier
        switch known.learner {
        case .failure(let refusal): return .failure(refusal)
        case .success(.actor(let identifier)): actor = identifier
        case .success(.nameless(let person)):
            actor = .account(homePage: publicURL, name: person.canonical)
            guard case .done = try await changeIdentifier(.attach(to: person), actor, by: key) else {
                return .failure(.unknownPerson)
            }
        }
        return try await write(decision, of: actor, at: at, as: id ?? newID())
    }

    private func write(
        _ decision: Decision, of actor: InverseFunctionalIdentifier, at: Int64, as id: UUID
    ) async throws -> Result<Decided, DecisionRefusal> {
        var blob: BlobToKeep?
        if case .bytes(let bytes) = decision.proof?.content { blob = try await blobs.prepare(bytes) }
        defer { if let blob { blobs.discard(blob) } }
        let json = DecisionStatement(actor: actor, decision: decision, id: id, at: at, sha256: blob?.sha256).json
        let statement: Statement
        do {
            statement = try Statement(reading: JSONDocument(reading: json).root, version: .v1_0_3)
        } catch let error as InvalidStatement { return .failure(.invalid(error)) }
        let received = blob.map { ReceivedAttachment(sha2: hexadecimal($0.sha256), blob: $0) }
        let batch = StoreStatements.Batch(
            [statement], version: .v1_0_3, isList: false, attachments: [received].compactMap { $0 }
        )
        switch try await store(batch, as: try await authority.credential()) {
        case .stored: return .success(Decided(id: id, actor: actor, at: at))
        case .conflict, .repeatedID: return .failure(.idTaken)
        case .refused(let error): return .failure(.invalid(error))
        }
    }
}

/// Whom a decision names: an identifier, or a person who has none yet.
private enum DecidedLearner: Sendable {
    case actor(InverseFunctionalIdentifier)
    case nameless(UUID)
}

extension Transaction {
    /// Of a person the first identifier that came.
    fileprivate func decided(_ learner: Decision.Learner) throws -> Result<DecidedLearner, DecisionRefusal> {
        switch learner {
        case .actor(let identifier):
            let term = Term.actor(identifier)
            guard let number = try numbers(of: [term])[term] else { return .success(.actor(identifier)) }
            let owner = try owners(ofActors: [number])[number]
            let isShared = owner != nil && owner?.person == nil
            return isShared ? .failure(.sharedActor) : .success(.actor(identifier))
        case .person(let id):
            guard let number = try livingPerson(id), let person = try people(numbered: [number])[number] else {
                return .failure(.unknownPerson)
            }
            let first = person.identifiers.min { ($0.since, $0.actor) < ($1.since, $1.actor) }
            return .success(first.map { .actor($0.value) } ?? .nameless(person.id))
        }
    }
}
