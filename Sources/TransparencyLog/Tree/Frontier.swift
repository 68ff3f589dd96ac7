/// What of a tree is needed to let it grow: the roots of its complete subtrees, at most one of each level.
///
/// Appending a leaf costs two hashes on average, and never more than one for each level.
package struct Frontier: Equatable, Sendable {
    package private(set) var size: UInt64
    /// Each of fewer leaves than the one before; as many as `size` has bits that are set.
    package private(set) var hashes: [TreeHash]

    /// That of the tree without leaves.
    package init() {
        size = 0
        hashes = []
    }

    /// A frontier that was kept; nil unless it has as many hashes as its size asks for.
    package init?(size: UInt64, hashes: [TreeHash]) {
        guard size <= TreeSize.largest, hashes.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.hashes = hashes
    }

    package init(ofSize size: UInt64, from reader: some HashReader) throws {
        guard size <= TreeSize.largest else { throw LogFault.missingHash }
        self.size = size
        hashes = try reader.allHashes(of: (0..<size).subtrees)
    }

    package var root: TreeHash { .root(of: hashes) }

    package mutating func append(_ leaf: TreeHash) { append(leaf) { _, _ in } }

    /// Appends a leaf.
    ///
    /// - Parameter completed: is told each subtree that this leaf completes, the leaf itself first.
    package mutating func append(_ leaf: TreeHash, completed: (Subtree, TreeHash) throws -> Void) rethrows {
        var hash = leaf
        try completed(Subtree(level: 0, index: size), hash)
        // Each bit that is set, from the lowest, is a subtree beside which the new one stands.
        for level in 0..<UInt8(size.trailingOnes) {
            guard let left = hashes.popLast() else { break }
            hash = .node(left, hash)
            try completed(Subtree(level: level + 1, index: size >> (level + 1)), hash)
        }
        hashes.append(hash)
        size += 1
    }
}

extension UInt64 {
    fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
}
