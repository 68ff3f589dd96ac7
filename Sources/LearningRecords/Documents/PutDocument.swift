package import Persistence
package import XAPI

/// Stores a document in the place of whatever is there (Communication 2.2, 3.1).
package struct PutDocument: Sendable {
    private let database: any Database
    private let terms: InternTerms

    package init(database: any Database, terms: InternTerms) {
        self.database = database
        self.terms = terms
    }

    /// - Parameter version: of the request; it decides what neither header means.
    package func callAsFunction(
        _ content: DocumentContent, at address: DocumentAddress, if preconditions: Preconditions, version: XAPIVersion
    ) async throws -> DocumentOutcome {
        try await terms.writeDocument(at: address, in: database) { place in
            let there = try place.lock()
            if let refusal = refusal(of: preconditions, at: address, there: there, version: version) {
                return .refused(refusal)
            }
            try place.write(content, over: there)
            return .done
        }
    }

    private func refusal(
        of preconditions: Preconditions, at address: DocumentAddress, there: DocumentHead?, version: XAPIVersion
    ) -> DocumentRefusal? {
        guard preconditions.isEmpty else {
            return preconditions.failure(for: there?.tag).map { _ in .preconditionFailed }
        }
        let isState = address.context.resource == .state
        switch version {
        case .v1_0_3: return isState ? nil : there == nil ? .preconditionMissing : .unguarded
        case .v2_0: return there == nil ? nil : .unguarded
        }
    }
}
