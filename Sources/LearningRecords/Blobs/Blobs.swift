import Crypto
import Foundation

/// Contents that statements and documents refer to by SHA-256: small ones in the database, others as files.
///
/// Content is kept in three steps: `prepare` makes it durable, `Transaction.keep` counts the reference where the row that
/// refers to it is written, and `discard` removes what was temporary, whatever became of the transaction:
///
///     let blob = try await blobs.prepare(bytes)
///     defer { blobs.discard(blob) }
///     try await database.write { transaction in … try transaction.keep([blob]) … }
package struct Blobs: Sendable {
    /// Bytes; what is larger is a file.
    package static let rowLimit = 64 << 10

    package let files: DigestFiles
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameter random: names temporary files.
    package init(files: DigestFiles, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.files = files
        self.random = random
    }

    package func prepare(_ bytes: [UInt8]) async throws -> BlobToKeep {
        guard bytes.count > Self.rowLimit else { return BlobToKeep(bytes) }
        let path = newSpoolPath()
        return try await FileWork.run { [files] in
            let upload = Upload(path: path, sha256: Array(SHA256.hash(data: bytes)), size: Int64(bytes.count))
            do {
                try WritableFile(making: path).write(bytes)
                return try BlobToKeep(upload, in: files)
            } catch {
                files.discard(upload)
                throw error
            }
        }
    }

    /// - Parameter upload: in the folder of `files`; it is discarded with the blob, or where this throws.
    package func prepare(_ upload: Upload) async throws -> BlobToKeep {
        try await FileWork.run { [files] in
            do {
                guard upload.size > Self.rowLimit else {
                    defer { files.discard(upload) }
                    return BlobToKeep(Array(try Data(contentsOf: URL(filePath: upload.path))))
                }
                return try BlobToKeep(upload, in: files)
            } catch {
                files.discard(upload)
                throw error
            }
        }
    }

    /// Removes what is temporary of the blob; asked once its transaction has ended.
    package func discard(_ blob: BlobToKeep) {
        if case .file(let upload, _) = blob.place { files.discard(upload) }
    }

    /// Where a content is written while it arrives.
    package func newSpoolPath() -> String { files.spoolPath(hexadecimal(random(16))) }
}

extension BlobToKeep {
    fileprivate init(_ bytes: [UInt8]) {
        self.init(sha256: Array(SHA256.hash(data: bytes)), size: Int64(bytes.count), place: .row(bytes))
    }

    /// On disk, and under its name.
    fileprivate init(_ upload: Upload, in files: DigestFiles) throws {
        try files.keep(upload)
        self.init(sha256: upload.sha256, size: upload.size, place: .file(upload, files))
    }
}
