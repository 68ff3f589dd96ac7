import Testing
import TransparencyLog

@Suite("tiles")
struct TileTests {
    @Test(
        "a tile has one path (C2SP tlog-tiles)",
        arguments: [
            ("tile/0/000", .hashes(level: 0), 0, 256), ("tile/0/x001/x234/067", .hashes(level: 0), 1_234_067, 256),
            ("tile/1/x001/000.p/17", .hashes(level: 1), 1000, 17), ("tile/63/999.p/255", .hashes(level: 63), 999, 255),
            ("tile/entries/000.p/1", .entries, 0, 1), ("tile/entries/x001/234", .entries, 1234, 256),
        ] as [(String, Tile.Kind, UInt64, Int)]
    )
    func path(path: String, kind: Tile.Kind, index: UInt64, width: Int) throws {
        let tile = try #require(Tile(kind, index: index, width: width))
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
    }

    @Test(
        "what is no tile has none",
        arguments: [
            "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/64/000",
            "tile/-1/000", "tile/+1/000", "tile/0/x000/001", "tile/0/001/002", "tile/0/x001", "tile/0/000.p",
            "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/+1", "tile/0/000.p/1/2",
            "/tile/0/000", "tile/0/000/", "tile/entries/0x1", "tile/Entries/000", "tile/0/x999/x999/x999/x999/x999/999",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999", "tile/0/../000", "checkpoint", "tile/0/٠٠٠",
        ]
    )
    func noPath(path: String) { #expect(Tile(path: path) == nil) }

    @Test("no tile is wider than 256, empty, or beyond what can be numbered")
    func noTile() {
        #expect(Tile(.entries, index: 0, width: 0) == nil)
        #expect(Tile(.entries, index: 0, width: 257) == nil)
        #expect(Tile(.entries, index: .max) == nil)
        #expect(Tile(.hashes(level: 64), index: 0) == nil)
    }

    @Test("a tree of 70,000 leaves has the tiles that the specification counts")
    func seventyThousand() {
        let tiles = Tile.hashTiles(from: 0, to: 70_000)
        let counts = (0...3).map { level in
            let level = tiles.filter { $0.kind == .hashes(level: UInt8(level)) }
            return [level.filter { $0.width == 256 }.count, level.first { $0.width < 256 }?.width ?? 0]
        }
        #expect(counts == [[273, 112], [1, 17], [0, 1], [0, 0]])
        #expect(Tile.hashTiles(from: 0, to: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
        #expect(Tile.entryBundles(from: 0, to: 257).map(\.path) == ["tile/entries/000", "tile/entries/001.p/1"])
    }

    @Test(
        "growing needs the tiles that changed, and no others",
        arguments: [
            (0, 0, []), (5, 5, []), (5, 4, []), (0, 1, ["tile/0/000.p/1"]), (1, 3, ["tile/0/000.p/3"]),
            (255, 256, ["tile/0/000", "tile/1/000.p/1"]), (256, 257, ["tile/0/001.p/1"]),
            (250, 520, ["tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2"]),
        ] as [(UInt64, UInt64, [String])]
    )
    func growing(oldSize: UInt64, size: UInt64, paths: [String]) {
        #expect(Tile.hashTiles(from: oldSize, to: size).map(\.path) == paths)
    }

    /// Files in memory, written as the tree grows.
    private struct Files: TileSource {
        var contents: [Tile: [UInt8]] = [:]

        func contents(of tiles: [Tile]) throws -> [[UInt8]] { tiles.compactMap { contents[$0] } }
    }

    @Test("proofs out of tiles are those out of the tree", arguments: [1, 255, 256, 257, 700, 66_000] as [UInt64])
    func reader(size: UInt64) throws {
        let tree = MemoryTree(leaves: (0..<size).map { TreeHash.leaf(Array("\($0)".utf8)) })
        var files = Files()
        for tile in Tile.hashTiles(from: 0, to: size) { files.contents[tile] = try tree.content(of: tile) }
        let reader = TileHashReader(files, ofSize: size)
        #expect(try reader.root(ofSize: size) == tree.frontier.root)
        for place in Set([0, size / 3, size / 2, size - 1]) {
            #expect(try reader.inclusionProof(of: place, inSize: size) == tree.inclusionProof(of: place, inSize: size))
            #expect(try reader.consistencyProof(from: place, to: size) == tree.consistencyProof(from: place, to: size))
            #expect(try reader.root(ofSize: place) == tree.root(ofSize: place))
        }
        #expect(throws: LogFault.missingHash) { try reader.root(ofSize: size + 1) }
        files.contents.removeAll()
        #expect(throws: LogFault.missingHash) { try TileHashReader(files, ofSize: size).root(ofSize: size) }
    }

    @Test("a tile of another length is refused")
    func lengths() throws {
        let tile = try #require(Tile(.hashes(level: 0), index: 0, width: 2))
        let content = Tile.content(of: [.empty, .leaf([])])
        #expect(try tile.hashes(in: content) == [.empty, .leaf([])])
        for bytes in [[], Array(content.dropLast()), content + [0]] as [[UInt8]] {
            #expect(throws: LogFault.tileLength) { try tile.hashes(in: bytes) }
        }
    }

    @Test("a bundle gives its entries back, and nothing else is one")
    func bundle() throws {
        let bundle = try #require(Tile(.entries, index: 0, width: 3))
        let entries: [[UInt8]] = [[], [1], Array(repeating: 2, count: 65_535)]
        let content = try Tile.bundle(of: entries)
        #expect(Array(content.prefix(7)) == [0, 0, 0, 1, 1, 255, 255])
        #expect(try bundle.entries(in: content) == entries)
        for bytes in [[], [0], Array(content.dropLast()), content + [0], Array(content.prefix(5))] as [[UInt8]] {
            #expect(throws: LogFault.malformedBundle) { try bundle.entries(in: bytes) }
        }
        #expect(throws: LogFault.entryTooLong) { try Tile.bundle(of: [Array(repeating: 2, count: 65_536)]) }
    }
}
