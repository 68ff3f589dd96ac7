import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog
import XAPI

@testable import LearningRecords

extension RecordStore {
    /// Grows the tree over so many records, in however many steps.
    func grow(to size: Int) async throws {
        try await sequence(size)
        let grow = GrowTree(database: database, fresh: fresh) { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }
        for _ in 0..<6_000 {
            _ = try await grow()
            if try await database.read({ try $0.treeSize() }) >= Int64(size) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Every record with its keys gives the entry at its leaf; nil where all do.
    func firstWrongLeaf() async throws -> Int64? {
        try await database.read { transaction in
            for number in 0... {
                guard let tile = try transaction.logTile(Int64(number)) else { return nil }
                let records = try transaction.loggedRecords(after: tile.first - 1, through: tile.end - 1)
                for (place, record) in records.enumerated() {
                    let leaf = tile.first + Int64(place)
                    let committed = try record.committed(under: tile.keys(of: leaf, parts: record.parts))
                    if committed.entry != tile.entry(place) { return leaf }
                }
            }
            return nil
        }
    }
}

extension TreeHash {
    /// MTH of RFC 6962 2.1, word for word.
    fileprivate static func root(byDefinition leaves: ArraySlice<TreeHash>) -> TreeHash {
        guard leaves.count > 1 else { return leaves.first ?? .empty }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return .node(root(byDefinition: leaves.prefix(half)), root(byDefinition: leaves.dropFirst(half)))
    }
}

@Suite("the tree over the log")
struct GrowTreeTests {
    private static let people = ["created", "attached", "merged"]

    /// Statements, some voided before and after they came, a course, and people who are merged.
    private static func fill(_ records: RecordStore) async throws -> Int {
        _ = try await SampleCourse.store(in: records)
        for batch in 0..<6 {
            let numbers = (0..<100).map { batch * 100 + $0 }
            _ = try await records.store(numbers.map { sampleStatement(numberedID($0), agent: "\($0 % 7)") })
        }
        let voids = [
            voiding(numberedID(0, group: 1), numberedID(3)), voiding(numberedID(1, group: 1), numberedID(700)),
        ]
        _ = try await records.store(voids)
        _ = try await records.store([sampleStatement(numberedID(700))])
        let people = PeopleStore(records)
        let one = try await people.make("Dupont", matricule: "1", accounts: ["0"])
        let two = try await people.make("Durand", accounts: ["1"])
        _ = try await people.merge(two, into: one, by: "drh")
        return try await records.database.read { transaction in
            let rows = try transaction.rows("SELECT count(*) FROM person_event")
            return 1 + 603 + Int(try rows.first?.integer(0) ?? 0)
        }
    }

    @Test("has every record of every kind, in the order of the leaves", arguments: Engine.allCases)
    func grows(engine: Engine) async throws {
        try await engine.withRecords { records in
            let size = try await Self.fill(records)
            try await records.grow(to: size)
            #expect(size > 604)
            #expect(try await records.firstWrongLeaf() == nil)
            let kinds = try await records.database.read { transaction in
                try transaction.rows("SELECT kind, count(*) FROM log_entry GROUP BY kind ORDER BY kind").map {
                    [try $0.integer(0), try $0.integer(1)]
                }
            }
            #expect(kinds == [[1, 603], [2, Int64(size) - 604], [3, 1]])
            try await records.database.read { transaction in
                let tiles = StoredTiles(transaction: transaction)
                let leaves = try (0...2).flatMap { try transaction.logTile($0)?.leaves ?? [] }
                #expect(leaves.count == size)
                let reader = TileHashReader(tiles, ofSize: UInt64(size))
                for part in [1, 2, 255, 256, 257, 512, 600, size] {
                    #expect(try reader.root(ofSize: UInt64(part)) == .root(byDefinition: leaves.prefix(part)))
                }
                let root = try reader.root(ofSize: UInt64(size))
                for leaf in [0, 255, 256, 600, size - 1] {
                    let proof = try reader.inclusionProof(of: UInt64(leaf), inSize: UInt64(size))
                    try proof.verify(leaf: leaves[leaf], inSize: UInt64(size), root: root)
                }
            }
        }
    }

    @Test("a void that comes later changes no leaf", arguments: Engine.allCases)
    func voided(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(1)), sampleStatement(numberedID(2))])
            try await records.grow(to: 2)
            let before = try await records.database.read { try $0.logTile(0)?.entries }
            _ = try await records.store([voiding(numberedID(3), numberedID(1))])
            try await records.grow(to: 3)
            let after = try await records.database.read { try $0.logTile(0)?.entries }
            #expect(after?.prefix(68) == before?[...])
            #expect(try await records.firstWrongLeaf() == nil)
        }
    }

    @Test("a changed byte of a record, or another order, is another leaf", arguments: Engine.allCases)
    func tampered(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store((0..<4).map { sampleStatement(numberedID($0), agent: "\($0)") })
            try await records.grow(to: 4)
            for change in [
                "UPDATE statement SET stored = stored + 1", "UPDATE source SET name = 'autre'",
                "UPDATE log_entry SET record = 5 - record",
                "UPDATE statement SET raw = (SELECT s.raw FROM statement s WHERE s.seq = 2)",
            ] as [Query] {
                struct Undo: Error {}
                let changed: Void? = try? await records.database.write { transaction in
                    try transaction.execute(change)
                    let tile = try #require(try transaction.logTile(0))
                    let texts = try transaction.loggedRecords(after: -1, through: 3)
                    let entries = try texts.enumerated().map { place, text in
                        try text.committed(under: tile.keys(of: Int64(place), parts: text.parts)).entry
                    }
                    #expect(entries.flatMap { $0 } != tile.entries, "\(change)")
                    throw Undo()
                }
                #expect(changed == nil)
            }
            #expect(try await records.firstWrongLeaf() == nil)
        }
    }

    @Test("is one tree, whatever writers and growers of two nodes do at once", arguments: Engine.allCases)
    func contended(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let stores = [try await RecordStore(nodes[0]), try await RecordStore(nodes[1])]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, records) in stores.enumerated() {
                    group.addTask {
                        for round in 0..<60 {
                            _ = try await records.store(
                                (0..<5).map { sampleStatement(numberedID(round * 5 + $0, group: place + 1)) })
                        }
                    }
                    for _ in 0..<2 {
                        group.addTask {
                            let grow = GrowTree(database: records.database) {
                                Array(repeating: UInt8(place), count: $0)
                            }
                            for _ in 0..<60 {
                                _ = try await SequenceRecords(database: records.database)()
                                _ = try await grow()
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await stores[0].grow(to: 600)
            #expect(try await nodes[1].read { try $0.treeSize() } == 600)
            #expect(try await stores[1].firstWrongLeaf() == nil)
        }
    }

    @Test("has the roots of complete subtrees of every level", arguments: Engine.allCases)
    func levels(engine: Engine) async throws {
        try await engine.withRecords { records in
            var frontier = Frontier()
            var tiles: [LogTile] = []
            for number in 0..<Int64(258) {
                var tile = try LogTile(number: number, secret: Array(repeating: 1, count: 32))
                for place in 0..<(number == 257 ? 9 : 256) {
                    let hash = TreeHash.leaf([UInt8(place), UInt8(number % 251)])
                    tile.append(entry: try CommittedRecord(kind: 1, parts: [.redacted(commitment: hash)]).entry)
                }
                for leaf in tile.leaves { frontier.append(leaf) }
                tiles.append(tile)
            }
            let (written, root, size) = (tiles, frontier.root, frontier.size)
            try await records.database.write { transaction in
                for tile in written { try transaction.write(tile) }
            }
            try await records.database.read { transaction in
                let reader = TileHashReader(StoredTiles(transaction: transaction), ofSize: size)
                #expect(try reader.root(ofSize: size) == root)
                #expect(try transaction.treeSize() == Int64(size))
                for tile in Tile.hashTiles(from: 0, to: size) where tile.kind != .hashes(level: 0) {
                    #expect(try StoredTiles(transaction: transaction).content(of: tile).count == tile.width * 32)
                }
                let wider = try #require(Tile(.hashes(level: 1), index: 1, width: 2))
                #expect(throws: LogFault.missingHash) { try StoredTiles(transaction: transaction).content(of: wider) }
            }
        }
    }

    @Test("stops before a record that somebody took away", arguments: Engine.allCases)
    func missing(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(1))])
            try await records.sequence(1)
            try await records.database.write { try $0.execute("DELETE FROM statement") }
            let grow = GrowTree(database: records.database) { Array(repeating: 1, count: $0) }
            await #expect(throws: MissingRecord.self) { try await grow() }
            #expect(try await records.database.read { try $0.treeSize() } == 0)
        }
    }

    @Test("gives leaves to what was there before the log had them", arguments: Engine.allCases)
    func migrated(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.migrate(migrations.filter { $0.number < 12 })
            try await database.write { transaction in
                for kind in ["created", "changed", "changed"] {
                    try transaction.execute(
                        """
                        INSERT INTO person_event (kind, person, access_key, at, restricted, detail)
                        VALUES (\(kind), 1, 'drh', 1, 0, \(Array("[]".utf8)))
                        """
                    )
                }
            }
            let records = try await RecordStore(database)
            try await records.grow(to: 3)
            #expect(try await records.firstWrongLeaf() == nil)
            #expect(try await database.read { try $0.treeSize() } == 3)
        }
    }
}
