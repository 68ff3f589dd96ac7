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
        let (document, learnt) = try await database.glance { transaction in
            let place = try DocumentPlace(address, known: known, in: transaction)
            return (try place.read(), place.learnt)
        }
        terms.remember(learnt)
        return document
    }
}

/// A document as the store holds it.
package struct StoredDocument: Sendable {
    package enum Content: Sendable {
        case row([UInt8])
        case file(StoredBlob)
    }

    package let type: String
    package let tag: String
    package let updated: Instant
    package let content: Content

    /// Reads the columns of `Query.document`.
    init(_ row: Row) throws {
        type = try row.text(0)
        tag = hexadecimal(try row.blob(1))
        updated = Instant(microseconds: try row.integer(2))
        let bytes = try row.optionalBlob(3)
        content = try bytes.map(Content.row) ?? .file(try StoredBlob(row, from: 4))
    }
}

extension Blobs {
    /// A document's content as a whole; it is at most as large as documents may be.
    func bytes(of document: StoredDocument) async throws -> [UInt8] {
        switch document.content {
        case .row(let bytes): bytes
        case .file(let blob): try await bytes(of: blob)
        }
    }
}
