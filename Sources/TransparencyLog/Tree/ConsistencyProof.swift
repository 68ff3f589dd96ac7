/// Shows that a tree begins with an older one: nothing of that was changed, removed or moved (RFC 6962 2.1.2).
package struct ConsistencyProof: Equatable, Sendable {
    /// Leaves of the older tree.
    package let oldSize: UInt64
    package let path: [TreeHash]

    package init(oldSize: UInt64, path: [TreeHash]) {
        self.oldSize = oldSize
        self.path = path
    }

    /// Checks the proof against both roots (RFC 9162 2.1.4.2). Every tree begins with the empty one; no hash shows that.
    package func verify(oldRoot: TreeHash, size: UInt64, root: TreeHash) throws(LogFault) {
        guard oldSize <= size else { throw .olderTreeIsLarger }
        guard oldSize > 0, oldSize < size else {
            guard path.isEmpty else { throw .proofLength }
            guard oldRoot == (oldSize == 0 ? .empty : root) else { throw .inconsistent }
            return
        }
        var rest = path[...]
        // Where the older tree is complete, its root is where the way begins, and is not sent.
        guard let start = oldSize.nonzeroBitCount == 1 ? oldRoot : rest.popFirst() else { throw .proofLength }
        let roots = try Self.roots(from: start, rest, oldSize: oldSize, size: size)
        guard roots.old == oldRoot, roots.new == root else { throw .inconsistent }
    }

    private static func roots(
        from start: TreeHash,
        _ path: ArraySlice<TreeHash>,
        oldSize: UInt64,
        size: UInt64
    ) throws(LogFault) -> (old: TreeHash, new: TreeHash) {
        var place = ProofPlace(of: oldSize - 1, inSize: size)
        place.skipRightChildren()
        var (old, new) = (start, start)
        for sibling in path {
            guard !place.isRoot else { throw .proofLength }
            if place.goUp() {
                old = .node(sibling, old)
                new = .node(sibling, new)
            } else {
                new = .node(new, sibling)
            }
        }
        guard place.isRoot else { throw .proofLength }
        return (old, new)
    }

    /// The leaves below each hash of the proof.
    static func ranges(from oldSize: UInt64, to size: UInt64) -> [Range<UInt64>] {
        guard oldSize > 0 else { return [] }
        var ranges: [Range<UInt64>] = []
        var rest = 0..<size
        while rest.upperBound != oldSize {
            let middle = rest.splitPoint
            ranges.append(oldSize <= middle ? middle..<rest.upperBound : rest.lowerBound..<middle)
            rest = oldSize <= middle ? rest.lowerBound..<middle : middle..<rest.upperBound
        }
        if rest.lowerBound > 0 { ranges.append(rest) }
        return ranges.reversed()
    }
}
