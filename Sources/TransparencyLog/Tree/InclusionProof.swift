/// Shows that a leaf is in a tree: the hashes beside the way from it to the root (RFC 6962 2.1.1).
package struct InclusionProof: Equatable, Sendable {
    /// The leaf's number, from 0.
    package let index: UInt64
    /// The leaf's sibling first.
    package let path: [TreeHash]

    package init(index: UInt64, path: [TreeHash]) {
        self.index = index
        self.path = path
    }

    /// Checks the proof against a root (RFC 9162 2.1.3.2).
    ///
    /// - Parameters:
    ///   - leaf: the hash of the leaf.
    ///   - size: the size of the tree whose root this is.
    package func verify(leaf: TreeHash, inSize size: UInt64, root: TreeHash) throws(LogFault) {
        guard index < size else { throw .indexOutsideTree }
        var place = ProofPlace(of: index, inSize: size)
        var hash = leaf
        for sibling in path {
            guard !place.isRoot else { throw .proofLength }
            hash = place.goUp() ? .node(sibling, hash) : .node(hash, sibling)
        }
        guard place.isRoot else { throw .proofLength }
        guard hash == root else { throw .otherRoot }
    }

    /// The leaves below each hash of the path.
    static func ranges(of index: UInt64, inSize size: UInt64) -> [Range<UInt64>] {
        var ranges: [Range<UInt64>] = []
        var rest = 0..<size
        while rest.count > 1 {
            let middle = rest.splitPoint
            ranges.append(index < middle ? middle..<rest.upperBound : rest.lowerBound..<middle)
            rest = index < middle ? rest.lowerBound..<middle : middle..<rest.upperBound
        }
        return ranges.reversed()
    }
}

/// A node on the way from a leaf to the root: `fn` and `sn` of RFC 9162 2.1.3.2.
struct ProofPlace {
    /// The node's number on its level, and the last one there.
    private var number: UInt64
    private var last: UInt64

    /// The leaf is in the tree.
    init(of index: UInt64, inSize size: UInt64) {
        number = index
        last = size - 1
    }

    var isRoot: Bool { last == 0 }

    /// Goes to the root of the largest complete subtree that ends with this leaf.
    mutating func skipRightChildren() {
        while number & 1 == 1 { shift() }
    }

    /// Goes to the node above the next hash of the proof.
    ///
    /// - Returns: whether that hash stands left of this node.
    mutating func goUp() -> Bool {
        let isLeft = number & 1 == 1 || number == last
        // A node that has no sibling is its own parent.
        if isLeft { while number & 1 == 0, number != 0 { shift() } }
        shift()
        return isLeft
    }

    private mutating func shift() {
        number >>= 1
        last >>= 1
    }
}
