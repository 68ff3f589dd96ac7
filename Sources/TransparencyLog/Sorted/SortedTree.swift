/// A list in the order of keys, under one root: it shows which items some keys have, and that others have none, while the rest
/// stays hidden. An item is some bytes, of which the first 32 are its key.
package struct SortedTree: Sendable {
    /// In order of their keys.
    package let items: [[UInt8]]
    private let leaves: [TreeHash]

    /// - Parameter items: each of 32 bytes at least, no two of one key.
    package init(_ items: [[UInt8]]) {
        self.items = items.sorted { $0.lexicographicallyPrecedes($1) }
        leaves = self.items.map(TreeHash.leaf)
    }

    package var size: UInt64 { UInt64(items.count) }
    package var root: TreeHash { .root(of: (0..<size).subtrees.map(hash(of:))) }

    /// The item under a key; nil where there is none.
    package func item(under key: TreeHash) -> (index: Int, item: [UInt8])? {
        let place = place(of: key.bytes)
        guard items.indices.contains(place), items[place].starts(with: key.bytes) else { return nil }
        return (place, items[place])
    }

    /// Shows the items under some keys and, for keys that have none, those on both sides of where they would stand.
    package func showing(_ keys: some Sequence<TreeHash>) throws -> SortedProof {
        var shown: Set<Int> = []
        for key in keys {
            let place = place(of: key.bytes)
            let isThere = items.indices.contains(place) && items[place].starts(with: key.bytes)
            shown.formUnion(isThere ? [place] : [place - 1, place].filter(items.indices.contains))
        }
        let places = shown.sorted()
        return SortedProof(
            shown: places.map { .init(index: UInt64($0), bytes: items[$0]) },
            proof: try jointProof(of: places.map { UInt64($0) }, inSize: size)
        )
    }

    /// Of the first item whose key is not before this one.
    private func place(of key: [UInt8]) -> Int {
        items.firstPlace { !$0.prefix(TreeHash.byteCount).lexicographicallyPrecedes(key) }
    }
}

extension Array {
    /// The first place at which something is true that is false of all before and true of all behind; the end where it is
    /// nowhere.
    package func firstPlace(where isBehind: (Element) -> Bool) -> Int {
        var range = startIndex..<endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = isBehind(self[middle]) ? range.lowerBound..<middle : middle + 1..<range.upperBound
        }
        return range.lowerBound
    }
}

extension SortedTree: HashReader {
    package func hashes(of subtrees: [Subtree]) throws -> [TreeHash] {
        guard subtrees.allSatisfy({ $0.isInside(size) }) else { throw LogFault.missingHash }
        return subtrees.map(hash(of:))
    }

    private func hash(of subtree: Subtree) -> TreeHash {
        let first = Int(subtree.index << subtree.level)
        return .root(ofLevel: leaves[first..<first + 1 << subtree.level])
    }
}
