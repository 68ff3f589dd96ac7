package import XAPI

/// Octets that came with statements (Communication 1.5.2): their hash is checked, and they are ready to be kept.
package struct ReceivedAttachment: Sendable {
    /// SHA-2 as hexadecimal digits in lower case, of the length that the statements declare: what the two are matched by.
    package let sha2: String
    package let blob: BlobToKeep

    package init(sha2: String, blob: BlobToKeep) {
        self.sha2 = sha2
        self.blob = blob
    }
}

extension [ReceivedAttachment] {
    /// The octets of an attachment, for whoever must read them before they are stored, as the verifier of a signature.
    ///
    /// - Returns: nil where none came, or more than `limit` bytes.
    package func octets(of attachment: Statement.Attachment, limit: Int) async throws -> [UInt8]? {
        guard let found = first(where: { $0.sha2 == attachment.sha2 }) else { return nil }
        return try await found.blob.bytes(limit: limit)
    }
}
