import Foundation

/// Content about to be kept: in its row where it is small, else in a file that is on disk already.
package struct BlobToKeep: Sendable {
    enum Place: Sendable {
        case row([UInt8])
        /// The upload stays until the transaction has ended, so that its name can be given again.
        case file(Upload, DigestFiles)
    }

    package let sha256: [UInt8]
    /// Bytes.
    package let size: Int64
    let place: Place

    /// What the row holds; nil where the content is a file.
    var content: [UInt8]? {
        if case .row(let bytes) = place { bytes } else { nil }
    }

    /// Asked while the row is locked, so that no sweeper is removing the file.
    func restoreFile() throws {
        if case .file(let upload, let files) = place { try files.keepAgain(upload) }
    }
}

extension BlobToKeep {
    /// The content before it is kept.
    ///
    /// - Returns: nil where it is larger than `limit` bytes.
    package func bytes(limit: Int) async throws -> [UInt8]? {
        guard size <= limit else { return nil }
        switch place {
        case .row(let bytes): return bytes
        case .file(let upload, _):
            return try await FileWork.run { Array(try Data(contentsOf: URL(filePath: upload.path))) }
        }
    }
}
