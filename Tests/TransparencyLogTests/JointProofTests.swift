import TestSupport
import Testing
import TransparencyLog

@Suite("one proof of many leaves")
struct JointProofTests {
    private static let tree = MemoryTree(leaves: (0..<300).map { TreeHash.leaf([UInt8($0 % 256), UInt8($0 / 256)]) })

    private static func leaves(_ places: [UInt64]) -> [(index: UInt64, hash: TreeHash)] {
        places.map { ($0, tree.leaves[Int($0)]) }
    }

    @Test("holds for any leaves of any size, and has no hash too many")
    func holds() throws {
        var random = SplitMix64(seed: 11)
        for size in [0, 1, 2, 3, 7, 8, 9, 64, 100, 255, 256, 257, 300] as [UInt64] {
            let root = Self.tree.root(byDefinitionOf: Int(size))
            for round in 0..<12 {
                let places = (0..<size).filter { _ in Int.random(in: 0...11, using: &random) < round }
                let proof = try Self.tree.jointProof(of: places, inSize: size, step: 7)
                #expect(try JointProof(reading: proof.bytes) == proof)
                try proof.verify(leaves: Self.leaves(places), inSize: size, root: root)
                #expect(proof.path.count <= Int(size) - places.count)
            }
            let all = try Self.tree.jointProof(of: Array(0..<size), inSize: size)
            #expect(all.path.isEmpty)
        }
        let one = try Self.tree.jointProof(of: [77], inSize: 300)
        #expect(Set(one.path) == Set(try Self.tree.inclusionProof(of: 77, inSize: 300).path))
    }

    @Test("fails for another leaf, place, size, root or hash, and for one more or fewer")
    func fails() throws {
        let places: [UInt64] = [0, 5, 6, 100, 255, 256, 299]
        let proof = try Self.tree.jointProof(of: places, inSize: 300)
        let (leaves, root) = (Self.leaves(places), Self.tree.root(byDefinitionOf: 300))
        func refuses(
            _ leaves: [(index: UInt64, hash: TreeHash)], _ size: UInt64, _ root: TreeHash, _ path: [TreeHash]
        ) {
            #expect(throws: LogFault.self) {
                try JointProof(path: path).verify(leaves: leaves, inSize: size, root: root)
            }
        }
        for place in leaves.indices {
            var other = leaves
            other[place].hash = try other[place].hash.flipped(3)
            refuses(other, 300, root, proof.path)
            other = leaves
            other[place].index += 1
            refuses(other, 300, root, proof.path)
            other.remove(at: place)
            refuses(other, 300, root, proof.path)
        }
        for place in proof.path.indices {
            var path = proof.path
            path[place] = try path[place].flipped(9)
            refuses(leaves, 300, root, path)
            path.remove(at: place)
            refuses(leaves, 300, root, path)
        }
        refuses(leaves, 300, try root.flipped(0), proof.path)
        refuses(leaves, 300, root, proof.path + [root])
        refuses(leaves, 299, root, proof.path)
        refuses(leaves.reversed(), 300, root, proof.path)
        refuses(leaves + leaves, 300, root, proof.path)
        refuses(leaves, 0, .empty, proof.path)
        #expect(throws: LogFault.indexOutsideTree) { try Self.tree.jointProof(of: [300], inSize: 300) }
        for text in ["AA==\n", String(repeating: "A", count: 43) + "=", "\n"] {
            #expect(throws: LogFault.malformedProof) { try JointProof(reading: Array(text.utf8)) }
        }
    }
}
