package import ExactJSON
package import Persistence

/// Sets the members of a posted JSON object in the JSON object that is stored; stores it where nothing is
/// (Communication 2.2, "JSON Procedure").
///
/// Only top-level members are set. It is done in the bytes: numbers and the order of keys stay as both wrote them.
package struct MergeDocument: Sendable {
    private let database: any Database
    private let terms: InternTerms
    private let limit: Int

    /// - Parameter limit: bytes of a document.
    package init(database: any Database, terms: InternTerms, limit: Int) {
        self.database = database
        self.terms = terms
        self.limit = limit
    }

    /// - Parameter object: the posted object, read from `content`.
    package func callAsFunction(
        _ content: DocumentContent, object: JSONValue, at address: DocumentAddress, if preconditions: Preconditions
    ) async throws -> DocumentOutcome {
        try await terms.writeDocument(at: address, in: database) { [limit] place in
            let there = try place.lock()
            var merged = content
            if let there {
                guard let old = try place.content(of: there).mergeable else { return .refused(.notMergeable) }
                merged = DocumentContent(type: there.type, bytes: JSONSplice.merging(old, with: object))
            }
            if preconditions.failure(for: there?.tag) != nil { return .refused(.preconditionFailed) }
            guard merged.bytes.count <= limit else { return .refused(.tooLarge(limit: limit)) }
            try place.write(merged, over: there)
            return .done
        }
    }
}

extension DocumentContent {
    /// As deep as documents are read.
    package static let depth = JSONDocument.Limits(depth: 1_000)

    /// The object into which another can be merged; nil where this is none.
    fileprivate var mergeable: JSONValue? {
        guard isJSON, let document = try? JSONDocument(reading: bytes, limits: Self.depth) else { return nil }
        return document.root.kind == .object ? document.root : nil
    }
}
