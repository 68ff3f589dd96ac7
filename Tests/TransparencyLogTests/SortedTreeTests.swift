import Testing
import TransparencyLog

@Suite("sorted trees")
struct SortedTreeTests {
    private static func key(_ number: Int) -> TreeHash {
        .leaf([UInt8(truncatingIfNeeded: number >> 8), UInt8(number & 255)])
    }

    private static func tree(_ count: Int) -> SortedTree {
        SortedTree((0..<count).map { key($0).bytes + [UInt8($0 & 255)] })
    }

    @Test("show what they have under a key, and of another that there is nothing", arguments: [0, 1, 2, 3, 7, 64, 100])
    func shows(count: Int) throws {
        let tree = Self.tree(count)
        for number in 0..<count + 20 {
            let proof = try tree.showing([Self.key(number)])
            try proof.verify(width: 33, size: tree.size, root: tree.root)
            switch proof.sight(of: Self.key(number), inSize: tree.size) {
            case .item(let item): #expect(number < count && item.bytes.last == UInt8(number & 255))
            case .none: #expect(number >= count)
            case .unseen: Issue.record("\(number) of \(count) is not seen")
            }
            #expect(proof.shown.count <= 2)
        }
    }

    @Test("show several at once, and say nothing of others")
    func several() throws {
        let tree = Self.tree(100)
        let proof = try tree.showing([3, 50, 120].map(Self.key))
        try proof.verify(width: 33, size: 100, root: tree.root)
        let sights = (0..<140).map { proof.sight(of: Self.key($0), inSize: 100) }
        let seen = Set(proof.shown.map(\.bytes))
        for (number, sight) in sights.enumerated() {
            switch sight {
            case .item(let item): #expect(seen.contains(item.bytes))
            case .none: #expect(number >= 100)
            case .unseen: #expect(![3, 50, 120].contains(number))
            }
        }
        #expect(sights.contains(.unseen))
    }

    @Test("a proof that leaves an item out, moves or changes one, is refused or says nothing")
    func forged() throws {
        let tree = Self.tree(40)
        let proof = try tree.showing([Self.key(7)])
        let item = try #require(proof.shown.first)
        #expect(throws: LogFault.self) {
            try SortedProof(shown: [], proof: proof.proof).verify(width: 33, size: 40, root: tree.root)
        }
        for forged in [
            SortedProof.Item(index: (item.index + 1) % 40, bytes: item.bytes),
            SortedProof.Item(index: item.index, bytes: item.bytes.dropLast() + [99]),
            SortedProof.Item(index: item.index, bytes: item.bytes + [0]),
        ] {
            #expect(throws: LogFault.self) {
                try SortedProof(shown: [forged], proof: proof.proof).verify(width: 33, size: 40, root: tree.root)
            }
        }
        // Neighbours that do not stand side by side hide whoever is between them.
        let places = [item.index - 1, item.index + 1]
        let around = SortedProof(
            shown: places.map { .init(index: $0, bytes: tree.items[Int($0)]) },
            proof: try tree.jointProof(of: places, inSize: 40)
        )
        try around.verify(width: 33, size: 40, root: tree.root)
        #expect(around.sight(of: Self.key(7), inSize: 40) == .unseen)
    }
}
