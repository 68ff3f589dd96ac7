import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog

@testable import LearningRecords

@Suite("checkpoints")
struct CheckpointTests {
    @Test(
        "are signed at first and when the tree has grown, by a key that only its owner reads",
        arguments: Engine.allCases)
    func signed(engine: Engine) async throws {
        try await engine.withLog { log in
            #expect(try await log.sign() == (1, nil))
            #expect(try await log.last()?.checkpoint.root == .empty)
            #expect(try await log.sign() == (0, nil))
            try await log.grow(0..<3)
            #expect(try await log.sign() == (1, nil))
            let last = try #require(try await log.last())
            #expect(last.size == 3)
            let keys = try #require(try log.files.keys.read()).map(\.verifierKey)
            let verifier = LogVerifier(origin: "lrs.example/releve", keys: keys)
            #expect(try verifier.checkpoint(in: last.note).checkpoint == last.checkpoint)
            #expect(try log.journaled().map(\.size) == [0, 3])
            let rights = try FileManager.default.attributesOfItem(atPath: log.keyPath)[.posixPermissions] as? Int
            #expect(rights == 0o600)
        }
    }

    @Test("of one day take one row", arguments: Engine.allCases)
    func daily(engine: Engine) async throws {
        try await engine.withLog { log in
            for round in 0..<4 {
                try await log.grow(round..<round + 1)
                _ = try await log.sign()
            }
            let rows = try await log.records.database.read { transaction in
                try transaction.rows("SELECT size FROM log_checkpoint").map { try $0.integer(0) }
            }
            #expect(rows == [4])
        }
    }

    @Test("two nodes that sign at once, over growers and writers, never sign two trees", arguments: Engine.allCases)
    func contended(engine: Engine) async throws {
        try await engine.withLog { log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in 0..<2 {
                    group.addTask {
                        for round in 0..<40 { try await log.grow(round..<round + 1, group: node + 1) }
                    }
                    group.addTask {
                        for _ in 0..<60 {
                            let halt = try await log.sign().halt
                            #expect(halt == nil)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await log.records.grow(to: 80)
            _ = try await log.sign()
            let seen = Dictionary(grouping: try log.journaled(), by: \.size).mapValues { Set($0.map(\.root)) }
            #expect(seen.values.allSatisfy { $0.count == 1 })
            #expect(seen[80] != nil)
            try await log.records.database.read { transaction in
                for (size, roots) in seen {
                    let root = try transaction.root(ofTree: size)
                    #expect(root == roots.first)
                }
            }
        }
    }

    @Test("a key is replaced in two steps, and both sign meanwhile", arguments: Engine.allCases)
    func rotated(engine: Engine) async throws {
        try await engine.withLog { log in
            let change = ChangeLogKeys(database: log.records.database, files: log.files)
            #expect(try change.rotate() == nil)
            _ = try await log.sign()
            let first = try #require(try change.list().first)
            let second = try #require(try change.rotate())
            #expect(second.name == first.name)
            #expect(try await change.retire() == .tooEarly)
            #expect(try await log.sign() == (1, nil), "the same checkpoint, signed by the new key too")
            try await log.grow(0..<2)
            #expect(try await log.sign() == (1, nil))
            let note = try #require(try await log.last()).note
            for key in [first, second] {
                #expect(try LogVerifier(origin: first.name, keys: [key]).checkpoint(in: note).checkpoint.size == 2)
            }
            #expect(try await change.retire() == .ended([first]))
            #expect(try change.list() == [second])
            try await log.grow(2..<3)
            #expect(try await log.sign() == (1, nil))
            let last = try #require(try await log.last()).note
            #expect(throws: LogFault.noKnownSignature) { try last.signatures(of: [first]) }
            #expect(try last.signatures(of: [second]).count == 1)
        }
    }
}

/// What happened to a log of five leaves between two starts.
struct LossScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let halt: LogHalt?
    var hasJournal = true
    let happens: @Sendable (LogPlace) async throws -> Void

    init(
        _ title: String, _ halt: LogHalt?, hasJournal: Bool = true,
        _ happens: @escaping @Sendable (LogPlace) async throws -> Void
    ) {
        testDescription = title
        self.halt = halt
        self.hasJournal = hasJournal
        self.happens = happens
    }

    static let all = [
        LossScenario("nothing", nil) { _ in },
        LossScenario("it went on", nil) { try await $0.grow(5..<9) },
        LossScenario("an older backup was restored", .smallerTree) { try await $0.cut(to: 3) },
        LossScenario("an older backup was restored and went on to the same size", .otherTree) {
            try await $0.cut(to: 3)
            try await $0.grow(20..<22)
        },
        LossScenario("an older backup was restored and went on beyond", .otherTree) {
            try await $0.cut(to: 3)
            try await $0.grow(20..<40)
        },
        LossScenario("an empty store took its place", .smallerTree) { try await $0.cut(to: 0) },
        LossScenario("the tree alone was taken back", .smallerTree, hasJournal: false) {
            try await $0.cut(to: 3, keepingCheckpoints: true)
        },
        LossScenario("the tree alone was changed", .otherTree, hasJournal: false) {
            try await $0.cut(to: 3, keepingCheckpoints: true)
            try await $0.grow(20..<30)
        },
        LossScenario("an older backup was restored, and nothing outside knows better", nil, hasJournal: false) {
            try await $0.cut(to: 3)
        },
        LossScenario("the key was lost", .keyLost) { try FileManager.default.removeItem(atPath: $0.keyPath) },
        LossScenario("another key lies there", .otherKey) { log in
            try log.files.keys.replace(with: [try SignerKey(name: "lrs.example/releve")])
        },
        LossScenario("the key of another log lies there", .otherLog) { log in
            try log.files.keys.replace(with: [try SignerKey(name: "other.example/releve")])
        },
        LossScenario("a line of the journal was torn by a crash", nil) { log in
            try log.writeJournal { $0 + Data("lrs.example/releve\t9".utf8) }
        },
        LossScenario("the journal holds something else", .unreadableJournal) { log in
            try log.writeJournal { $0 + Data("lrs.example/releve\t9\t\n".utf8) }
        },
        LossScenario("the journal is new", nil) { try FileManager.default.removeItem(atPath: $0.journalPath) },
    ]
}

extension LogPlace {
    fileprivate func writeJournal(_ change: (Data) -> Data) throws {
        try change(try Data(contentsOf: URL(filePath: journalPath))).write(to: URL(filePath: journalPath))
    }
}

@Suite("a log after a loss")
struct LossTests {
    @Test("signs nothing where its tree is not what was signed", arguments: LossScenario.all, Engine.allCases)
    func halts(scenario: LossScenario, engine: Engine) async throws {
        try await engine.withLog { log in
            try await log.grow(0..<5)
            #expect(try await log.sign(withoutJournal: !scenario.hasJournal) == (1, nil))
            let signed = try await log.last()?.note.bytes
            try await scenario.happens(log)
            let kept = try await log.last()?.note.bytes
            let (count, halt) = try await log.sign(withoutJournal: !scenario.hasJournal)
            #expect(halt == scenario.halt)
            if scenario.halt != nil {
                #expect(count == 0)
                #expect(try await log.last()?.note.bytes == kept)
                if scenario.hasJournal, halt != .unreadableJournal { #expect(try log.journaled().count == 1) }
            }
            #expect(signed != nil)
            try await log.grow(50..<55)
            let later = try await log.sign(withoutJournal: !scenario.hasJournal)
            #expect((later.halt == nil) == (scenario.halt == nil), "growing heals nothing")
        }
    }

    @Test("goes on under another name and key when somebody says so", arguments: Engine.allCases)
    func resumed(engine: Engine) async throws {
        try await engine.withLog { log in
            try await log.grow(0..<5)
            _ = try await log.sign()
            let resume = ResumeLog(database: log.records.database, files: log.files)
            #expect(try await resume() == .unneeded)
            let former = try #require(try log.files.keys.read()?.first).verifierKey
            for number in 2...3 {
                try await log.cut(to: 3)
                try await log.grow(20..<22, group: number)
                #expect(try await log.sign() == (0, .otherTree))
                guard case .resumed(let key) = try await resume() else {
                    Issue.record("not resumed")
                    return
                }
                #expect(key.name == "lrs.example/releve/\(number)")
                #expect(try await log.sign() == (0, nil))
                let note = try #require(try await log.last()).note
                #expect(try LogVerifier(origin: key.name, keys: [key]).checkpoint(in: note).checkpoint.size == 5)
                #expect(throws: LogFault.noKnownSignature) { try note.signatures(of: [former]) }
            }
            try await log.grow(60..<61)
            #expect(try await log.sign() == (1, nil))
            let seen = Dictionary(grouping: try log.journaled()) { "\($0.origin) \($0.size)" }
            #expect(seen.values.allSatisfy { Set($0.map(\.root)).count == 1 })
            #expect(seen.count == 4)
        }
    }

    @Test("says why once, and again when that changes")
    func told() async throws {
        try await Engine.sqlite.withLog { log in
            try await log.grow(0..<5)
            _ = try await log.sign()
            try await log.cut(to: 3)
            let standing = LogStanding()
            let sign = SignCheckpoint(database: log.records.database, files: log.files, standing: standing)
            var said: [LogHalt] = []
            for _ in 0..<3 { _ = try await sign { said.append($0) } }
            try await log.grow(20..<22)
            for _ in 0..<3 { _ = try await sign { said.append($0) } }
            #expect(said == [.smallerTree, .otherTree])
        }
    }
}
