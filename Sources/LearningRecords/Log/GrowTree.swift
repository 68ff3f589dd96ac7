import EvidenceVerification
package import Persistence
import TransparencyLog

/// Lets the tree grow over the records that have leaves: cuts them into parts, makes keys, and commits to them.
///
/// One node at a time holds the lock on PostgreSQL. On SQLite everything but the row is made outside of the writer.
package struct GrowTree: Sendable {
    /// Bytes of the statements that one step reads, which are held in memory; one statement may be larger.
    static let largestStep: Int64 = 4 << 20
    /// Records of one step. Where writers queue, each step waits for all that are before it: with one tile for a step the tree
    /// would fall behind.
    static let mostRecords = 16 * Tile.fullWidth

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
        guard database.engine == .sqlite else {
            return try await database.write { [fresh, random] transaction in
                guard try transaction.holdsTree() else {
                    fresh?.forget()
                    return 0
                }
                guard let stretch = try transaction.stretchForTree(fresh) else { return 0 }
                return try transaction.append(try stretch.grown(random: random), from: stretch.size)
            }
        }
        guard let stretch = try await database.read({ [fresh] in try $0.stretchForTree(fresh) }) else { return 0 }
        let grown = try stretch.grown(random: random)
        return try await database.write { try $0.append(grown, from: stretch.size) }
    }
}

/// Records that follow the last one of the tree.
private struct LogStretch: Sendable {
    /// Leaves of the tree.
    let size: Int64
    /// The tile where the tree ends, unless it is full.
    let last: LogTile?
    let records: [RecordText]

    /// The tiles that the records fill.
    ///
    /// - Parameter random: bytes for the keys of each tile that begins.
    func grown(random: (_ count: Int) -> [UInt8]) throws -> [LogTile] {
        var tiles: [LogTile] = []
        var (begun, rest) = (last, records[...])
        while !rest.isEmpty {
            let number = (size + Int64(records.count - rest.count)) / LogTile.width
            var tile = try begun ?? LogTile(number: number, secret: random(PartKey.byteCount))
            let next = rest.prefix(Tile.fullWidth - tile.count)
            try tile.append(Array(next))
            tiles.append(tile)
            (begun, rest) = (nil, rest.dropFirst(next.count))
        }
        return tiles
    }
}

extension Transaction {
    /// Lets the tree grow over every record that has its leaf, within this transaction; the caller holds the tree.
    func growTree(random: (_ count: Int) -> [UInt8]) throws {
        while let stretch = try stretchForTree(nil) {
            _ = try append(try stretch.grown(random: random), from: stretch.size)
        }
    }

    fileprivate func holdsTree() throws -> Bool {
        try rows("SELECT pg_try_advisory_xact_lock(7310579614)").first?.integer(0) == 1
    }

    /// - Parameter fresh: statements that need not be read.
    fileprivate func stretchForTree(_ fresh: FreshStatements?) throws -> LogStretch? {
        let tile = try lastLogTile()
        let size = tile?.end ?? 0
        let entries = try logEntries(after: size - 1, limit: GrowTree.mostRecords)
        guard !entries.isEmpty else { return nil }
        let known = try fresh.map { try records(of: entries, among: $0) } ?? [:]
        var next = entries.compactMap { known[$0.leaf] }
        if next.count < entries.count {
            let end = try feedEnd(after: size - 1, limit: entries.count, bytes: GrowTree.largestStep)
            guard let end else { return nil }
            next = try loggedRecords(after: size - 1, through: end, knowing: known)
        }
        return LogStretch(size: size, last: tile?.isFull == true ? nil : tile, records: next)
    }

    /// - Parameter size: of the tree that the tiles were made for.
    /// - Returns: how many leaves came into the tree; 0 where it is another one by now.
    fileprivate func append(_ tiles: [LogTile], from size: Int64) throws -> Int {
        guard let end = tiles.last?.end, try treeSize() == size else { return 0 }
        for tile in tiles { try write(tile) }
        return Int(end - size)
    }
}
