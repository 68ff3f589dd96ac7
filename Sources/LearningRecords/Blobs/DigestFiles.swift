import Foundation

/// A folder that keeps contents as files named by their SHA-256: one for packages, one for attachments and documents.
///
/// A name is there only once its content is on disk: temporary name, fsync, link, fsync of the folder.
package struct DigestFiles: Sendable {
    package let folder: String
    let suffix: String

    /// - Parameter suffix: ends each name: `.zip`.
    /// - Throws: where the folder cannot be made.
    package init(folder: String, suffix: String = "") throws {
        self.folder = folder
        self.suffix = suffix
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Where an upload named `name` is written while it arrives; the same folder, so that keeping it is one link.
    package func spoolPath(_ name: String) -> String { "\(folder)/.\(name).upload" }

    package func path(of sha256: [UInt8]) -> String { "\(folder)/\(hexadecimal(sha256))\(suffix)" }

    /// Makes the upload durable under its digest. Its temporary name stays until it is discarded.
    func keep(_ upload: Upload) throws {
        try WritableFile.synchronize(upload.path)
        _ = try giveName(to: upload)
        // Also where the name was there: whoever gave it may not have got this far.
        try WritableFile.synchronize(folder)
    }

    /// As `keep`, for an upload that was kept before: gives it its name again where that was removed meanwhile.
    func keepAgain(_ upload: Upload) throws {
        if try giveName(to: upload) { try WritableFile.synchronize(folder) }
    }

    /// Removes the temporary name of an upload, kept or not.
    package func discard(_ upload: Upload) { unlink(upload.path) }

    /// Removes a content; nothing where it is not there.
    func remove(_ sha256: [UInt8]) throws {
        guard unlink(path(of: sha256)) == 0 || errno == ENOENT else {
            throw FileFailure.last("unlink")
        }
    }

    /// The digests of all contents, in no order.
    func digests() throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }
            .compactMap { bytes(hexadecimal: $0.dropLast(suffix.count)) }.filter { $0.count == 32 }
    }

    /// False where the name is there already.
    private func giveName(to upload: Upload) throws -> Bool {
        guard link(upload.path, path(of: upload.sha256)) != 0 else { return true }
        guard errno == EEXIST else { throw FileFailure.last("link") }
        return false
    }
}

/// Something that arrived whole, on disk under a temporary name.
package struct Upload: Sendable {
    package let path: String
    package let sha256: [UInt8]
    /// Bytes.
    package let size: Int64

    package init(path: String, sha256: [UInt8], size: Int64) {
        self.path = path
        self.sha256 = sha256
        self.size = size
    }
}
