import ExactJSON
package import Persistence
package import XAPI

extension Transaction {
    /// Keeps the octets that came with new statements, and notes which attachment of which statement they belong to.
    ///
    /// What belongs to none of them is not kept. One round trip for the contents and one for the rows.
    package func attach(_ statements: [(seq: Int64, statement: Statement, received: [ReceivedAttachment])]) throws {
        let rows = statements.flatMap { seq, statement, received -> [AttachmentRow] in
            guard !received.isEmpty else { return [] }
            let byHash = Dictionary(received.map { ($0.sha2, $0.blob) }, uniquingKeysWith: { first, _ in first })
            return statement.declaredAttachments.enumerated().compactMap { position, declared in
                byHash[declared.attachment.sha2].map {
                    AttachmentRow(seq: seq, position: Int64(position), declared: declared.attachment, blob: $0)
                }
            }
        }
        guard !rows.isEmpty else { return }
        try keep(rows.map(\.blob))
        try insert(rows)
    }

    private func insert(_ rows: [AttachmentRow]) throws {
        let batch = Batch(
            .integers("seq", rows.map(\.seq)), .integers("position", rows.map(\.position)),
            .texts("sha2", rows.map(\.sha2)), .blobs("sha256", rows.map(\.blob.sha256)),
            .texts("content_type", rows.map(\.declared.contentType)), .integers("length", rows.map(\.declared.length))
        )
        try execute(
            """
            INSERT INTO statement_attachment \(rows: batch)
            """
        )
    }
}

/// A row of `statement_attachment`.
private struct AttachmentRow {
    let seq: Int64
    let position: Int64
    let declared: Statement.Attachment
    let blob: BlobToKeep

    /// As the statement spells it, which is how clients look for it.
    var sha2: String { declared.json[key: "sha2"]?.string ?? declared.sha2 }
}
