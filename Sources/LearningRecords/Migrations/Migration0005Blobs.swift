package import Persistence

/// Contents by SHA-256, what refers to them counted; and the octets that came with statements.
///
/// `content` is null where the content is a file. `freed_at` is when the last reference went: content that nothing refers
/// to stays for a while, for readers that are about to open it.
package struct Migration0005Blobs: Migration {
    package static let number = 5

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE blob (
                sha256 \(Fragment.binary) CONSTRAINT blob_key PRIMARY KEY, size BIGINT NOT NULL, refs BIGINT NOT NULL,
                freed_at BIGINT, content \(Fragment.binary)
            )
            """
        )
        try transaction.execute("CREATE INDEX blob_freed ON blob (freed_at) WHERE freed_at IS NOT NULL")
        try createAttachments(in: transaction)
    }

    /// `position` is the attachment's place in its statement, `sha2` its hash as the statement spells it, of whichever
    /// length. Attachments of which only a `fileUrl` came have no row.
    private func createAttachments(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE statement_attachment (
                seq BIGINT NOT NULL, position INTEGER NOT NULL, sha2 TEXT NOT NULL, sha256 \(Fragment.binary) NOT NULL,
                content_type TEXT NOT NULL, length BIGINT NOT NULL, PRIMARY KEY (seq, position)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX statement_attachment_blob ON statement_attachment (sha256)")
    }
}
