import Testing
import TransparencyLog

/// The eight leaves that implementations of Certificate Transparency are tested with, since the first of them; roots and
/// proofs are published with its merkle_tree_test.
@Suite("the tree of RFC 6962")
struct TreeVectorTests {
    private static let entries: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], Array(0x40...0x43), Array(0x50...0x57), Array(0x60...0x6F),
    ]

    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    /// Hashes that stand in several proofs, by the leaves below them.
    private static let below = [
        "0": "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "1": "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "0-1": "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "2-3": "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "0-3": "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4": "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "6": "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "4-5": "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "6-7": "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "4-7": "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]

    private static let tree = MemoryTree(leaves: entries.map { TreeHash.leaf($0) })

    private static func hashes(_ names: [String]) throws -> [TreeHash] {
        try names.map { try TreeHash(hex: below[$0] ?? "") }
    }

    @Test("the root of each size is the published one", arguments: 0...8)
    func root(size: Int) throws {
        let root = try TreeHash(hex: Self.roots[size])
        #expect(try Self.tree.root(ofSize: UInt64(size)) == root)
        #expect(MemoryTree(leaves: Self.tree.leaves.prefix(size)).frontier.root == root)
        #expect(root.description == Self.roots[size])
    }

    @Test(
        "inclusion proofs are the published ones",
        arguments: [
            (0, 1, []), (0, 8, ["1", "2-3", "4-7"]), (5, 8, ["4", "6-7", "0-3"]), (5, 7, ["4", "6", "0-3"]),
            (2, 3, ["0-1"]), (1, 5, ["0", "2-3", "4"]),
        ] as [(UInt64, UInt64, [String])]
    )
    func inclusion(index: UInt64, size: UInt64, path: [String]) throws {
        let proof = try Self.tree.inclusionProof(of: index, inSize: size)
        #expect(proof.path == (try Self.hashes(path)))
        let leaf = TreeHash.leaf(Self.entries[Int(index)])
        try proof.verify(leaf: leaf, inSize: size, root: TreeHash(hex: Self.roots[Int(size)]))
    }

    @Test(
        "consistency proofs are the published ones",
        arguments: [
            (1, 1, []), (1, 8, ["1", "2-3", "4-7"]), (6, 8, ["4-5", "6-7", "0-3"]), (2, 5, ["2-3", "4"]),
        ] as [(UInt64, UInt64, [String])]
    )
    func consistency(oldSize: UInt64, size: UInt64, path: [String]) throws {
        let proof = try Self.tree.consistencyProof(from: oldSize, to: size)
        #expect(proof.path == (try Self.hashes(path)))
        let roots = try Self.roots.map { try TreeHash(hex: $0) }
        try proof.verify(oldRoot: roots[Int(oldSize)], size: size, root: roots[Int(size)])
    }
}
