import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog

@testable import LearningRecords

/// What an administrator does to the database behind a checkpoint of six leaves, and what is found.
struct EditScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let edit: @Sendable (any Transaction) throws -> Void
    let found: Set<String>

    init(_ title: String, _ found: Set<String>, _ edit: @escaping @Sendable (any Transaction) throws -> Void) {
        testDescription = title
        self.found = found
        self.edit = edit
    }

    private static func sql(_ query: Query) -> @Sendable (any Transaction) throws -> Void {
        { try $0.execute(query) }
    }

    static let all = [
        EditScenario("nothing", [], { _ in }),
        EditScenario(
            "a statement is edited", ["changedRecord(leaf: 2)"],
            sql("UPDATE statement SET raw = (SELECT s.raw FROM statement s WHERE s.seq = 2) WHERE seq = 3")
        ),
        EditScenario(
            "a time is edited", ["changedRecord(leaf: 0)"], sql("UPDATE statement SET stored = 1 WHERE seq = 1")),
        EditScenario("a statement is deleted", ["missingRecord(leaf: 3)"], sql("DELETE FROM statement WHERE seq = 4")),
        EditScenario("an entry is deleted", ["missingRecord(leaf: 4)"], sql("DELETE FROM log_entry WHERE leaf = 4")),
        EditScenario("two records change places", ["changedRecord(leaf: 0)", "changedRecord(leaf: 1)"]) { transaction in
            for (leaf, record) in [(0, -1), (1, 1), (0, 2)] {
                try transaction.execute("UPDATE log_entry SET record = \(record) WHERE leaf = \(leaf)")
            }
        },
        EditScenario("the tree is made anew over an edited statement", ["otherTree(size: 6)"]) { transaction in
            try transaction.execute("UPDATE statement SET stored = 1 WHERE seq = 1")
            try transaction.remakeTree()
        },
        EditScenario("the end is cut off, tree and all", ["smallerTree(size: 6)"]) { transaction in
            try transaction.execute("DELETE FROM log_entry WHERE leaf > 3")
            try transaction.execute("DELETE FROM statement WHERE seq > 4")
            try transaction.remakeTree()
        },
    ]
}

extension Transaction {
    /// As somebody would who has the program.
    fileprivate func remakeTree() throws {
        guard let old = try logTile(0) else { return }
        try execute("DELETE FROM log_tile")
        var tile = try LogTile(number: 0, secret: Array(repeating: 9, count: 32))
        try tile.append(loggedRecords(after: -1, through: try logSize() - 1))
        try write(tile)
        #expect(old.entries != tile.entries)
    }
}

@Suite("what an administrator changed")
struct CheckLogTests {
    private static func faults(of log: LogPlace, held: [Checkpoint] = []) async throws -> (Set<String>, UInt64) {
        var found: Set<String> = []
        let check = CheckLog(database: log.records.database, files: log.files)
        let size = try await check(held: held) { found.insert("\($0)") }
        return (found, size)
    }

    @Test("is found out", arguments: EditScenario.all, Engine.allCases)
    func edited(scenario: EditScenario, engine: Engine) async throws {
        try await engine.withLog { log in
            // One by one, so that numbers and leaves are in one order on both engines.
            for number in 0..<6 { try await log.grow(number..<number + 1) }
            _ = try await log.sign()
            try await log.records.database.write { try scenario.edit($0) }
            #expect(try await Self.faults(of: log).0 == scenario.found)
        }
    }

    @Test(
        "is found out by a checkpoint that was kept, where store and journal were changed too",
        arguments: Engine.allCases)
    func kept(engine: Engine) async throws {
        try await engine.withLog { log in
            try await log.grow(0..<6)
            _ = try await log.sign()
            let kept = try #require(try await log.last()).checkpoint
            try await log.records.database.write { transaction in
                try transaction.execute("UPDATE statement SET stored = 1 WHERE seq = 1")
                try transaction.remakeTree()
                try transaction.forgetCheckpoints()
            }
            try FileManager.default.removeItem(atPath: log.journalPath)
            _ = try await log.sign()
            #expect(try await Self.faults(of: log).0 == [])
            #expect(try await Self.faults(of: log, held: [kept]).0 == ["otherTree(size: 6)"])
            let other = try Checkpoint(origin: "other.example/log", size: 6, root: kept.root)
            #expect(try await Self.faults(of: log, held: [other]).0 == [#"otherLog(origin: "other.example/log")"#])
        }
    }

    @Test("goes through every tile and node", arguments: Engine.allCases)
    func large(engine: Engine) async throws {
        try await engine.withLog { log in
            try await log.grow(0..<600)
            _ = try await log.sign()
            let (found, size) = try await Self.faults(of: log)
            #expect(found == [])
            #expect(size == 600)
            try await log.records.database.write { transaction in
                try transaction.execute(
                    "UPDATE log_node SET hash = \(Array(repeating: UInt8(1), count: 32)) WHERE number = 1")
            }
            #expect(try await Self.faults(of: log).0 == ["changedNode(level: 1, number: 1)"])
        }
    }
}
