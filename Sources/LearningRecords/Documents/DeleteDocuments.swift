package import Persistence

/// Deletes one document, or all State of a context (Communication 2.3, 2.6, 2.7). What is not there is deleted already.
package struct DeleteDocuments: Sendable {
    private let database: any Database
    private let terms: InternTerms

    package init(database: any Database, terms: InternTerms) {
        self.database = database
        self.terms = terms
    }

    package func callAsFunction(_ address: DocumentAddress, if preconditions: Preconditions) async throws
        -> DocumentOutcome
    {
        try await terms.writeDocument(at: address, in: database) { place in
            let there = try place.lock()
            if preconditions.failure(for: there?.tag) != nil { return .refused(.preconditionFailed) }
            if let there { try place.delete(there) }
            return .done
        }
    }

    /// - Parameter preconditions: of the list of ids, which is what stands at this address.
    package func callAsFunction(all context: DocumentContext, if preconditions: Preconditions) async throws
        -> DocumentOutcome
    {
        let known = terms.remembered(context.terms)
        return try await database.write { transaction in
            let numbers = try transaction.numbers(of: context, known: known)
            let numbered = NumberedContext(context, numbers: numbers)
            let list = try numbered.map { try transaction.documents(in: $0, since: nil, isLocking: true) }
            let tag = DocumentContent.tag(of: (list ?? DocumentList([])).json)
            if preconditions.failure(for: tag) != nil { return .refused(.preconditionFailed) }
            if let numbered { try transaction.deleteDocuments(in: numbered) }
            return .done
        }
    }
}
