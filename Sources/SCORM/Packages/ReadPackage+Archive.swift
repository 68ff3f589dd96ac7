import XMLTree
package import ZipArchive

extension ReadPackage {
    /// The manifest at the archive's root, or in the one folder that wraps everything.
    package func callAsFunction(_ archive: ZipArchive) throws(ManifestRefusal) -> PackageManifest {
        let files = archive.members.filter { !$0.isDirectory }
        return try read(paths: files.map(\.path)) { path throws(ManifestRefusal) in
            guard let member = files.first(where: { $0.path == path }) else { throw .unreadable(file: path) }
            guard member.size <= limits.bytes else { throw .tooLarge(file: path, line: nil) }
            do { return try archive.read(member, limit: limits.bytes) } catch { throw .unreadable(file: path) }
        }
    }
}
