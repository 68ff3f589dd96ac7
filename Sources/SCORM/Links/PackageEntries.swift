/// The files of an archive by the names that a manifest may give them.
struct PackageEntries: Sendable {
    enum Match: Equatable {
        /// The archive's own spelling.
        case same(String)
        case caseDiffers(String)
        case missing
    }

    /// Nil for a manifest that came alone.
    private let paths: [String: String]?
    private let folded: [String: String]
    private let folder: String

    /// - Parameters:
    ///   - paths: of all files; nil for a manifest that came alone.
    ///   - folder: what the manifest lies in: empty, or with its slash.
    init(paths: [String]?, folder: String) {
        self.paths = paths.map { Dictionary($0.map { ($0, $0) }) { first, _ in first } }
        folded = Dictionary((paths ?? []).map { ($0.lowercased(), $0) }) { first, _ in first }
        self.folder = folder
    }

    /// Whether there is an archive to look into.
    var isKnown: Bool { paths != nil }

    /// Canonically equivalent spellings (é as one character or two) are the same.
    func match(_ path: String) -> Match {
        if let found = paths?[folder + path] { return .same(found) }
        if let found = folded[(folder + path).lowercased()] { return .caseDiffers(found) }
        return .missing
    }
}
