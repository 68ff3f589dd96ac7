/// A static file of a log: up to 256 hashes of one height of the tree, or the entries of up to 256 leaves (C2SP
/// tlog-tiles). Only the last of its kind may be narrower, and another file takes its place when it has grown.
package struct Tile: Hashable, Sendable {
    package static let fullWidth = 256
    /// Levels of the tree from one level of tiles to the next.
    static let height: UInt8 = 8
    private static let highestLevel: UInt8 = 63

    package enum Kind: Hashable, Sendable {
        /// Roots of complete subtrees of 256^level leaves.
        case hashes(level: UInt8)
        case entries
    }

    package let kind: Kind
    /// Counted from 0 among the tiles of its kind and level.
    package let index: UInt64
    /// From 1 to 256: the hashes or entries in it.
    package let width: Int

    /// nil for what no tile can be.
    package init?(_ kind: Kind, index: UInt64, width: Int = fullWidth) {
        if case .hashes(let level) = kind, level > Self.highestLevel { return nil }
        guard (1...Self.fullWidth).contains(width), index <= TreeSize.largest / UInt64(Self.fullWidth) else {
            return nil
        }
        self.kind = kind
        self.index = index
        self.width = width
    }

    /// Whether a tree of this size is as wide.
    package func isInside(_ size: UInt64) -> Bool {
        var count = size
        if case .hashes(let level) = kind { for _ in 0..<level { count >>= UInt64(Self.height) } }
        return index * UInt64(Self.fullWidth) + UInt64(width) <= count
    }

    /// The subtrees whose hashes are in it; those of its leaves where it holds entries.
    package var subtrees: [Subtree] {
        let level: UInt8 =
            switch kind {
            case .hashes(let level): level * Self.height
            case .entries: 0
            }
        let first = index * UInt64(Self.fullWidth)
        return (0..<UInt64(width)).map { Subtree(level: level, index: first + $0) }
    }
}

extension Tile {
    /// The tiles of hashes that a tree of `size` has and one of `oldSize` has not, the lowest level first.
    package static func hashTiles(from oldSize: UInt64, to size: UInt64) -> [Tile] {
        var tiles: [Tile] = []
        for level in 0...highestLevel {
            let count = size >> (UInt64(height) * UInt64(level))
            guard count > 0 else { break }
            tiles += new(.hashes(level: level), from: oldSize >> (UInt64(height) * UInt64(level)), to: count)
        }
        return tiles
    }

    /// The bundles of entries that a log of `size` has and one of `oldSize` has not.
    package static func entryBundles(from oldSize: UInt64, to size: UInt64) -> [Tile] {
        new(.entries, from: oldSize, to: size)
    }

    private static func new(_ kind: Kind, from oldCount: UInt64, to count: UInt64) -> [Tile] {
        guard oldCount < count else { return [] }
        let full = UInt64(fullWidth)
        return (oldCount / full...(count - 1) / full).compactMap { index in
            Tile(kind, index: index, width: Int(min(count - index * full, full)))
        }
    }
}
