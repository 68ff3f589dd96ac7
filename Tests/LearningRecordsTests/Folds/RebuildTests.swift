import Completion
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

/// Something in the tables of facts, standings or counts that is not what it was.
struct Spoilt: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let query: Query
    let kind: Kind

    enum Kind { case facts, feedback, standing, count }

    init(_ description: String, _ kind: Kind, _ query: Query) {
        (testDescription, self.kind, self.query) = (description, kind, query)
    }

    static let all: [Spoilt] = [
        .init("other facts", .facts, "UPDATE fact SET facts = \(Facts().encoded) WHERE actor = \(actor)"),
        .init("no facts", .facts, "DELETE FROM fact WHERE actor = \(actor)"),
        .init(
            "facts that nobody can read", .facts, "UPDATE fact SET facts = \([255] as [UInt8]) WHERE actor = \(actor)"),
        .init("facts of another source", .facts, "UPDATE fact SET source = 99 WHERE actor = \(actor)"),
        .init("all facts", .facts, "DELETE FROM fact"),
        .init("other stars", .feedback, "UPDATE feedback SET stars = 1 WHERE stars IS NOT NULL"),
        .init("no feedback", .feedback, "DELETE FROM feedback"),
        .init("another rating", .feedback, "UPDATE rating SET stars = stars + 1"),
        .init("no rating", .feedback, "DELETE FROM rating"),
        .init(
            "a rating that nobody gave", .feedback,
            """
            INSERT INTO rating (actor, activity, statement, at, stars)
            SELECT 999999, min(f.activity), \(Array(repeating: 0, count: 16) as [UInt8]), 1, 1 FROM feedback f
            """
        ),
        .init(
            "feedback that nobody gave", .feedback,
            """
            INSERT INTO feedback (actor, activity, statement, at, stars, has_comment)
            SELECT min(f.actor), min(f.activity), \(Array(repeating: 0, count: 16) as [UInt8]), 1, 1, 1 FROM feedback f
            """
        ),
        .init("another status", .standing, "UPDATE standing SET status = 'waived' WHERE learner = \(learner)"),
        .init("another day", .standing, "UPDATE standing SET completed_at = 1 WHERE learner = \(learner)"),
        .init("no standing", .standing, "DELETE FROM standing WHERE learner = \(learner)"),
        .init(
            "a standing that nothing gave", .standing,
            """
            INSERT INTO standing (learner, course, rule, rule_version, status, changed_at)
            SELECT 999999, min(c.id), 'xapi.verb', 1, 'completed', 1 FROM course c
            """
        ),
        .init("a course's count", .count, "UPDATE standing_tally SET standings = standings + 3 WHERE kind = 1"),
        .init("a month's count", .count, "UPDATE standing_tally SET standings = 0 WHERE kind = 2"),
        .init("no counts", .count, "DELETE FROM standing_tally"),
        .init(
            "a learner's count", .count, "UPDATE learner_tally SET completed = completed + 1 WHERE learner = \(learner)"
        ),
        .init("counts of nobody", .count, "UPDATE learner_tally SET learner = learner + 500000"),
        .init("changes not counted", .count, "UPDATE standing_delta SET status_after = 'failed'"),
    ]

    private static let actor: Query = "(SELECT min(f.actor) FROM fact f)"
    private static let learner: Query = "(SELECT min(t.learner) FROM standing t)"
}

@Suite("Making anew what follows from statements")
struct RebuildTests {
    @Test(
        "what was spoilt is named, mended, and gives the answers of before", arguments: Engine.allCases, Spoilt.all
    )
    func mended(engine: Engine, spoilt: Spoilt) async throws {
        try await engine.withRecords { records in
            let workforce = try await Workforce.grow(in: records, seed: 7)
            try await records.followUp()
            // Some changes of counts wait in their list.
            _ = try await records.store([
                CompletionScenario.says(500, "completed", workforce.courses[0].items[0], agent: "77"),
                rating(501, 0.8, workforce.courses[0].items[0], comment: "Bien"),
                rating(502, 0.6, workforce.courses[0].items[0]), rating(503, 0.2, workforce.courses[1].items[0]),
            ])
            let before = try await answers(workforce)
            #expect(try await records.check().isEmpty)
            try await records.database.write { try $0.execute(spoilt.query) }
            let faults = try await records.check()
            #expect(faults.contains(where: spoilt.isNamed(by:)), "\(faults)")
            #expect(try await records.check() == faults, "looking mends nothing")
            let rebuilt = try await records.rebuild()
            #expect(rebuilt.contains(where: spoilt.isNamed(by:)))
            #expect(try await records.check().isEmpty)
            #expect(try await records.rebuild().isEmpty)
            #expect(try await answers(workforce) == before)
        }
    }

    @Test("writers go on meanwhile and lose nothing", arguments: Engine.allCases)
    func meanwhile(engine: Engine) async throws {
        try await engine.withRecords { records in
            let workforce = try await Workforce.grow(in: records, seed: 8)
            try await records.followUp()
            try await records.database.write { try $0.execute("UPDATE fact SET facts = \(Facts().encoded)") }
            try await records.database.write { try $0.execute("DELETE FROM standing_tally") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for number in 0..<25 {
                            let course = workforce.courses[number % 3]
                            let text = CompletionScenario.says(
                                1_000 + writer * 100 + number, ["initialized", "completed"][number % 2],
                                course.items[0], agent: "\((writer * 7 + number) % 24)"
                            )
                            _ = try await records.store([text])
                        }
                    }
                }
                for _ in 0..<3 { group.addTask { _ = try await records.rebuild() } }
                try await group.waitForAll()
            }
            try await records.followUp()
            _ = try await records.rebuild()
            #expect(try await records.check().isEmpty)
            #expect(try await workforce.people.standings() == workforce.people.standingsAnew())
        }
    }

    @Test("a history of all sorts leaves nothing to mend", arguments: Engine.allCases, [21, 22] as [UInt64])
    func history(engine: Engine, seed: UInt64) async throws {
        try await engine.withDecisions { store in
            var history = try await RandomHistory(store, seed: seed)
            for _ in 0..<80 { try await history.step() }
            let records = store.rules.records
            try await records.followUp()
            #expect(try await records.check() == [])
        }
    }

    private func answers(_ workforce: Workforce) async throws -> [String] {
        let lines = try await workforce.lines(limit: 500)
        let summary = try await workforce.summary(by: .course)?.lines.map { line in
            "\(line.key) \(CompletionStatus.allCases.map { line.tally[$0] })"
        }
        return lines.map { "\($0.key) \($0.evaluation.because.map(\.statement))" } + (summary ?? [])
    }
}

extension Spoilt {
    func isNamed(by fault: FoldFault) -> Bool {
        switch fault {
        case .facts: kind == .facts
        case .feedback: kind == .feedback
        case .standing: kind == .standing
        case .count: kind == .count
        }
    }
}

extension RecordStore {
    /// What chores do while a service runs.
    func followUp() async throws {
        while try await RefoldPending(database: database, outlines: outlines)() > 0 {}
        while try await RewriteStandings(database: database, outlines: outlines)() > 0 {}
        while try await FoldTallies(database: database)() > 0 {}
    }

    func check() async throws -> [FoldFault] {
        var faults: [FoldFault] = []
        let check = try await CheckFolds(database: database, outlines: outlines) { faults.append($0) }
        #expect(check.faults == faults.count)
        return faults
    }

    func rebuild() async throws -> [FoldFault] {
        var faults: [FoldFault] = []
        _ = try await RebuildFolds(database: database, outlines: outlines) { faults.append($0) }
        return faults
    }
}
