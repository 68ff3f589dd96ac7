package import Persistence

/// A content that is kept, as its row tells it.
package struct StoredBlob: Sendable, Equatable {
    package let sha256: [UInt8]
    /// Bytes.
    package let size: Int64
    /// Nil where the content is a file.
    let content: [UInt8]?

    /// What a list of contents says of one.
    package struct Entry: Sendable, Equatable {
        package let sha256: [UInt8]
        package let size: Int64
        package let references: Int64
        package let isFile: Bool
    }
}

extension Query {
    /// What `StoredBlob` reads, of the table `blob` named `b`.
    package static let blobColumns: Query = "b.sha256, b.size, b.content"
}

extension StoredBlob {
    /// Reads the columns of `Query.blobColumns`.
    ///
    /// - Parameter column: where the first of them stands.
    package init(_ row: Row, from column: Int = 0) throws {
        self.init(
            sha256: try row.blob(column), size: try row.integer(column + 1), content: try row.optionalBlob(column + 2)
        )
    }
}

extension StoredBlob.Entry {
    init(_ row: Row) throws {
        self.init(
            sha256: try row.blob(0), size: try row.integer(1), references: try row.integer(2),
            isFile: try row.integer(3) == 1
        )
    }
}
