package import ExactJSON
package import Persistence

/// Sets the members of a posted JSON object in the JSON object that is stored; stores it where nothing is
/// (Communication 2.2, "JSON Procedure").
///
/// Only top-level members are set. It is done in the bytes: numbers and the order of keys stay as both wrote them. What
/// fits in a row is merged under the row's lock. A larger document is merged beforehand, since its file has to be on disk
/// before the transaction, and merged again where another writer was faster.
package struct MergeDocument: Sendable {
    private let database: any Database
    private let terms: InternTerms
    private let blobs: Blobs
    private let lanes = MergeLanes()
    /// How often a large document is merged again at most, where writers of other nodes are faster.
    private let attempts = 40

    package init(database: any Database, terms: InternTerms, blobs: Blobs) {
        self.database = database
        self.terms = terms
        self.blobs = blobs
    }

    /// - Parameters:
    ///   - object: the posted object, read from `content`.
    ///   - limit: bytes of a document.
    package func callAsFunction(
        _ content: DocumentContent, object: JSONValue, at address: DocumentAddress, if preconditions: Preconditions,
        limit: Int
    ) async throws -> DocumentOutcome {
        let posted = Posted(content: content, object: object, preconditions: preconditions, limit: limit)
        let outcome = try await terms.writeDocument(at: address, in: database) { place -> DocumentOutcome? in
            let there = try place.lock()
            guard there?.isFile != true else { return nil }
            return try posted.merge(into: try there.map(place.content), there) { merged in
                guard let small = DocumentToKeep(small: merged) else { return nil }
                try place.write(small, over: there)
                return .done
            }
        }
        if let outcome { return outcome }
        return try await lanes.run(address) { try await mergeLarge(posted, at: address) }
    }

    private func mergeLarge(_ posted: Posted, at address: DocumentAddress) async throws -> DocumentOutcome {
        let find = FindDocument(database: database, terms: terms)
        for _ in 0..<attempts {
            let stored = try await find(address)
            var old: DocumentContent?
            if let stored { old = DocumentContent(type: stored.type, bytes: try await blobs.bytes(of: stored)) }
            let document = try await blobs.prepare(posted.merged(into: old) ?? posted.content)
            defer { blobs.discard(document) }
            let outcome = try await terms.writeDocument(at: address, in: database) { [old] place -> DocumentOutcome? in
                let there = try place.lock()
                guard there?.tag == stored?.tag else { return nil }
                return try posted.merge(into: old, there) { _ in
                    try place.write(document, over: there)
                    return .done
                }
            }
            if let outcome { return outcome }
        }
        throw StoreError.busy
    }
}

/// What a POST brings.
private struct Posted: Sendable {
    let content: DocumentContent
    let object: JSONValue
    let preconditions: Preconditions
    let limit: Int

    /// Writes the merged document where nothing speaks against it.
    func merge(
        into old: DocumentContent?, _ there: DocumentHead?, write: (DocumentContent) throws -> DocumentOutcome?
    ) rethrows -> DocumentOutcome? {
        guard let merged = merged(into: old) else { return .refused(.notMergeable) }
        if preconditions.failure(for: there?.tag) != nil { return .refused(.preconditionFailed) }
        guard merged.bytes.count <= limit else { return .refused(.tooLarge(limit: limit)) }
        return try write(merged)
    }

    /// Nil where nothing can be merged into what is there.
    func merged(into old: DocumentContent?) -> DocumentContent? {
        guard let old else { return content }
        return old.mergeable.map { DocumentContent(type: old.type, bytes: JSONSplice.merging($0, with: object)) }
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
