package import Persistence
import TransparencyLog

/// Signs what the tree is, where it has grown; first compares it with the last checkpoint of the store and of the journal.
///
/// Nodes may do this at once. A tree of one size has one root, whoever looks; the journal has a checkpoint before anybody
/// else does; and a tree that is not what was signed before signs nothing until somebody says so (`ResumeLog`). So there
/// are never two different checkpoints of one size, after a crash neither.
package struct SignCheckpoint: Sendable {
    private let database: any Database
    private let files: LogFiles
    private let standing: LogStanding

    package init(database: any Database, files: LogFiles, standing: LogStanding) {
        self.database = database
        self.files = files
        self.standing = standing
    }

    /// - Parameter tell: told why nothing is signed, once for each reason.
    /// - Returns: how many were signed: 1 or 0.
    package func callAsFunction(tell: (LogHalt) -> Void = { _ in }) async throws -> Int {
        do {
            let count = try await sign()
            _ = standing.set(nil)
            return count
        } catch let halt as LogHalt {
            if standing.set(halt) { tell(halt) }
            return 0
        }
    }

    private func sign() async throws -> Int {
        let journaled = try files.lastInJournal()
        let view = try await database.read { try TreeView(of: $0, journaled: journaled) }
        let keys = try files.signers(isNew: view.last == nil && journaled == nil)
        try view.check(signedBy: keys)
        if let last = view.last, last.size > journaled?.size ?? 0 { try files.journal?.append(last.note) }
        guard view.hasGrown || !view.isSigned(byAll: keys) else { return 0 }
        return try await sign(view.checkpoint(by: keys), by: keys)
    }

    /// The journal comes first: whatever anybody else sees is in it.
    private func sign(_ checkpoint: Checkpoint, by keys: [SignerKey]) async throws -> Int {
        let note = try checkpoint.signed(by: keys)
        try files.journal?.append(note)
        try await database.write { try $0.keep(note, size: checkpoint.size) }
        return 1
    }
}

/// The tree of one moment, beside what was signed before.
struct TreeView: Sendable {
    let size: UInt64
    private let root: TreeHash
    let last: StoredCheckpoint?
    /// What has to be the beginning of the tree: of the store, and of the journal.
    private let before: [(checkpoint: Checkpoint, root: TreeHash?)]

    init(of transaction: any Transaction, journaled: Checkpoint?) throws {
        size = UInt64(try transaction.treeSize())
        guard let root = try transaction.root(ofTree: size) else { throw LogFault.missingHash }
        self.root = root
        last = try transaction.lastCheckpoint()
        before = try [journaled, last?.checkpoint].compactMap { $0 }.map { checkpoint in
            (checkpoint, try transaction.root(ofTree: checkpoint.size))
        }
    }

    /// - Throws: a `LogHalt`.
    func check(signedBy keys: [SignerKey]) throws {
        for (checkpoint, root) in before {
            guard checkpoint.origin == keys.first?.verifierKey.name else { throw LogHalt.otherLog }
            guard let root else { throw LogHalt.smallerTree }
            guard root == checkpoint.root else { throw LogHalt.otherTree }
        }
        guard let last else { return }
        let verifier = LogVerifier(origin: last.checkpoint.origin, keys: keys.map(\.verifierKey))
        guard (try? verifier.checkpoint(in: last.note)) != nil else { throw LogHalt.otherKey }
    }

    /// Whether there is anything that was not signed yet.
    var hasGrown: Bool { last.map { $0.size < size } ?? true }

    /// Whether the last checkpoint has a signature by each key, a new one too.
    func isSigned(byAll keys: [SignerKey]) -> Bool {
        let verified = try? last?.note.signatures(of: keys.map(\.verifierKey))
        return verified?.count == keys.count
    }

    func checkpoint(by keys: [SignerKey]) throws -> Checkpoint {
        guard let origin = keys.first?.verifierKey.name else { throw LogHalt.keyLost }
        return try Checkpoint(origin: origin, size: size, root: root)
    }
}
