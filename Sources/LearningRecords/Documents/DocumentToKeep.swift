/// A document about to be written: its content in the row where it is small, else in a file that is on disk already.
struct DocumentToKeep: Sendable {
    let type: String
    let sha1: [UInt8]
    /// Nil where the content is a file.
    let bytes: [UInt8]?
    let blob: BlobToKeep?
}

extension DocumentToKeep {
    /// Nil where the content is too large for a row.
    init?(small content: DocumentContent) {
        guard content.bytes.count <= Blobs.rowLimit else { return nil }
        self.init(type: content.type, sha1: content.sha1, bytes: content.bytes, blob: nil)
    }
}

extension Blobs {
    /// Discarded like the blob that it may hold, once its transaction has ended.
    func prepare(_ content: DocumentContent) async throws -> DocumentToKeep {
        if let small = DocumentToKeep(small: content) { return small }
        let blob = try await prepare(content.bytes)
        return DocumentToKeep(type: content.type, sha1: content.sha1, bytes: nil, blob: blob)
    }

    func discard(_ document: DocumentToKeep) {
        if let blob = document.blob { discard(blob) }
    }
}
