package import Persistence
package import XAPI

/// One document by its place (Communication 2.3, 2.6, 2.7).
package struct FindDocument: Sendable {
    private let database: any Database
    private let terms: InternTerms

    package init(database: any Database, terms: InternTerms) {
        self.database = database
        self.terms = terms
    }

    package func callAsFunction(_ address: DocumentAddress) async throws -> StoredDocument? {
        let known = terms.remembered(address.context.terms)
        let (document, learnt) = try await database.read { transaction in
            let place = try DocumentPlace(address, known: known, in: transaction)
            return (try place.read(), place.learnt)
        }
        terms.remember(learnt)
        return document
    }
}

/// A document as the store holds it.
package struct StoredDocument: Sendable {
    package let content: DocumentContent
    package let tag: String
    package let updated: Instant
}

extension StoredDocument {
    /// Reads the columns of `Query.document`.
    init(_ row: Row) throws {
        self.init(
            content: DocumentContent(type: try row.text(0), bytes: try row.blob(3)),
            tag: hexadecimal(try row.blob(1)), updated: Instant(microseconds: try row.integer(2))
        )
    }
}
