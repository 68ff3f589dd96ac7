import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog
import XAPI

@testable import LearningRecords

@Suite("what was left out of a bundle")
struct CompletenessTests {
    @Test("nothing: the bundle says so, up to its last period", arguments: Engine.allCases)
    func nothing(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            for question in [BundleQuestion(), BundleQuestion(person: store.lea), BundleQuestion(person: store.tom)] {
                _ = try await store.build(question)
                let (truth, lines) = store.verify()
                #expect(truth == .holds, "\(lines)")
                #expect(lines.contains { $0.hasPrefix("Nothing was left out up to record ") }, "\(lines)")
            }
        }
    }

    /// What somebody with the database does, so that the service does not find a record of the learner.
    private static let hidings: [(name: String, hide: Query)] = [
        (
            "a statement that changes nothing",
            "DELETE FROM statement_agent WHERE seq IN (SELECT s.seq FROM statement s WHERE s.id = \(extra))"
        ),
        (
            "a void",
            "UPDATE statement SET voided_by = NULL WHERE id = \(id(4))"
        ),
        (
            "a statement that the answer rests on",
            "DELETE FROM statement_agent WHERE seq IN (SELECT s.seq FROM statement s WHERE s.id = \(id(3)))"
        ),
    ]

    private static func id(_ number: Int) -> UUID { UUID(uuidString: numberedID(number)) ?? UUID() }
    private static let extra = id(8)

    @Test("a record that the service hides is missed", arguments: Engine.allCases, hidings.indices)
    func hidden(engine: Engine, number: Int) async throws {
        let hiding = Self.hidings[number]
        try await EvidenceStore.run(on: engine) { store in
            let records = store.log.records
            let statement = sampleStatement(
                numberedID(8), verb: "experienced", agent: "tom", activity: store.course.items[0]
            )
            _ = try await records.store([statement])
            try await store.closePeriod()
            _ = try await store.build(BundleQuestion(person: store.tom))
            #expect(store.verify().truth == .holds, "\(store.verify().lines)")
            try await records.database.write { try $0.execute(hiding.hide) }
            _ = try await store.build(BundleQuestion(person: store.tom))
            let (truth, lines) = store.verify()
            #expect(truth == .fails, "\(hiding.name): \(lines)")
            #expect(lines.contains("Records were left out of the archive."), "\(hiding.name): \(lines)")
        }
    }

    @Test("without the summaries nobody can tell", arguments: Engine.allCases)
    func withoutSummaries(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            try await store.log.records.database.write { transaction in
                try transaction.execute("UPDATE log_period SET first_leaf = first_leaf + 1")
            }
            _ = try await store.build(BundleQuestion(person: store.tom))
            let (truth, lines) = store.verify()
            #expect(truth == .unknown, "\(lines)")
        }
    }

    @Test("periods end when they are long, late or due, and never of themselves alone", arguments: Engine.allCases)
    func ends(engine: Engine) async throws {
        try await engine.withRecords { records in
            let close = ClosePeriods(database: records.database, seals: KnownSeals())
            #expect(try await close() == 0)
            _ = try await records.store([sampleStatement(numberedID(1))])
            try await records.sequenceAll()
            #expect(try await close() == 0, "the log is not a day old")
            #expect(try await close(isDue: true) == 1)
            _ = try await records.store([sampleStatement(numberedID(2))])
            try await records.sequenceAll()
            #expect(try await close() == 0)
            try await records.database.write { try $0.execute("UPDATE log_period SET at = at - 86400000000") }
            #expect(try await close() == 1)
            try await records.sequenceAll()
            #expect(try await close(isDue: true) == 0)
            _ = try await records.store((3..<4_200).map { sampleStatement(numberedID($0)) })
            try await records.sequenceAll()
            #expect(try await close() == 1)
            let ranges = try await records.database.read { transaction in
                try transaction.rows("SELECT first_leaf, end_leaf FROM log_period ORDER BY first_leaf").map {
                    try $0.integer(0)..<$0.integer(1)
                }
            }
            #expect(ranges == [0..<1, 1..<3, 3..<4_099])
        }
    }

    @Test("reads alone are not summed up, but where they fill a period", arguments: Engine.allCases)
    func reads(engine: Engine) async throws {
        try await engine.withRecords { records in
            let close = ClosePeriods(database: records.database, seals: KnownSeals())
            func read(_ count: Int) async throws {
                try await records.database.write { transaction in
                    for _ in 0..<count {
                        let read = LoggedRead.Content(key: "a", keyName: "a", route: "GET /x")
                        try transaction.insert([LoggedRead(content: read, at: 1)])
                    }
                }
                try await records.sequenceAll()
            }
            try await read(3)
            #expect(try await close(isDue: true) == 0)
            try await read(4_100)
            #expect(try await close() == 1)
            #expect(try await close(isDue: true) == 0)
        }
    }

    @Test("two nodes sum up a period once", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(1))])
            try await records.sequenceAll()
            let one = ClosePeriods(database: records.database, seals: KnownSeals())
            let other = ClosePeriods(database: records.database, seals: KnownSeals())
            async let first = one(isDue: true)
            async let second = other(isDue: true)
            #expect(try await first + second == 1)
        }
    }
}

extension EvidenceStore {
    /// Sums up what came since, and signs.
    func closePeriod() async throws {
        try await log.records.sequenceAll()
        _ = try await ClosePeriods(database: log.records.database, seals: seals)(isDue: true)
        try await log.records.sequenceAll()
        _ = try await GrowTree(database: log.records.database) { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }()
        _ = try await log.sign()
    }
}
