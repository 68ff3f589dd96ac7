import EvidenceVerification
package import Persistence
package import TransparencyLog

/// Goes through the whole log: makes every leaf again from its record, every node from the leaves, and compares the tree with
/// every checkpoint that is known. Whoever changed, removed or moved a record below one of these is found out.
package struct CheckLog: Sendable {
    package enum Fault: Equatable, Sendable {
        /// The record at this leaf is not the one that was committed to.
        case changedRecord(leaf: Int64)
        /// No record is at this leaf.
        case missingRecord(leaf: Int64)
        /// A hash of the tree does not follow from what is below it.
        case changedNode(level: UInt8, number: UInt64)
        /// The tree is not the one that a checkpoint of this size was signed for.
        case otherTree(size: UInt64)
        /// The tree has fewer leaves than a checkpoint says.
        case smallerTree(size: UInt64)
        /// A checkpoint is that of a log of another name.
        case otherLog(origin: String)
    }

    private let database: any Database
    private let files: LogFiles

    package init(database: any Database, files: LogFiles) {
        self.database = database
        self.files = files
    }

    /// - Parameters:
    ///   - held: checkpoints that somebody kept.
    ///   - tell: told each fault as it is found.
    /// - Returns: how many leaves were looked at.
    package func callAsFunction(held: [Checkpoint], tell: (Fault) -> Void) async throws -> UInt64 {
        let signed = try await database.read { try $0.lastCheckpoint()?.checkpoint }
        let origin = try files.keys.read()?.first?.verifierKey.name ?? signed?.origin
        var known = held + [signed].compactMap { $0 }
        // Of a log that went on under another name the journal has older ones, which were another log's.
        known += try files.journaled().filter { $0.origin == origin }
        for other in Set(known.map(\.origin)) where other != origin { tell(.otherLog(origin: other)) }
        var tree = CheckedTree(known.filter { $0.origin == origin })
        for number in 0... {
            guard let tile = try await database.read({ try CheckedTile(number, in: $0) }) else { break }
            for fault in tile.faults + tree.append(tile) { tell(fault) }
        }
        for fault in tree.rest() { tell(fault) }
        return tree.size
    }
}

/// A tile with what is wrong with its records.
private struct CheckedTile: Sendable {
    let leaves: [TreeHash]
    /// Roots of complete subtrees as the store has them, by level, that end with this tile.
    let nodes: [TreeHash]
    private(set) var faults: [CheckLog.Fault] = []

    init?(_ number: Int, in transaction: any Transaction) throws {
        guard let tile = try transaction.logTile(Int64(number)) else { return nil }
        leaves = tile.leaves
        nodes = try transaction.nodes(endingWith: tile)
        let there = try transaction.leaves(from: tile.first, to: tile.end)
        for leaf in tile.first..<tile.end where !there.contains(leaf) { faults.append(.missingRecord(leaf: leaf)) }
        let erased = try transaction.erasedLeaves(from: tile.first, to: tile.end)
        for leaf in tile.first..<tile.end where there.contains(leaf) && !erased.contains(leaf) {
            guard let text = try? transaction.loggedRecords(at: [leaf]).first else {
                faults.append(.missingRecord(leaf: leaf))
                continue
            }
            let entry = try? text.committed(under: tile.keys(of: leaf, parts: text.parts)).entry
            if entry != tile.entry(Int(leaf - tile.first)) { faults.append(.changedRecord(leaf: leaf)) }
        }
    }
}

/// The tree, made again from its leaves.
private struct CheckedTree {
    private var frontier = Frontier()
    /// By size, the lowest last.
    private var waiting: [Checkpoint]

    var size: UInt64 { frontier.size }

    init(_ checkpoints: [Checkpoint]) {
        waiting = checkpoints.sorted { $0.size > $1.size }
    }

    mutating func append(_ tile: CheckedTile) -> [CheckLog.Fault] {
        var faults = due()
        var stored = tile.nodes[...]
        for leaf in tile.leaves {
            frontier.append(leaf) { subtree, hash in
                guard subtree.level > 0, subtree.level.isMultiple(of: 8) else { return }
                if stored.popFirst() != hash {
                    faults.append(.changedNode(level: subtree.level / 8, number: subtree.index))
                }
            }
            faults += due()
        }
        return faults
    }

    /// Checkpoints of the size that is reached now.
    private mutating func due() -> [CheckLog.Fault] {
        var faults: [CheckLog.Fault] = []
        while let next = waiting.last, next.size == size {
            if next.root != frontier.root { faults.append(.otherTree(size: next.size)) }
            waiting.removeLast()
        }
        return faults
    }

    /// What is wrong with the end of the tree.
    mutating func rest() -> [CheckLog.Fault] { due() + waiting.reversed().map { .smallerTree(size: $0.size) } }
}

extension Transaction {
    fileprivate func leaves(from first: Int64, to end: Int64) throws -> Set<Int64> {
        Set(
            try rows("SELECT l.leaf FROM log_entry l WHERE l.leaf >= \(first) AND l.leaf < \(end)").map {
                try $0.integer(0)
            }
        )
    }

    /// From level 1 on, those that the tile completes.
    fileprivate func nodes(endingWith tile: LogTile) throws -> [TreeHash] {
        guard tile.isFull else { return [] }
        var nodes: [TreeHash] = []
        var (level, number) = (UInt8(1), tile.number)
        while true {
            nodes += try logNodes(level: level, number..<number + 1)
            guard number % LogTile.width == LogTile.width - 1 else { return nodes }
            (level, number) = (level + 1, number / LogTile.width)
        }
    }
}
