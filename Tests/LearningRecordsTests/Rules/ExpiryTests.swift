import Completion
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

@Suite("completions that lapse")
struct ExpiryTests {
    private static let month: Int64 = 31 * 86_400

    @Test("expiry shows on read, then in lists, and a renewal takes it back", arguments: Engine.allCases)
    func life(engine: Engine) async throws {
        try await engine.withRules { rules in
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            _ = try await rules.make("monthly", complete: #"{"rule":"scorm12.default"}"#, more: #","validity":"P1M""#)
            _ = try await rules.put("monthly", in: course)
            func says(_ number: Int) async throws {
                _ = try await rules.records.store([CompletionScenario.says(number, "completed", course.items[0])])
            }
            try await says(1)
            #expect(try await rules.expire() == 0)
            rules.clock.advance(seconds: Self.month + 1)
            #expect(try await rules.people.said() == ["004217: expired [1]"], "at once, on read")
            #expect(try await rules.people.said { $0.status = .completed } == [], "nor is it listed as complete")
            #expect(try await rules.people.said { $0.status = .expired } == [], "lists follow")
            #expect(try await rules.expire() == 1)
            #expect(try await rules.expire() == 0, "once")
            #expect(try await rules.people.said { $0.status = .expired } == ["004217: expired [1]"])
            let lapsed = try #require(try await rules.records.completions { $0.course = course.iri }.first).evaluation
            #expect(lapsed.completed && !lapsed.satisfied, "ever complete, and not now")
            try await says(2)
            #expect(try await rules.people.said { $0.status = .completed } == ["004217: completed [1]"])
            let renewed = try #require(try await rules.records.completions { $0.course = course.iri }.first).evaluation
            #expect(renewed.expiresAt.map { $0 > lapsed.expiresAt ?? .max } == true && renewed.satisfied)
            #expect(try await rules.history() == ["completed monthly", "expired monthly"])
            rules.clock.advance(seconds: Self.month)
            #expect(try await rules.expire() == 1)
            #expect(try await rules.people.standings() == rules.people.standingsAnew())
        }
    }

    @Test("many lapse in steps", arguments: Engine.allCases)
    func many(engine: Engine) async throws {
        try await engine.withRules { rules in
            let count = StandingUpdate.mostLearners + 1
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            _ = try await rules.make("monthly", complete: #"{"rule":"scorm12.default"}"#, more: #","validity":"P1M""#)
            _ = try await rules.put("monthly", in: course)
            let says = (0..<count).map { CompletionScenario.says($0, "completed", course.items[0], agent: "\($0)") }
            _ = try await rules.records.store(says)
            rules.clock.advance(seconds: Self.month + 1)
            #expect(try await rules.expire() == StandingUpdate.mostLearners)
            #expect(try await rules.expire() == 1)
            #expect(try await rules.expire() == 0)
        }
    }
}
