/// Where the hashes of complete subtrees are kept: a table, tiles, memory.
package protocol HashReader {
    /// The hashes of these subtrees, in this order. They are asked for once for a proof, so that it costs one round trip.
    func hashes(of subtrees: [Subtree]) throws -> [TreeHash]
}

extension HashReader {
    /// The root of the tree of the first `size` leaves.
    package func root(ofSize size: UInt64) throws -> TreeHash {
        try Frontier(ofSize: size, from: self).root
    }

    /// The proof that leaf `index` is in the tree of the first `size` leaves (RFC 9162 2.1.3.1).
    package func inclusionProof(of index: UInt64, inSize size: UInt64) throws -> InclusionProof {
        guard index < size, size <= TreeSize.largest else { throw LogFault.indexOutsideTree }
        return InclusionProof(index: index, path: try roots(of: InclusionProof.ranges(of: index, inSize: size)))
    }

    /// The proof that the tree of the first `size` leaves begins with that of the first `oldSize` (RFC 9162 2.1.4.1).
    package func consistencyProof(from oldSize: UInt64, to size: UInt64) throws -> ConsistencyProof {
        guard oldSize <= size, size <= TreeSize.largest else { throw LogFault.olderTreeIsLarger }
        return ConsistencyProof(
            oldSize: oldSize,
            path: try roots(of: ConsistencyProof.ranges(from: oldSize, to: size))
        )
    }

    /// The hashes of subtrees, of which there have to be as many as were asked for.
    func allHashes(of subtrees: [Subtree]) throws -> [TreeHash] {
        guard !subtrees.isEmpty else { return [] }
        let found = try hashes(of: subtrees)
        guard found.count == subtrees.count else { throw LogFault.missingHash }
        return found
    }

    private func roots(of ranges: [Range<UInt64>]) throws -> [TreeHash] {
        let subtrees = ranges.map(\.subtrees)
        var hashes = try allHashes(of: subtrees.flatMap { $0 })[...]
        return subtrees.map { part in
            defer { hashes = hashes.dropFirst(part.count) }
            return .root(of: hashes.prefix(part.count))
        }
    }
}
