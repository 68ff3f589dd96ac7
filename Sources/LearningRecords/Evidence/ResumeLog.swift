package import Persistence
package import TransparencyLog

/// What an operator says after a restored backup or another loss: the log that was is over, and goes on from the tree that is
/// there *under another name*, with another key. Checkpoints of the former log stay what they were, and none of the new one
/// contradicts them.
package struct ResumeLog: Sendable {
    package enum Outcome: Equatable, Sendable {
        /// The log goes on under this key.
        case resumed(VerifierKey)
        /// Nothing was wrong, and nothing was done.
        case unneeded
    }

    private let database: any Database
    private let files: LogFiles

    package init(database: any Database, files: LogFiles) {
        self.database = database
        self.files = files
    }

    package func callAsFunction() async throws -> Outcome {
        let standing = LogStanding()
        _ = try await SignCheckpoint(database: database, files: files, standing: standing)()
        guard standing.halt != nil else { return .unneeded }
        let key = try files.successor()
        let view = try await database.read { try TreeView(of: $0, journaled: nil) }
        let checkpoint = try view.checkpoint(by: [key])
        let note = try checkpoint.signed(by: [key])
        try files.keys.replace(with: [key])
        try files.journal?.append(note)
        try await database.write { transaction in
            try transaction.forgetCheckpoints()
            try transaction.keep(note, size: checkpoint.size)
        }
        return .resumed(key.verifierKey)
    }
}
