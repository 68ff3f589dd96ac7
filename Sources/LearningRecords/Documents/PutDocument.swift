package import Persistence
package import XAPI

/// Stores a document in the place of whatever is there (Communication 2.2, 3.1).
package struct PutDocument: Sendable {
    private let database: any Database
    private let terms: InternTerms
    private let blobs: Blobs

    package init(database: any Database, terms: InternTerms, blobs: Blobs) {
        self.database = database
        self.terms = terms
        self.blobs = blobs
    }

    /// - Parameter version: of the request; it decides what neither header means.
    package func callAsFunction(
        _ content: DocumentContent, at address: DocumentAddress, if preconditions: Preconditions, version: XAPIVersion
    ) async throws -> DocumentOutcome {
        let document = try await blobs.prepare(content)
        defer { blobs.discard(document) }
        return try await terms.writeDocument(at: address, in: database) { place in
            let there = try place.lock()
            if let refusal = refusal(of: preconditions, at: address, there: there, version: version) {
                return .refused(refusal)
            }
            try place.write(document, over: there)
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
