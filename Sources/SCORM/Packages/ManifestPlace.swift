/// Where in an archive the manifest lies.
struct ManifestPlace: Equatable {
    /// Path in the archive.
    let file: String
    /// Empty, or what wraps everything, with its slash.
    let folder: String
    /// Further manifests beside it.
    let others: [String]

    /// Names in the order in which they are preferred: a cmi5 or SCORM package often has a tincan.xml too.
    static let names = ["cmi5.xml", "imsmanifest.xml", "tincan.xml"]

    /// Nil where there is none at the root, nor in the one folder that wraps everything.
    ///
    /// - Parameter paths: of all files of the archive.
    init?(among paths: [String]) {
        let files = paths.filter { !Self.isRemnant($0) }
        var folder = ""
        // Eight folders in one another are enough for any tool.
        for _ in 0...8 {
            let here = files.filter { $0.hasPrefix(folder) }.map { $0.dropFirst(folder.count) }
            let found = Self.names.flatMap { name in here.filter { $0.lowercased() == name } }
            if let first = found.first {
                self.init(file: folder + first, folder: folder, others: found.dropFirst().map { folder + $0 })
                return
            }
            guard let inner = Self.wrapper(of: here) else { return nil }
            folder += inner + "/"
        }
        return nil
    }

    private init(file: String, folder: String, others: [String]) {
        self.file = file
        self.folder = folder
        self.others = others
    }

    /// What macOS and Windows leave in archives, AppleDouble twins (`._imsmanifest.xml`) above all.
    private static func isRemnant(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let name = parts.last else { return true }
        return parts.first == "__MACOSX" || name.hasPrefix("._")
            || [".ds_store", "thumbs.db", "desktop.ini"].contains(name.lowercased())
    }

    /// The folder in which all of the files lie.
    private static func wrapper(of paths: [Substring]) -> String? {
        guard let slash = paths.first?.firstIndex(of: "/"), let folder = paths.first?[..<slash] else { return nil }
        return paths.allSatisfy { $0.hasPrefix(folder + "/") } ? String(folder) : nil
    }
}
