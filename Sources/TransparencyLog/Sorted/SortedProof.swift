/// Some items of a `SortedTree`, and that they stand where they do.
package struct SortedProof: Equatable, Sendable {
    package struct Item: Equatable, Sendable {
        /// Counted from 0.
        package let index: UInt64
        package let bytes: [UInt8]

        package init(index: UInt64, bytes: [UInt8]) {
            self.index = index
            self.bytes = bytes
        }

        fileprivate var key: ArraySlice<UInt8> { bytes.prefix(TreeHash.byteCount) }
    }

    /// In order.
    package let shown: [Item]
    package let proof: JointProof

    package init(shown: [Item], proof: JointProof) {
        self.shown = shown
        self.proof = proof
    }

    /// Checks that the items stand where they do in the tree, in the order of their keys.
    ///
    /// - Parameter width: of each item, in bytes.
    package func verify(width: Int, size: UInt64, root: TreeHash) throws(LogFault) {
        guard shown.allSatisfy({ $0.bytes.count == width }) else { throw .malformedProof }
        guard zip(shown, shown.dropFirst()).allSatisfy({ $0.key.lexicographicallyPrecedes($1.key) }) else {
            throw .malformedProof
        }
        try proof.verify(leaves: shown.map { ($0.index, TreeHash.leaf($0.bytes)) }, inSize: size, root: root)
    }

    /// What a proof that holds says of a key.
    package enum Sight: Equatable, Sendable {
        case item(Item)
        /// Its neighbours stand side by side.
        case none
        /// The proof does not say.
        case unseen
    }

    /// - Parameter size: of the tree.
    package func sight(of key: TreeHash, inSize size: UInt64) -> Sight {
        let bytes = key.bytes
        let place = shown.firstPlace { !$0.key.lexicographicallyPrecedes(bytes) }
        let other = shown.indices.contains(place) ? shown[place] : nil
        if let other, other.key.elementsEqual(bytes) { return .item(other) }
        let next = place > 0 ? shown[place - 1].index + 1 : 0
        return next == other?.index ?? size ? .none : .unseen
    }
}
