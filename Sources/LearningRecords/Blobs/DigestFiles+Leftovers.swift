import Foundation

/// What a process that stopped may have left, and how it is taken away while others work in the folder.
extension DigestFiles {
    func holds(_ sha256: [UInt8]) -> Bool { access(path(of: sha256), F_OK) == 0 }

    /// Takes a kept file out of sight. False where there is none.
    func setAside(_ sha256: [UInt8]) -> Bool { rename(path(of: sha256), asidePath(sha256)) == 0 }

    /// Puts back what was set aside, unless somebody put the same bytes there meanwhile.
    func putBack(_ sha256: [UInt8]) throws(FileFailure) {
        guard link(asidePath(sha256), path(of: sha256)) == 0 || errno == EEXIST else { throw .last("link") }
        try WritableFile.synchronize(folder)
        removeAside(sha256)
    }

    func removeAside(_ sha256: [UInt8]) { unlink(asidePath(sha256)) }

    /// Removes uploads to which nothing was written since.
    func discardSpooled(before time: Date) throws {
        for name in try names(endingIn: ".upload", before: time) { unlink("\(folder)/\(name)") }
    }

    /// Digests of the files that arrived before then; what a process that stopped had set aside is among them again.
    func kept(before time: Date) throws -> [[UInt8]] {
        for digest in try digests(endingIn: ".aside", before: time) { try putBack(digest) }
        return try digests(endingIn: suffix, before: time)
    }

    private func asidePath(_ sha256: [UInt8]) -> String { "\(folder)/\(hexadecimal(sha256)).aside" }

    private func digests(endingIn suffix: String, before time: Date) throws -> [[UInt8]] {
        try names(endingIn: suffix, before: time).compactMap { bytes(hexadecimal: $0.dropLast(suffix.count)) }
            .filter { $0.count == 32 }
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
