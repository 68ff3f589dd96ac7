import Completion
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

@Suite("statements that answers name")
struct WitnessTests {
    @Test(
        "make the answer: without one of them it is another", arguments: Engine.allCases, [11, 12] as [UInt64]
    )
    func removed(engine: Engine, seed: UInt64) async throws {
        try await engine.withDecisions { store in
            var history = try await RandomHistory(store, seed: seed)
            for _ in 0..<60 { try await history.step() }
            let records = store.rules.records
            var removed = 0
            for _ in 0..<40 {
                let answers = try await records.completions { $0.limit = 500 }.filter { !$0.evaluation.because.isEmpty }
                guard !answers.isEmpty else { break }
                let before = history.pick(answers)
                let statement = history.pick(before.evaluation.because)
                if statement.says.hasPrefix("decision") {
                    _ = try await store.revoke(statement.statement, by: DecisionStore.decider, because: "Essai").get()
                } else {
                    try await history.void(statement.statement.uuidString.lowercased())
                }
                let after = try await records.completions { request in
                    request.course = before.course.id
                    request.person = before.learner.person?.id
                    if request.person == nil { request.actor = before.learner.actor }
                }.first?.evaluation
                #expect(after?.because.contains { $0.statement == statement.statement } != true)
                #expect(after?.status != before.evaluation.status || after?.because != before.evaluation.because)
                removed += 1
            }
            #expect(removed > 5)
            #expect(try await store.rules.people.standings() == store.rules.people.standingsAnew())
        }
    }
}
