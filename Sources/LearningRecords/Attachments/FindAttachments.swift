import Foundation
package import Persistence

/// What came with statements, for answers that include it (Communication 2.1.3, `attachments`).
package struct FindAttachments: Sendable {
    /// Bytes of contents that are read from their rows at a time.
    private static let largestGroup = 1 << 20

    private let database: any Database
    private let blobs: Blobs

    package init(database: any Database, blobs: Blobs) {
        self.database = database
        self.blobs = blobs
    }

    /// The attachments of a page in its order, each hash once.
    package func callAsFunction(_ statements: [StoredStatement]) async throws -> [StoredAttachment] {
        let all = try await database.read { try $0.attachments(of: statements.map(\.seq)) }
        var known: Set<String> = []
        return all.filter { known.insert($0.sha2.lowercased()).inserted }
    }

    /// The attachments with their contents in pieces, some at a time: of those that lie in the database, no more are in
    /// memory.
    package func groups(of attachments: [StoredAttachment]) -> Groups { Groups(find: self, rest: attachments[...]) }

    package struct Groups: AsyncSequence, AsyncIteratorProtocol, Sendable {
        fileprivate let find: FindAttachments
        fileprivate var rest: ArraySlice<StoredAttachment>

        package func makeAsyncIterator() -> Groups { self }

        package mutating func next() async throws -> [(StoredAttachment, BlobPieces)]? {
            guard !rest.isEmpty else { return nil }
            let group = rest.prefix(ofRowBytes: FindAttachments.largestGroup)
            rest = rest.dropFirst(group.count)
            return try await find.open(Array(group))
        }
    }

    private func open(_ group: [StoredAttachment]) async throws -> [(StoredAttachment, BlobPieces)] {
        let digests = group.filter { !$0.isFile }.map(\.sha256)
        let inRows = digests.isEmpty ? [:] : try await database.read { try $0.blobs(digests) }
        return group.map { attachment in
            let file = StoredBlob(sha256: attachment.sha256, size: attachment.size, content: nil)
            return (attachment, blobs.pieces(of: inRows[attachment.sha256] ?? file))
        }
    }
}

/// Octets that came with a statement, without their content.
package struct StoredAttachment: Sendable, Equatable {
    /// As the statement spells it.
    package let sha2: String
    package let contentType: String
    let sha256: [UInt8]
    /// Bytes.
    package let size: Int64
    let isFile: Bool
}

extension ArraySlice<StoredAttachment> {
    /// At least one, and as many as have few bytes in rows together.
    fileprivate func prefix(ofRowBytes limit: Int) -> ArraySlice {
        var bytes: Int64 = 0
        let end = indices.first { index in
            if !self[index].isFile { bytes += self[index].size }
            return bytes > limit && index > startIndex
        }
        return self[..<(end ?? endIndex)]
    }
}

extension Transaction {
    /// In the order of `seqs`, then in each statement's; the keys of `statement_attachment` and `blob` find them.
    func attachments(of seqs: [Int64]) throws -> [StoredAttachment] {
        guard !seqs.isEmpty else { return [] }
        let found = try rows(
            """
            SELECT k.ordinal, a.position, a.sha2, a.content_type, a.sha256, b.size,
                CASE WHEN b.content IS NULL THEN 1 ELSE 0 END
            FROM \(Batch(.integers("seq", seqs))) AS k JOIN statement_attachment a ON a.seq = k.seq
            JOIN blob b ON b.sha256 = a.sha256
            """
        )
        let placed = try found.map { (order: [try $0.integer(0), try $0.integer(1)], row: $0) }
        return try placed.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map { try StoredAttachment($0.row) }
    }

    /// Contents by digest; `blob_key` finds each.
    fileprivate func blobs(_ digests: [[UInt8]]) throws -> [[UInt8]: StoredBlob] {
        let batch = Batch(.blobs("sha256", digests))
        let rows = try rows(
            "SELECT \(Query.blobColumns) FROM \(batch) AS k JOIN blob b ON b.sha256 = k.sha256"
        )
        return Dictionary(try rows.map { try StoredBlob($0) }.map { ($0.sha256, $0) }) { first, _ in first }
    }
}

extension StoredAttachment {
    /// Reads the columns of `attachments(of:)` from the third on.
    fileprivate init(_ row: Row) throws {
        self.init(
            sha2: try row.text(2), contentType: try row.text(3), sha256: try row.blob(4), size: try row.integer(5),
            isFile: try row.integer(6) == 1
        )
    }
}
