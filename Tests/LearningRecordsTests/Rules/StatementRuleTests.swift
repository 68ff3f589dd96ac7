import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("rules that ask for statements")
struct StatementRuleTests {
    private static let verb = "http://adlnet.gov/expapi/verbs/reviewed"

    private static func says(_ number: Int, _ minute: Int, _ activity: String, isSuccess: Bool) -> String {
        sampleStatement(
            numberedID(number), verb: "reviewed", agent: "1", activity: activity,
            more: #","result":{"success":\#(isSuccess)},"timestamp":"2025-11-03T09:\#(10 + minute):00Z""#
        )
    }

    @Test(
        "see what came before they were in force, between what is known, and what was voided",
        arguments: Engine.allCases)
    func found(engine: Engine) async throws {
        try await engine.withRules { rules in
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            let item = course.items[0]
            func status(_ expected: CompletionStatus, _ because: [Int], _ line: Int = #line) async throws {
                let answer = try #require(try await rules.records.completions { $0.course = course.iri }.first)
                #expect(answer.evaluation.status == expected, "line \(line)")
                #expect(
                    answer.evaluation.because.map(\.statement)
                        == because.compactMap { UUID(uuidString: numberedID($0)) })
                let listed = try await rules.records.completions { ($0.course, $0.status) = (course.iri, expected) }
                #expect(listed.count == 1, "the standing says the same, line \(line)")
            }
            _ = try await rules.make(
                "revu",
                complete: #"{"activity":"A","is":{"statement":{"verb":"\#(Self.verb)","result":{"success":true}}}}"#
            )
            _ = try await rules.records.store([Self.says(1, 5, item, isSuccess: true)])
            #expect(try await rules.put("revu", in: course) == "revu 1")
            try await status(.completed, [1])
            _ = try await rules.records.store([voiding(numberedID(9), numberedID(1))])
            _ = try await rules.records.store([
                Self.says(2, 0, item, isSuccess: false), Self.says(3, 9, item, isSuccess: false),
            ])
            try await status(.failed, [3])
            // Between the first and the last, so that no fact is other than before, but for the success.
            _ = try await rules.records.store([Self.says(4, 4, item, isSuccess: true)])
            try await status(.completed, [4])
            let time = rules.clock.now()
            rules.clock.advance(seconds: 60)
            _ = try await rules.records.store([voiding(numberedID(8), numberedID(4))])
            try await status(.failed, [3])
            try await rules.records.sequenceAll()
            let then = try #require(try await rules.records.completions { $0.asOf = time }.first)
            #expect(then.evaluation.status == .completed, "as it was then")
            #expect(try await rules.people.standings() == rules.people.standingsAnew())
        }
    }
}
