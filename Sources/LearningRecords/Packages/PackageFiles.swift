import Foundation

/// The folder that keeps each package as one file named by its SHA-256 (temporary name, fsync, rename, fsync of the folder).
package struct PackageFiles: Sendable {
    package let folder: String

    /// - Throws: where the folder cannot be made.
    package init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Where an upload named `name` is written while it arrives; the same folder, so that keeping it is one rename.
    package func spoolPath(_ name: String) -> String { "\(folder)/.\(name).upload" }

    package func path(of sha256: [UInt8]) -> String { "\(folder)/\(hexadecimal(sha256)).zip" }

    /// Makes the upload durable under its digest.
    func keep(_ upload: PackageUpload) throws {
        let target = path(of: upload.sha256)
        try synchronize(upload.path)
        guard rename(upload.path, target) == 0 else { throw FileFailure(operation: "rename", code: errno) }
        try synchronize(folder)
    }

    /// Removes an upload that is not kept.
    package func discard(_ upload: PackageUpload) { unlink(upload.path) }

    /// Removes what a stopped process left half uploaded.
    package func discardSpooled() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".upload") {
            unlink("\(folder)/\(name)")
        }
    }

    private func synchronize(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw FileFailure(operation: "open", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure(operation: "fsync", code: errno) }
    }
}

/// A package that arrived whole, on disk.
package struct PackageUpload: Sendable {
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

/// A file operation that the system refused: what, and its `errno`.
package struct FileFailure: Error {
    package let operation: String
    package let code: Int32
}
