/// Where the files of a log are kept.
package protocol TileSource {
    /// The contents of these tiles, in this order.
    func contents(of tiles: [Tile]) throws -> [[UInt8]]
}

/// The hashes of a tree of one size, out of its tiles; what stands between two levels of them is hashed.
///
/// It believes the tiles. A proof made of wrong ones does not verify, and `root(ofSize:)` is compared with a checkpoint.
package struct TileHashReader<Source: TileSource>: HashReader {
    private let source: Source
    private let size: UInt64

    package init(_ source: Source, ofSize size: UInt64) {
        self.source = source
        self.size = size
    }

    package func hashes(of subtrees: [Subtree]) throws -> [TreeHash] {
        let places = try subtrees.map { subtree throws(LogFault) in try place(of: subtree) }
        let tiles = Array(Set(places.map { $0.tile }))
        let contents = try source.contents(of: tiles)
        guard contents.count == tiles.count else { throw LogFault.missingHash }
        var hashes: [Tile: [TreeHash]] = [:]
        for (tile, content) in zip(tiles, contents) { hashes[tile] = try tile.hashes(in: content) }
        return try places.map { place in
            guard let hashes = hashes[place.tile], hashes.indices.contains(place.hashes.upperBound - 1) else {
                throw LogFault.missingHash
            }
            return .root(ofLevel: hashes[place.hashes])
        }
    }

    /// The tile that has the hashes at or next below a subtree's root, and which of them.
    private func place(of subtree: Subtree) throws(LogFault) -> (tile: Tile, hashes: Range<Int>) {
        guard subtree.isInside(size) else { throw .missingHash }
        let level = subtree.level / Tile.height
        let count = 1 << Int(subtree.level % Tile.height)
        let first = subtree.index << UInt64(subtree.level % Tile.height)
        let index = first / UInt64(Tile.fullWidth)
        let width = min(size >> (UInt64(level) * UInt64(Tile.height)) - index * UInt64(Tile.fullWidth), 256)
        guard let tile = Tile(.hashes(level: level), index: index, width: Int(width)) else { throw .missingHash }
        let offset = Int(first % UInt64(Tile.fullWidth))
        return (tile, offset..<offset + count)
    }
}

extension HashReader {
    /// The content of a tile of hashes, to be written.
    package func content(of tile: Tile) throws -> [UInt8] { Tile.content(of: try allHashes(of: tile.subtrees)) }
}
