/// A zip file that was checked: every structure of it before the first use, its content by `verify`.
///
/// Nothing is written to disk, whatever the archive asks for. Follows PKWARE's APPNOTE 6.3.10; sections are cited by
/// their numbers there.
package struct ZipArchive: Sendable {
    /// In the order of the directory.
    package let members: [Member]
    private let places: [String: Int]
    let contents: LibZipArchive

    /// Reads the directory and every local header, compares them with each other and with what libzip sees, and
    /// refuses what is dangerous or beyond the limits. No content is inflated.
    ///
    /// - Parameter path: a regular file. It stays open, so it may be renamed or removed while the archive is in use.
    package init(path: String, limits: Limits = Limits()) throws(ZipRefusal) {
        let file = try ArchiveFile(path: path)
        let end = try EndOfDirectory(in: file)
        try limits.check(end)
        let entries = try Entry.all(of: end, in: file)
        try limits.check(entries)
        members = try Layout.members(of: entries, before: end, in: file)
        places = try DistinctNames(members).places
        contents = try LibZipArchive(file, end)
        try contents.compare(with: entries)
    }

    /// The member with exactly these bytes as its path; a folder's path has no slash at its end.
    package func member(_ path: String) -> Member? {
        guard let place = places[path], members.indices.contains(place) else { return nil }
        // Equal strings may differ in bytes: `é` is one scalar or two.
        return members[place].path.utf8.elementsEqual(path.utf8) ? members[place] : nil
    }
}
