import Foundation

/// The working copy that the tests stand in, found from this file's own path with links resolved.
enum Repository {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Every Swift file under the given folders, by its path from the root; folders that are not there are skipped.
    static func sources(in folders: [String]) throws -> [(path: String, source: SwiftSource)] {
        try folders.flatMap { folder in
            let url = root.appending(path: folder)
            let names = FileManager.default.enumerator(atPath: url.path())?.compactMap { $0 as? String } ?? []
            return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
                ("\(folder)/\(name)", SwiftSource(try String(contentsOf: url.appending(path: name), encoding: .utf8)))
            }
        }
    }
}
