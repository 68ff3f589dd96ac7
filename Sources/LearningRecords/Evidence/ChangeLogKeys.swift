package import Persistence
package import TransparencyLog

/// Replaces the key of the log in two steps: at first both sign, so that whoever knows the former one believes the next;
/// later the former one ends.
package struct ChangeLogKeys: Sendable {
    package enum Ending: Equatable, Sendable {
        case ended([VerifierKey])
        /// The newest has signed nothing yet, so that nobody could follow to it.
        case tooEarly
    }

    private let database: any Database
    private let files: LogFiles

    package init(database: any Database, files: LogFiles) {
        self.database = database
        self.files = files
    }

    /// Those that sign, newest first; none before the first start.
    package func list() throws -> [VerifierKey] { try files.keys.read()?.map(\.verifierKey) ?? [] }

    /// Adds a key of the same name, which signs beside the others.
    ///
    /// - Returns: nil where there is none yet.
    package func rotate() throws -> VerifierKey? {
        guard let keys = try files.keys.read(), let first = keys.first else { return nil }
        let next = try SignerKey(name: first.verifierKey.name)
        try files.keys.replace(with: [next] + keys)
        return next.verifierKey
    }

    /// Ends all keys but the newest.
    package func retire() async throws -> Ending {
        guard let keys = try files.keys.read(), let newest = keys.first?.verifierKey, keys.count > 1 else {
            return .ended([])
        }
        let last = try await database.read { try $0.lastCheckpoint() }
        guard (try? last?.note.signatures(of: [newest])) != nil else { return .tooEarly }
        try files.keys.replace(with: Array(keys.prefix(1)))
        return .ended(keys.dropFirst().map(\.verifierKey))
    }
}
