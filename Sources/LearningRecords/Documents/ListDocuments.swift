import ExactJSON
package import Persistence
package import XAPI

/// The ids of a context's documents (Communication 2.3, 2.6, 2.7: "Multiple Document GET").
package struct ListDocuments: Sendable {
    private let database: any Database
    private let terms: InternTerms

    package init(database: any Database, terms: InternTerms) {
        self.database = database
        self.terms = terms
    }

    /// - Parameter since: only documents that changed after it.
    package func callAsFunction(_ context: DocumentContext, since: Instant?) async throws -> DocumentList {
        let known = terms.remembered(context.terms)
        return try await database.read { transaction in
            let numbers = try transaction.numbers(of: context, known: known)
            guard let numbered = NumberedContext(context, numbers: numbers) else { return DocumentList([]) }
            return try transaction.documents(in: numbered, since: since)
        }
    }
}

/// Ids, each once, and when the newest of their documents changed.
package struct DocumentList: Sendable {
    package let ids: [String]
    package let newest: Instant?

    init(_ documents: [(id: String, updated: Instant)]) {
        var seen: Set<[UInt8]> = []
        ids = documents.map(\.id).filter { seen.insert(Array($0.utf8)).inserted }
        newest = documents.map(\.updated).max()
    }

    /// The answer: a JSON array of strings.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.array(ids) { $0.string($1) }
        return writer.bytes
    }
}
