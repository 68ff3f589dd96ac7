import EvidenceVerification
import Persistence
import TransparencyLog

/// The tiles of the tree as the store has them: entries, and roots of complete tiles; hashes of leaves are made anew.
struct StoredTiles: TileSource {
    let transaction: any Transaction

    /// - Throws: `missingHash` where the tree is not as wide.
    func contents(of tiles: [Tile]) throws -> [[UInt8]] { try tiles.map(content(of:)) }

    func content(of tile: Tile) throws -> [UInt8] {
        switch tile.kind {
        case .entries: return try Tile.bundle(of: entries(of: tile))
        case .hashes(level: 0): return Tile.content(of: try entries(of: tile).map(TreeHash.leaf))
        case .hashes(let level): return Tile.content(of: try nodes(of: tile, level: level))
        }
    }

    private func entries(of tile: Tile) throws -> [[UInt8]] {
        guard let stored = try transaction.logTile(Int64(tile.index)), stored.count >= tile.width else {
            throw LogFault.missingHash
        }
        return (0..<tile.width).map { stored.entry($0) }
    }

    private func nodes(of tile: Tile, level: UInt8) throws -> [TreeHash] {
        let first = Int64(tile.index) * Int64(Tile.fullWidth)
        let hashes = try transaction.logNodes(level: level, first..<first + Int64(tile.width))
        guard hashes.count == tile.width else { throw LogFault.missingHash }
        return hashes
    }
}

/// A row of `log_tile`: up to 256 leaves.
struct LogTile {
    static let width = Int64(Tile.fullWidth)
    static let entryLength = 34

    let number: Int64
    /// One behind the other.
    private(set) var entries: [UInt8]
    var keys: KeyTree

    /// How many leaves stand before it, and how many it has itself.
    var first: Int64 { number * Self.width }
    var count: Int { entries.count / Self.entryLength }
    var end: Int64 { first + Int64(count) }
    var isFull: Bool { count == Tile.fullWidth }

    /// - Parameter secret: 32 random bytes, where its keys come from.
    init(number: Int64, secret: [UInt8]) throws {
        self.number = number
        entries = []
        keys = try KeyTree(secret: secret)
    }

    /// Reads number, entries and keys.
    fileprivate init(_ row: Row) throws {
        number = try row.integer(0)
        entries = try row.blob(1)
        keys = try KeyTree(reading: try row.blob(2))
    }

    mutating func append(entry: [UInt8]) { entries += entry }

    /// Lets records follow the last one, as many as have room.
    mutating func append(_ records: [RecordText]) throws {
        guard let first = UInt8(exactly: count) else { return }
        let records = records.prefix(Tile.fullWidth - count)
        let keys = keys.keys(ofRecordsFrom: first, parts: records.map(\.parts))
        for (record, keys) in zip(records, keys) { append(entry: try record.entry(under: keys)) }
    }

    /// - Parameter place: one of `count`.
    func entry(_ place: Int) -> [UInt8] { Array(entries.dropFirst(place * Self.entryLength).prefix(Self.entryLength)) }

    var leaves: [TreeHash] { (0..<count).map { TreeHash.leaf(entry($0)) } }

    /// The keys of the parts of the record at a leaf of this tile.
    func keys(of leaf: Int64, parts: Int) -> [PartKey?] {
        UInt8(exactly: leaf - first).map { keys.keys(ofRecord: $0, parts: parts) } ?? []
    }
}

extension Transaction {
    func logTile(_ number: Int64) throws -> LogTile? {
        try rows("SELECT number, entries, keys FROM log_tile WHERE number = \(number)").first.map(LogTile.init(_:))
    }

    /// The tile where the tree ends.
    func lastLogTile() throws -> LogTile? {
        try rows("SELECT number, entries, keys FROM log_tile ORDER BY number DESC LIMIT 1").first.map(LogTile.init(_:))
    }

    /// How many leaves are in the tree: fewer than have a number, for less than a second.
    func treeSize() throws -> Int64 {
        let row = try rows("SELECT number, length(entries) FROM log_tile ORDER BY number DESC LIMIT 1").first
        return try row.map { try $0.integer(0) * LogTile.width + $0.integer(1) / Int64(LogTile.entryLength) } ?? 0
    }

    /// The roots of complete subtrees of 256^level leaves, in order; the primary key of `log_node` returns them so.
    func logNodes(level: UInt8, _ numbers: Range<Int64>) throws -> [TreeHash] {
        let rows = try rows(
            """
            SELECT hash FROM log_node WHERE level = \(Int64(level)) AND number >= \(numbers.lowerBound)
            AND number < \(numbers.upperBound) ORDER BY number
            """
        )
        return try rows.compactMap { TreeHash(try $0.blob(0)) }
    }

    /// Puts a tile with more entries in the place of what it was. Its keys stay as they are, since somebody may have
    /// destroyed some meanwhile.
    func write(_ tile: LogTile) throws {
        try execute(
            """
            INSERT INTO log_tile (number, entries, keys)
            VALUES (\(tile.number), \(tile.entries), \(tile.keys.bytes))
            ON CONFLICT (number) DO UPDATE SET entries = excluded.entries
            """
        )
        if tile.isFull { try writeNodes(over: tile) }
    }

    /// Keeps which keys of a tile are left.
    func writeKeys(of tile: LogTile) throws {
        try execute("UPDATE log_tile SET keys = \(tile.keys.bytes) WHERE number = \(tile.number)")
    }

    /// The root of a full tile, and those of whatever it completes.
    private func writeNodes(over tile: LogTile) throws {
        var (level, number) = (UInt8(1), tile.number)
        var hash = TreeHash.root(ofLevel: tile.leaves)
        while true {
            try execute(
                "INSERT INTO log_node (level, number, hash) VALUES (\(Int64(level)), \(number), \(hash.bytes))"
            )
            guard number % LogTile.width == LogTile.width - 1 else { return }
            hash = .root(ofLevel: try logNodes(level: level, number - LogTile.width + 1..<number + 1))
            (level, number) = (level + 1, number / LogTile.width)
        }
    }
}
