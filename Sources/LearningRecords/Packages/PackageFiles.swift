import Foundation

/// The folder that keeps each package as one file named by its SHA-256. An upload lies beside it under a name of its own
/// until its import ends, and is kept by a second name (fsync, link, fsync of the folder), so that whoever relies on a file
/// that another import put there, and took away again, still has the bytes.
package struct PackageFiles: Sendable {
    package let folder: String

    /// - Throws: where the folder cannot be made.
    package init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Where an upload named `name` is written while it arrives; the same folder, since a link stays on its disk.
    package func spoolPath(_ name: String) -> String { "\(folder)/.\(name).upload" }

    package func path(of sha256: [UInt8]) -> String { "\(folder)/\(hexadecimal(sha256)).zip" }

    /// Makes the upload durable under its digest. Where the bytes are there already, those stay.
    func keep(_ upload: PackageUpload) throws(FileFailure) {
        try WritableFile.synchronize(upload.path)
        guard link(upload.path, path(of: upload.sha256)) == 0 || errno == EEXIST else { throw .last("link") }
        try WritableFile.synchronize(folder)
    }

    func holds(_ sha256: [UInt8]) -> Bool { access(path(of: sha256), F_OK) == 0 }

    /// Removes the upload's own name; where it was kept, its digest stays.
    package func discard(_ upload: PackageUpload) { unlink(upload.path) }

    /// Takes a kept file out of sight. False where there is none.
    func setAside(_ sha256: [UInt8]) -> Bool { rename(path(of: sha256), asidePath(sha256)) == 0 }

    /// Puts back what was set aside, unless an import put the same bytes there meanwhile.
    func putBack(_ sha256: [UInt8]) throws(FileFailure) {
        guard link(asidePath(sha256), path(of: sha256)) == 0 || errno == EEXIST else { throw .last("link") }
        try WritableFile.synchronize(folder)
        removeAside(sha256)
    }

    func removeAside(_ sha256: [UInt8]) { unlink(asidePath(sha256)) }

    private func asidePath(_ sha256: [UInt8]) -> String { "\(folder)/\(hexadecimal(sha256)).aside" }
}

extension PackageFiles {
    /// Removes what a process that stopped left half uploaded: nothing was written to it since.
    func discardSpooled(before time: Date) throws {
        for name in try names(endingIn: ".upload", before: time) { unlink("\(folder)/\(name)") }
    }

    /// Digests of the files that arrived before then; what a process that stopped had set aside is among them again.
    func kept(before time: Date) throws -> [[UInt8]] {
        for digest in try digests(endingIn: ".aside", before: time) { try putBack(digest) }
        return try digests(endingIn: ".zip", before: time)
    }

    private func digests(endingIn suffix: String, before time: Date) throws -> [[UInt8]] {
        try names(endingIn: suffix, before: time).compactMap { bytes(hexadecimal: String($0.dropLast(suffix.count))) }
    }

    private func names(endingIn suffix: String, before time: Date) throws -> [String] {
        let manager = FileManager.default
        return try manager.contentsOfDirectory(atPath: folder).filter { name in
            guard name.hasSuffix(suffix) else { return false }
            let attributes = try? manager.attributesOfItem(atPath: "\(folder)/\(name)")
            return (attributes?[.modificationDate] as? Date).map { $0 < time } ?? false
        }
    }
}
