import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("answers as of a time")
struct AsOfTests {
    @Test(
        "are those that were given then, at ten dates of a year, whatever was done since",
        arguments: Engine.allCases, [1, 2, 3] as [UInt64]
    )
    func recorded(engine: Engine, seed: UInt64) async throws {
        try await engine.withDecisions { store in
            var history = try await RandomHistory(store, seed: seed)
            let records = store.rules.records
            var recorded: [(time: Int64, answers: [String])] = []
            for _ in 0..<10 {
                for _ in 0..<12 { try await history.step() }
                try await records.sequenceAll()
                let time = store.rules.clock.now()
                recorded.append((time, try await history.answers()))
            }
            let lines = recorded.flatMap(\.answers)
            #expect(
                lines.contains { $0.contains(" completed ") } && Set(lines).count > 50, "it was not always the same")
            for (time, answers) in recorded {
                #expect(try await history.answers(asOf: time) == answers)
            }
        }
    }

    @Test("rest on the log as it was, and name no statement that came later", arguments: Engine.allCases)
    func logSize(engine: Engine) async throws {
        try await engine.withRules { rules in
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            try await rules.people.completes(1, course.items[0], by: "1")
            let first = rules.clock.now()
            rules.clock.advance(seconds: 60)
            _ = try await rules.records.store([voiding(numberedID(2), numberedID(1))])
            try await rules.people.completes(3, course.items[0], by: "1")
            try await rules.records.sequence(4)
            let then = try #require(try await rules.records.completions { $0.asOf = first }.first)
            #expect(then.logSize == 2 && then.asOf.microseconds == first)
            #expect(
                then.evaluation.because.map { then.leaves[$0.statement] } == [1], "voided since, and named all the same"
            )
            let now = try #require(try await rules.records.completions { _ in }.first)
            #expect(now.logSize == 4 && now.evaluation.because.map { now.leaves[$0.statement] } == [3])
            #expect(try await rules.records.completions { $0.asOf = 1 }.isEmpty, "before everything")
        }
    }

    @Test("come in pages, each line once", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await engine.withRules { rules in
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            let says = (0..<30).map { number in
                let verb = number % 3 == 0 ? "initialized" : "completed"
                return CompletionScenario.says(number, verb, course.items[0], agent: "\(number)", more: "")
            }
            _ = try await rules.records.store(says)
            let time = rules.clock.now()
            rules.clock.advance(seconds: 60)
            // Since then some stand otherwise, and some nowhere, since they are one person.
            _ = try await rules.put("attendance", in: course)
            _ = try await rules.people.make("Tous", accounts: (0..<10).map(String.init))
            for (status, expected) in [(CompletionStatus?.none, 30), (.completed, 20), (.inProgress, 10), (.failed, 0)]
            {
                for iri in [nil, course.iri] {
                    var request = FindCompletions.Request()
                    (request.asOf, request.status, request.course, request.limit) = (time, status, iri, 7)
                    var seen: [InverseFunctionalIdentifier] = []
                    repeat {
                        let find = FindCompletions(database: rules.records.database, outlines: rules.records.outlines)
                        guard case .found(let page) = try await find(request) else { break }
                        seen += page.items.compactMap(\.learner.actor)
                        request.cursor = page.next.flatMap { CompletionCursor(text: $0.text) }
                    } while request.cursor != nil
                    #expect(
                        seen.count == expected && Set(seen).count == expected, "\(status.debugDescription) \(iri ?? "")"
                    )
                }
            }
        }
    }

    @Test("are not given for a time to come, nor to what only today knows", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await engine.withRules { rules in
            let find = FindCompletions(database: rules.records.database, outlines: rules.records.outlines)
            var request = FindCompletions.Request()
            request.asOf = .max
            guard case .inFuture = try await find(request) else {
                Issue.record("answered")
                return
            }
            request.asOf = 1
            request.completed = 0..<1
            guard case .notAsOf = try await find(request) else {
                Issue.record("answered")
                return
            }
        }
    }
}
