import Foundation
import Persistence
import TestSupport
import XAPI

@testable import LearningRecords

/// The use cases of decisions over one store, with short names for what tables ask.
struct DecisionStore: Sendable {
    let rules: RuleStore
    let decide: DecideCompletion
    let revoke: RevokeDecision
    let folder: URL
    let blobs: Blobs

    static let decider = Decider(identifier: .mbox("mailto:drh@ex.fr"), name: "La DRH")

    init(_ rules: RuleStore) throws {
        self.rules = rules
        let records = rules.records
        folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        blobs = Blobs(files: try DigestFiles(folder: folder.path())) { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }
        let authority = ServiceAuthority(database: records.database, publicURL: "https://releve.example.fr")
        let store = StoreStatements(
            database: records.database, terms: records.terms, outlines: records.outlines, learn: records.learn,
            checkSignatures: CheckSignatures(VerifySignature(), clock: { 0 }), newID: { UUID() }
        )
        decide = DecideCompletion(
            database: records.database, store: store, authority: authority, blobs: blobs, outlines: records.outlines,
            publicURL: "https://releve.example.fr", newID: { UUID() }
        )
        revoke = RevokeDecision(database: records.database, store: store, authority: authority, newID: { UUID() })
    }

    static func decision(
        _ kind: Decision.Kind, _ learner: Decision.Learner, _ course: SampleCourse
    ) -> Decision {
        Decision(kind: kind, learner: learner, course: course.iri, decider: decider, reason: "Attestation reçue")
    }

    /// - Parameter number: of the statement that it becomes.
    func says(
        _ number: Int, _ kind: Decision.Kind, of learner: Decision.Learner, in course: SampleCourse
    ) async throws -> DecisionRefusal? {
        let decision = Self.decision(kind, learner, course)
        switch try await decide(decision, id: UUID(uuidString: numberedID(number)), by: "drh") {
        case .success: return nil
        case .failure(let refusal): return refusal
        }
    }

    func takesBack(_ number: Int) async throws -> DecisionRefusal? {
        guard let id = UUID(uuidString: numberedID(number)) else { return .unknownDecision }
        switch try await revoke(id, by: Self.decider, because: "Erreur de personne") {
        case .success: return nil
        case .failure(let refusal): return refusal
        }
    }
}

extension Engine {
    func withDecisions<T: Sendable>(_ body: @escaping @Sendable (DecisionStore) async throws -> T) async throws -> T {
        try await withRules { rules in
            let store = try DecisionStore(rules)
            defer { try? FileManager.default.removeItem(at: store.folder) }
            return try await body(store)
        }
    }
}
