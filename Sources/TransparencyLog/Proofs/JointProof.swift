/// Shows that many leaves are in a tree, with each hash once: the tree is gone through from the left, down to each of the
/// leaves, and a hash stands for each part without any. What a proof for each of them would repeat is left out.
package struct JointProof: Equatable, Sendable {
    /// In the order in which the tree is gone through.
    package let path: [TreeHash]

    package init(path: [TreeHash]) {
        self.path = path
    }

    /// A hash in base64 on each line.
    package init(reading bytes: [UInt8]) throws(LogFault) {
        var path: [TreeHash] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            guard let hash = StandardBase64.bytes(of: line).flatMap({ TreeHash($0) }) else { throw .malformedProof }
            path.append(hash)
        }
        self.path = path
        guard self.bytes == bytes else { throw .malformedProof }
    }

    package var bytes: [UInt8] {
        path.flatMap { Array(StandardBase64.text(of: $0.bytes).utf8) + [UInt8(ascii: "\n")] }
    }

    /// Checks the proof against a root.
    ///
    /// - Parameter leaves: with their numbers, in order, each once.
    package func verify(leaves: [(index: UInt64, hash: TreeHash)], inSize size: UInt64, root: TreeHash) throws(LogFault)
    {
        guard zip(leaves, leaves.dropFirst()).allSatisfy({ $0.index < $1.index }),
            leaves.last?.index ?? 0 < max(size, 1),
            size > 0 || leaves.isEmpty
        else { throw .indexOutsideTree }
        var rest = path[...]
        let found = try Self.hash(of: 0..<size, leaves[...], &rest)
        guard rest.isEmpty else { throw .proofLength }
        guard found == root else { throw .otherRoot }
    }

    private static func hash(
        of range: Range<UInt64>, _ leaves: ArraySlice<(index: UInt64, hash: TreeHash)>,
        _ path: inout ArraySlice<TreeHash>
    ) throws(LogFault) -> TreeHash {
        if range.isEmpty { return .empty }
        guard let first = leaves.first else {
            guard let hash = path.popFirst() else { throw .proofLength }
            return hash
        }
        if range.count == 1 { return first.hash }
        let middle = range.splitPoint
        let cut = leaves.firstIndex { $0.index >= middle } ?? leaves.endIndex
        let left = try hash(of: range.lowerBound..<middle, leaves[..<cut], &path)
        return .node(left, try hash(of: middle..<range.upperBound, leaves[cut...], &path))
    }

    /// The parts of the tree that hold none of the leaves, as the proof has them.
    fileprivate static func ranges(
        in range: Range<UInt64>, without leaves: ArraySlice<UInt64>, into ranges: inout [Range<UInt64>]
    ) {
        if range.isEmpty { return }
        if leaves.isEmpty { return ranges.append(range) }
        if range.count == 1 { return }
        let middle = range.splitPoint
        let cut = leaves.firstIndex { $0 >= middle } ?? leaves.endIndex
        Self.ranges(in: range.lowerBound..<middle, without: leaves[..<cut], into: &ranges)
        Self.ranges(in: middle..<range.upperBound, without: leaves[cut...], into: &ranges)
    }
}

extension HashReader {
    /// The proof that these leaves are in the tree of the first `size` leaves.
    ///
    /// - Parameters:
    ///   - leaves: in order, each once.
    ///   - step: so many subtrees are asked for at once, which bounds what is read into memory.
    package func jointProof(of leaves: [UInt64], inSize size: UInt64, step: Int = 1_000) throws -> JointProof {
        guard leaves.last.map({ $0 < size }) ?? true, size <= TreeSize.largest else { throw LogFault.indexOutsideTree }
        var ranges: [Range<UInt64>] = []
        JointProof.ranges(in: 0..<size, without: leaves[...], into: &ranges)
        let parts = ranges.map(\.subtrees)
        let subtrees = parts.flatMap { $0 }
        var hashes: [TreeHash] = []
        for start in stride(from: 0, to: subtrees.count, by: max(step, 1)) {
            hashes += try allHashes(of: Array(subtrees[start..<min(start + max(step, 1), subtrees.count)]))
        }
        var rest = hashes[...]
        return JointProof(
            path: parts.map { part in
                defer { rest = rest.dropFirst(part.count) }
                return .root(of: rest.prefix(part.count))
            }
        )
    }
}
