import Completion
import ExactJSON
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// A learner's statements with what voids some of them, as they stand in one permutation.
private struct StampedHistory {
    let group: Int
    let texts: [String]
    let voided: Set<Int>

    /// The same history for every group, but for the ids and the learner.
    init(group: Int) {
        self.group = group
        let results = [
            ("initialized", ""),
            ("progressed", #","result":{"extensions":{"https://w3id.org/xapi/cmi5/result/extensions/progress":40}}"#),
            ("completed", #","result":{"completion":true,"duration":"PT10M"}"#),
            ("failed", #","result":{"score":{"scaled":0.2},"success":false}"#),
            ("passed", #","result":{"score":{"scaled":0.8,"raw":8,"max":10},"success":true}"#),
            ("passed", #","result":{"score":{"scaled":0.9},"success":true}"#),
            ("terminated", #","result":{"duration":"PT1H"}"#), ("experienced", ""),
        ]
        var texts = results.enumerated().map { place, said in
            let time = #","timestamp":"2026-01-0\#(place + 1)T08:00:00Z""#
            return sampleStatement(
                numberedID(place, group: group), verb: said.0, agent: "agent-\(group)", more: said.1 + time
            )
        }
        voided = [2, 5]
        texts += voided.sorted().map { voiding(numberedID(100 + $0, group: group), numberedID($0, group: group)) }
        self.texts = texts
    }

    /// What the fold must be: the statements that stand, in the order of the list.
    func expected(stored: Instant) throws -> Facts {
        var facts = Facts()
        for (place, text) in texts.enumerated() where place < 8 && !voided.contains(place) {
            let statement = try Statement(stored: Array(text.utf8), version: .v1_0_3)
            let id = try #require(statement.id)
            if let event = LearningEvent(statement, id: id, stored: stored) { facts.fold(event) }
        }
        return facts
    }
}

@Suite("Folding facts")
struct FactFoldTests {
    static let stored: Int64 = 1_800_000_000_000_000

    @Test(
        "1,000 permutations and repetitions of a learner's statements, with voids, give the same facts",
        .timeLimit(.minutes(20)), arguments: Engine.allCases
    )
    func permutations(engine: Engine) async throws {
        try await engine.withDatabase(clock: TestClock(Self.stored, step: 0)) { database in
            let records = try await RecordStore(database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<1_000 {
                    if number >= 8 { try await group.next() }
                    group.addTask { try await post(StampedHistory(group: number), seed: UInt64(number), to: records) }
                }
                try await group.waitForAll()
            }
            try await compare(in: records)
        }
    }

    /// In a random order, some twice, in batches of random size.
    private func post(_ history: StampedHistory, seed: UInt64, to records: RecordStore) async throws {
        var random = SplitMix64(seed: seed)
        var rest = (history.texts + history.texts.filter { _ in Bool.random(using: &random) }).shuffled(using: &random)
        while !rest.isEmpty {
            var batch: [String] = []
            for text in rest.prefix(Int.random(in: 1...6, using: &random)) where !batch.contains(text) {
                batch.append(text)
            }
            let taken = batch
            rest.removeFirst(batch.count)
            guard case .stored = try await records.store(taken) else {
                Issue.record("group \(history.group) was not stored")
                return
            }
        }
    }

    private func compare(in records: RecordStore) async throws {
        let facts = try await records.database.read { transaction in
            try transaction.rows(
                """
                SELECT \(Query.factColumns), term.key FROM fact f JOIN term ON term.id = f.actor
                WHERE f.actor IN (SELECT id FROM term WHERE kind = \(Term.Kind.actor.rawValue))
                """
            ).map { (String(decoding: try $0.blob(8), as: UTF8.self), try StoredFacts($0)) }
        }
        #expect(facts.count == 1_000)
        let byLearner = Dictionary(facts, uniquingKeysWith: { first, _ in first })
        for number in 0..<1_000 {
            let learner = InverseFunctionalIdentifier.account(homePage: "https://ex.fr", name: "agent-\(number)")
                .canonical
            let expected = try StampedHistory(group: number).expected(stored: Instant(microseconds: Self.stored))
            try #require(byLearner[learner]?.facts == expected, "learner \(number)")
            #expect(byLearner[learner]?.facts.encoded == expected.encoded)
        }
    }
}

@Suite("Refolds that wait")
struct RefoldPendingTests {
    private static let many = FactFold.largestRefold + 1

    @Test(
        "what is too long for one transaction is pending until it is refolded beside the writers",
        arguments: Engine.allCases
    )
    func tooLong(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records, items: ["A"])
            let item = course.items[0]
            func answer() async throws -> CompletionAnswer? {
                try await records.completions { $0.course = course.iri }.first
            }
            for start in stride(from: 0, to: Self.many, by: 2_000) {
                let numbers = start..<min(start + 2_000, Self.many)
                let texts = numbers.map {
                    sampleStatement(numberedID($0, group: 1), verb: "experienced", activity: item, more: "")
                }
                _ = try await records.store(texts)
            }
            _ = try await records.store([sampleStatement(numberedID(1, group: 2), activity: item)])
            #expect(try await answer()?.evaluation.status == .completed)
            _ = try await records.store([voiding(numberedID(2, group: 2), numberedID(1, group: 2))])
            #expect(try await answer()?.isPending == true)
            #expect(try await RefoldPending(database: records.database, outlines: records.outlines)() == 1)
            let after = try #require(try await answer())
            #expect(!after.isPending)
            #expect(after.evaluation.status == .inProgress)
            #expect(try await RefoldPending(database: records.database, outlines: records.outlines)() == 0)
        }
    }

    @Test("a registration of zeros and none are one key, also when refolded", arguments: Engine.allCases)
    func zeros(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records, items: ["A"])
            let registration = #""context":{"registration":"00000000-0000-0000-0000-000000000000"}"#
            let zeros = #","result":{"completion":true},\#(registration)"#
            _ = try await records.store([
                sampleStatement(numberedID(1), activity: course.items[0], more: zeros),
                sampleStatement(numberedID(2), activity: course.items[0]),
                voiding(numberedID(3), numberedID(2)),
            ])
            let answer = try #require(try await records.completions { $0.course = course.iri }.first)
            #expect(answer.evaluation.status == .completed)
            #expect(answer.evaluation.because.map(\.statement.uuidString) == [numberedID(1).uppercased()])
        }
    }
}
