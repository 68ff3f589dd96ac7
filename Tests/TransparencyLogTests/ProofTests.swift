import TestSupport
import Testing
import TransparencyLog

@Suite("proofs of the tree")
struct ProofTests {
    private static let largest = 70

    private static let tree = MemoryTree(leaves: (0..<largest).map { TreeHash.leaf([UInt8($0)]) })
    private static let roots = (0...largest).map { tree.root(byDefinitionOf: $0) }

    @Test(
        "a frontier has the root that the definition gives, and goes on from where it was kept", arguments: 0...largest)
    func frontier(size: Int) throws {
        let frontier = try Frontier(ofSize: UInt64(size), from: Self.tree)
        #expect(frontier.root == Self.roots[size])
        var kept = try #require(Frontier(size: UInt64(size), hashes: frontier.hashes))
        for leaf in Self.tree.leaves[size...] { kept.append(leaf) }
        #expect(kept == Self.tree.frontier)
        #expect(Frontier(size: UInt64(size), hashes: frontier.hashes + [.empty]) == nil)
    }

    @Test("every inclusion proof holds, and with any byte flipped does not", arguments: 1...largest)
    func inclusion(size: Int) throws {
        let root = Self.roots[size]
        for index in 0..<UInt64(size) {
            let leaf = Self.tree.leaves[Int(index)]
            let proof = try Self.tree.inclusionProof(of: index, inSize: UInt64(size))
            try proof.verify(leaf: leaf, inSize: UInt64(size), root: root)
            let survivors = try Self.flipped([leaf, root] + proof.path).filter { hashes in
                Self.holds {
                    try InclusionProof(index: index, path: Array(hashes.dropFirst(2)))
                        .verify(leaf: hashes[0], inSize: UInt64(size), root: hashes[1])
                }
            }
            #expect(survivors.isEmpty)
            let elsewhere = (0...UInt64(size)).filter { other in
                Self.holds {
                    try InclusionProof(index: other, path: proof.path)
                        .verify(leaf: leaf, inSize: UInt64(size), root: root)
                }
            }
            #expect(elsewhere == [index])
            for path in [proof.path + [root], Array(proof.path.dropLast())] where path != proof.path {
                #expect(throws: LogFault.proofLength) {
                    try InclusionProof(index: index, path: path).verify(leaf: leaf, inSize: UInt64(size), root: root)
                }
            }
        }
    }

    @Test("every consistency proof holds, and with any byte flipped does not", arguments: 1...largest)
    func consistency(size: Int) throws {
        let root = Self.roots[size]
        for old in 0...size {
            let proof = try Self.tree.consistencyProof(from: UInt64(old), to: UInt64(size))
            try proof.verify(oldRoot: Self.roots[old], size: UInt64(size), root: root)
            let survivors = try Self.flipped([Self.roots[old], root] + proof.path).filter { hashes in
                // Any tree begins with the empty one.
                if old == 0, hashes[1] != root { return false }
                return Self.holds {
                    try ConsistencyProof(oldSize: UInt64(old), path: Array(hashes.dropFirst(2)))
                        .verify(oldRoot: hashes[0], size: UInt64(size), root: hashes[1])
                }
            }
            #expect(survivors.isEmpty)
            for path in [proof.path + [root], Array(proof.path.dropLast())] where path != proof.path {
                #expect(throws: LogFault.proofLength) {
                    try ConsistencyProof(oldSize: UInt64(old), path: path)
                        .verify(oldRoot: Self.roots[old], size: UInt64(size), root: root)
                }
            }
        }
    }

    private static func holds(_ verify: () throws -> Void) -> Bool { (try? verify()) != nil }

    /// These hashes once for each of their bytes, with one bit of that byte changed.
    private static func flipped(_ hashes: [TreeHash]) throws -> [[TreeHash]] {
        try hashes.indices.flatMap { place in
            try (0..<TreeHash.byteCount).map { byte in
                var hashes = hashes
                hashes[place] = try hashes[place].flipped(byte)
                return hashes
            }
        }
    }

    @Test("numbers beyond any tree are refused, and end no process")
    func hostile() {
        let hash = TreeHash.empty
        let path = Array(repeating: hash, count: 70)
        for size in [0, 1, UInt64(Int64.max), .max] {
            for index in [0, 1, UInt64(Int64.max), .max] {
                #expect(throws: LogFault.self) {
                    try InclusionProof(index: index, path: path).verify(leaf: hash, inSize: size, root: hash)
                }
                #expect(throws: LogFault.self) {
                    try ConsistencyProof(oldSize: index, path: path).verify(oldRoot: hash, size: size, root: hash)
                }
            }
        }
        #expect(throws: LogFault.indexOutsideTree) { try Self.tree.inclusionProof(of: 0, inSize: .max) }
        #expect(throws: LogFault.indexOutsideTree) { try Self.tree.inclusionProof(of: 3, inSize: 3) }
        #expect(throws: LogFault.olderTreeIsLarger) { try Self.tree.consistencyProof(from: 4, to: 3) }
        #expect(throws: LogFault.missingHash) { try Self.tree.root(ofSize: .max) }
        #expect(Frontier(size: .max, hashes: path) == nil)
    }
}
