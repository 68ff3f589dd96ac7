import Foundation
package import Persistence
import TransparencyLog

/// Moves what the journal lacks from the database to it. Between commit and journal a crash takes nothing away: the line
/// stands in the database until the file has it.
package struct KeepErasures: Sendable {
    private let database: any Database
    private let journal: ErasureJournal?

    /// - Parameter journal: nil where erasures are not kept elsewhere.
    package init(database: any Database, journal: ErasureJournal?) {
        self.database = database
        self.journal = journal
    }

    var isKept: Bool { journal != nil }

    /// Lines that go to the file at once.
    private static let step = 100

    /// Returns when the file has every erasure that was committed before, on disk.
    package func callAsFunction() async throws {
        guard let journal else { return }
        while true {
            let waiting = try await database.read { try $0.erasureLines(limit: Self.step) }
            guard !waiting.isEmpty else { return }
            try await FileWork.run { try journal.append(waiting.map(\.line)) }
            try await database.write { try $0.forgetLines(of: waiting.map(\.erasure)) }
        }
    }

    /// Erasures of the journal that the store knows nothing of; and how many of its lines cannot be read.
    func missing() async throws -> (lines: [ErasureLine], unreadable: Int) {
        guard let journal else { return ([], 0) }
        let (lines, unreadable) = try await FileWork.run { try journal.lines() }
        var missing: [ErasureLine] = []
        var rest = lines[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(1_000))
            rest = rest.dropFirst(group.count)
            let known = try await database.read { try $0.erasures(among: group.map(\.erasure)) }
            missing += group.filter { !known.contains($0.erasure) }
        }
        return (missing, unreadable)
    }
}

extension Transaction {
    /// Keeps what the journal is to have of an erasure; called in its transaction, when it knows what went.
    func keepLine(of erasure: Int64, _ head: Tombstone.Head, _ subject: ErasureSubject) throws {
        let line = ErasureLine(
            erasure: head.id, at: startedAt, again: head.again, people: subject.people.map(\.id),
            leaves: try erasedLeaves(of: erasure)
        )
        try execute("UPDATE erasure SET line = \(line.json) WHERE id = \(erasure)")
    }

    /// With their hashes; `erased_part_erasure` gives the order, and tiles do not change.
    private func erasedLeaves(of erasure: Int64) throws -> [ErasureLine.Leaf] {
        let rows = try rows(
            "SELECT e.leaf, e.part FROM erased_part e WHERE e.erasure = \(erasure) ORDER BY e.leaf, e.part"
        )
        var leaves: [ErasureLine.Leaf] = []
        var tile: LogTile?
        for row in rows {
            let (leaf, part) = (try row.integer(0), Int(clamping: try row.integer(1)))
            if leaves.last?.number == leaf {
                leaves[leaves.count - 1].parts.append(part)
                continue
            }
            if tile?.number != leaf / LogTile.width { tile = try logTile(leaf / LogTile.width) }
            guard let hash = tile?.hash(ofLeaf: leaf) else { throw LogFault.missingHash }
            leaves.append(ErasureLine.Leaf(number: leaf, hash: hash, parts: [part]))
        }
        return leaves
    }

    /// `erasure_line` finds them.
    fileprivate func erasureLines(limit: Int) throws -> [(erasure: Int64, line: [UInt8])] {
        try rows("SELECT e.id, e.line FROM erasure e WHERE e.line IS NOT NULL ORDER BY e.id LIMIT \(limit)").map {
            (try $0.integer(0), try $0.blob(1))
        }
    }

    fileprivate func forgetLines(of erasures: [Int64]) throws {
        try execute(
            """
            UPDATE erasure AS e SET line = NULL FROM \(Batch(.integers("id", erasures))) AS k WHERE e.id = k.id
            """
        )
    }

    /// Those that were made, or made again; `erasure_uid` and `erasure_again` find them.
    func erasures(among ids: [UUID]) throws -> Set<UUID> {
        let batch = Batch(.blobs("uid", ids.map(\.storedBytes)))
        let made = try rows("SELECT e.uid FROM \(batch) AS k JOIN erasure e ON e.uid = k.uid")
        let again = try rows(
            "SELECT e.again FROM \(batch) AS k JOIN erasure e ON e.again = k.uid AND e.again IS NOT NULL"
        )
        return Set(try (made + again).map { try $0.uuid(0) })
    }
}

extension LogTile {
    /// Nil where the tile does not reach so far.
    func hash(ofLeaf leaf: Int64) -> [UInt8]? {
        guard leaf >= first, leaf < end else { return nil }
        return TreeHash.leaf(entry(Int(leaf - first))).bytes
    }
}
