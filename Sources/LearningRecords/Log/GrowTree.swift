import EvidenceVerification
package import Persistence
import TransparencyLog

/// Lets the tree grow over the records that have leaves: cuts them into parts, makes keys, and commits to them.
///
/// One node at a time holds the lock on PostgreSQL. On SQLite everything but the row is made outside of the writer.
package struct GrowTree: Sendable {
    /// Bytes of the statements in one step, which are held in memory; one statement may be larger.
    static let largestStep: Int64 = 4 << 20

    private let database: any Database
    private let fresh: FreshStatements?
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameters:
    ///   - fresh: what this process wrote a moment ago.
    ///   - random: secure random bytes.
    package init(
        database: any Database, fresh: FreshStatements? = nil, random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.database = database
        self.fresh = fresh
        self.random = random
    }

    /// Goes on until no record waits.
    ///
    /// - Returns: how many records came into the tree; 0 also where another node is at it.
    package func callAsFunction() async throws -> Int {
        var count = 0
        while !Task.isCancelled {
            let step = try await grow()
            guard step > 0 else { break }
            count += step
        }
        return count
    }

    private func grow() async throws -> Int {
        let secret = random(PartKey.byteCount)
        guard database.engine == .sqlite else {
            return try await database.write { [fresh] transaction in
                guard try transaction.holdsTree() else {
                    fresh?.forget()
                    return 0
                }
                guard let stretch = try transaction.stretchForTree(secret: secret, fresh) else { return 0 }
                return try transaction.append(try stretch.grown(), from: stretch.tile.end)
            }
        }
        let stretch = try await database.read { [fresh] in try $0.stretchForTree(secret: secret, fresh) }
        guard let stretch else { return 0 }
        let grown = try stretch.grown()
        return try await database.write { try $0.append(grown, from: stretch.tile.end) }
    }
}

/// Records that follow the last one of the tree, up to the end of its tile.
private struct LogStretch: Sendable {
    let tile: LogTile
    let records: [RecordText]

    /// The tile with the entries of the records.
    func grown() throws -> LogTile {
        var grown = tile
        try grown.append(records)
        return grown
    }
}

extension Transaction {
    /// Lets the tree grow over every record that has its leaf, within this transaction; the caller holds the tree.
    func growTree(random: (_ count: Int) -> [UInt8]) throws {
        while let stretch = try stretchForTree(secret: random(PartKey.byteCount), nil) {
            _ = try append(try stretch.grown(), from: stretch.tile.end)
        }
    }

    fileprivate func holdsTree() throws -> Bool {
        try rows("SELECT pg_try_advisory_xact_lock(7310579614)").first?.integer(0) == 1
    }

    /// - Parameters:
    ///   - secret: random bytes for the keys of a tile that begins.
    ///   - fresh: statements that need not be read.
    fileprivate func stretchForTree(secret: [UInt8], _ fresh: FreshStatements?) throws -> LogStretch? {
        let last = try lastLogTile()
        let tile =
            try last.flatMap { $0.isFull ? nil : $0 }
            ?? LogTile(number: last.map { $0.number + 1 } ?? 0, secret: secret)
        let room = Tile.fullWidth - tile.count
        let entries = try logEntries(after: tile.end - 1, limit: room)
        guard !entries.isEmpty else { return nil }
        let known = try fresh.map { try records(of: entries, among: $0) } ?? [:]
        guard known.count < entries.count else {
            return LogStretch(tile: tile, records: entries.compactMap { known[$0.leaf] })
        }
        guard let end = try feedEnd(after: tile.end - 1, limit: room, bytes: GrowTree.largestStep) else { return nil }
        return LogStretch(tile: tile, records: try loggedRecords(after: tile.end - 1, through: end, knowing: known))
    }

    /// - Parameter size: of the tree that the tile was made for.
    /// - Returns: how many leaves came into the tree; 0 where it is another one by now.
    fileprivate func append(_ tile: LogTile, from size: Int64) throws -> Int {
        guard try treeSize() == size else { return 0 }
        try write(tile)
        return Int(tile.end - size)
    }
}
