import TransparencyLog

/// A tree in memory, and what RFC 6962 2.1 says its roots are, word for word.
struct MemoryTree: HashReader {
    private(set) var frontier = Frontier()
    private(set) var leaves: [TreeHash] = []
    private var known: [Subtree: TreeHash] = [:]

    struct Unknown: Error {}

    init(leaves: some Sequence<TreeHash> = []) {
        for leaf in leaves { append(leaf) }
    }

    mutating func append(_ leaf: TreeHash) {
        leaves.append(leaf)
        var completed: [(Subtree, TreeHash)] = []
        frontier.append(leaf) { completed.append(($0, $1)) }
        for (subtree, hash) in completed { known[subtree] = hash }
    }

    func hashes(of subtrees: [Subtree]) throws -> [TreeHash] {
        try subtrees.map { subtree in
            guard let hash = known[subtree] else { throw Unknown() }
            return hash
        }
    }

    /// MTH of the first `size` leaves.
    func root(byDefinitionOf size: Int) -> TreeHash { Self.root(leaves[..<size]) }

    private static func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
        guard leaves.count > 1 else { return leaves.first ?? .empty }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return .node(root(leaves.prefix(half)), root(leaves.dropFirst(half)))
    }
}

extension TreeHash {
    /// From 64 hexadecimal digits.
    init(hex: String) throws {
        let digits = Array(hex)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        guard let hash = TreeHash(bytes) else { throw MemoryTree.Unknown() }
        self = hash
    }

    /// The same but for one bit of one byte.
    func flipped(_ byte: Int) throws -> TreeHash {
        var bytes = bytes
        bytes[byte] ^= 1 << (byte % 8)
        guard let hash = TreeHash(bytes) else { throw MemoryTree.Unknown() }
        return hash
    }
}
