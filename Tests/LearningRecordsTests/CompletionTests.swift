import Completion
import Foundation
import LearningRecords
import Persistence
import SCORM
import TestSupport
import Testing
import XAPI

/// What arrives, in order, and what is then answered for learner 004217: status, and the numbers of the statements that
/// make it so. `%A` and `%B` stand for the course's two modules, `%C` for the course.
struct CompletionScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let posts: [String]
    let status: CompletionStatus
    let because: [Int]

    init(_ sentence: String, _ posts: [String], _ status: CompletionStatus, _ because: [Int]) {
        testDescription = sentence
        self.posts = posts
        self.status = status
        self.because = because
    }

    private static let completion = #","result":{"completion":true}"#

    static func says(_ number: Int, _ verb: String, _ item: String, agent: String = "004217", more: String = "")
        -> String
    {
        sampleStatement(numberedID(number), verb: verb, agent: agent, activity: item, more: more)
    }

    static let all = [
        CompletionScenario("nothing received: not started", [], .notStarted, []),
        CompletionScenario("one module of two: in progress", [says(1, "completed", "%A")], .inProgress, []),
        CompletionScenario(
            "each module completed", [says(1, "completed", "%A"), says(2, "experienced", "%B", more: completion)],
            .completed, [1, 2]
        ),
        CompletionScenario("the course itself completed", [says(1, "completed", "%C")], .completed, [1]),
        CompletionScenario(
            "passed without completed, in SCORM 1.2", [says(1, "passed", "%A"), says(2, "passed", "%B")], .completed,
            [1, 2]
        ),
        CompletionScenario(
            "a voided completion reopens",
            [says(1, "completed", "%A"), says(2, "completed", "%B"), voiding(numberedID(3), numberedID(2))],
            .inProgress, []
        ),
        CompletionScenario(
            "a void that comes before its target",
            [voiding(numberedID(3), numberedID(2)), says(1, "completed", "%A"), says(2, "completed", "%B")],
            .inProgress, []
        ),
        CompletionScenario(
            "a voided completion, and another one that stands",
            [says(1, "completed", "%C"), says(2, "completed", "%C"), voiding(numberedID(3), numberedID(1))],
            .completed, [2]
        ),
        CompletionScenario(
            "a failed retake after a pass takes nothing back",
            [says(1, "passed", "%A"), says(2, "passed", "%B"), says(3, "failed", "%A")], .completed, [1, 2]
        ),
        CompletionScenario(
            "completed, then incomplete", [says(1, "completed", "%C"), says(2, "initialized", "%A")], .completed, [1]
        ),
        CompletionScenario(
            "a timestamp in the future counts from when it was stored",
            [says(1, "completed", "%C", more: #","timestamp":"2999-01-01T00:00:00Z""#)], .completed, [1]
        ),
        CompletionScenario(
            "somebody else's completion counts for nobody else", [says(1, "completed", "%C", agent: "999999")],
            .notStarted, []
        ),
        CompletionScenario(
            "a statement about someone else, whom the learner taught",
            [
                says(
                    1, "completed", "%C", agent: "999999",
                    more: #","context":{"instructor":{"account":{"homePage":"https://ex.fr","name":"004217"}}}"#
                )
            ], .notStarted, []
        ),
        CompletionScenario(
            "an activity IRI that differs in case is another activity", [says(1, "completed", "%a")], .notStarted, []
        ),
        CompletionScenario(
            "a sub-activity names the course as its parent only",
            [
                says(
                    1, "completed", "https://ex.fr/sub",
                    more: #","context":{"contextActivities":{"parent":{"id":"%C"}}}"#
                )
            ], .notStarted, []
        ),
        CompletionScenario(
            "a preview never counts",
            [
                says(
                    1, "completed", "%C",
                    more:
                        #","context":{"extensions":{"https://w3id.org/xapi/cmi5/context/extensions/launchmode":"Browse"}}"#
                )
            ], .notStarted, []
        ),
        CompletionScenario(
            "two registrations together",
            [
                says(1, "completed", "%A", more: #","context":{"registration":"\#(numberedID(90))"}"#),
                says(2, "completed", "%B", more: #","context":{"registration":"\#(numberedID(91))"}"#),
            ], .completed, [1, 2]
        ),
    ]
}

@Suite("Completions")
struct CompletionTests {
    @Test("the answer follows the statements, and names those that made it", arguments: Engine.allCases)
    func scenarios(engine: Engine) async throws {
        for scenario in CompletionScenario.all {
            try await engine.withRecords { records in
                let course = try await SampleCourse.store(in: records)
                for post in scenario.posts {
                    let text = post.replacing("%A", with: course.items[0]).replacing("%B", with: course.items[1])
                        .replacing("%C", with: course.iri).replacing("%a", with: course.items[0].uppercased())
                    _ = try await records.store([text])
                }
                let answers = try await records.completions {
                    $0.actor = .account(homePage: "https://ex.fr", name: "004217")
                    $0.course = course.iri
                }
                let answer = try #require(answers.first)
                #expect(answers.count == 1)
                #expect(answer.evaluation.status == scenario.status, "\(scenario.testDescription)")
                let because = answer.evaluation.because.map { $0.statement.uuidString.lowercased() }
                #expect(because == scenario.because.map { numberedID($0) }, "\(scenario.testDescription)")
                #expect((answer.evaluation.missing.isEmpty) == (scenario.status == .completed))
            }
        }
    }

    @Test("cmi5: moveOn of one registration, by statements that cmi5 defines", arguments: Engine.allCases)
    func cmi5(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records, standard: .cmi5, moveOn: "CompletedAndPassed")
            let category =
                #""contextActivities":{"category":{"id":"https://w3id.org/xapi/cmi5/context/categories/cmi5"}}"#
            let context = #","context":{"registration":"\#(numberedID(90))",\#(category)}"#
            func status() async throws -> CompletionStatus? {
                try await records.completions { $0.course = course.iri }.first?.evaluation.status
            }
            for (place, item) in course.items.enumerated() {
                _ = try await records.store([
                    CompletionScenario.says(10 + place, "completed", item, more: context),
                    CompletionScenario.says(20 + place, "passed", item),
                ])
            }
            #expect(try await status() == .inProgress, "a passed that cmi5 does not define counts for nothing")
            for (place, item) in course.items.enumerated() {
                _ = try await records.store([CompletionScenario.says(30 + place, "passed", item, more: context)])
            }
            #expect(try await status() == .completed)
        }
    }

    @Test(
        "a package that is replaced keeps what was complete, and finds statements that came first",
        arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        try await engine.withRecords { records in
            let iri = "https://releve.example.fr/courses"
            let early = try await SampleCourse.store(in: records, items: ["A"])
            #expect(early.iri.hasPrefix(iri))
            _ = try await records.store([CompletionScenario.says(1, "completed", early.items[0])])
            let later = try await SampleCourse.store(in: records, items: ["A", "B"], digest: 2)
            #expect(later.iri == early.iri)
            let answer = try #require(try await records.completions { $0.course = later.iri }.first)
            #expect(answer.evaluation.status == .completed)
            #expect(answer.course.version == 1)
            _ = try await records.store([CompletionScenario.says(2, "completed", later.items[0], agent: "other")])
            let other = try await records.completions { $0.actor = .account(homePage: "https://ex.fr", name: "other") }
            #expect(other.map(\.evaluation.status) == [.completed], "an item kept its IRI")
        }
    }

    @Test("statements that came before their package count once it is imported", arguments: Engine.allCases)
    func importAfterwards(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records)
            let item = course.iri + "/C"
            _ = try await records.store([CompletionScenario.says(1, "completed", item)])
            #expect(try await records.completions { $0.course = course.iri }.isEmpty)
            _ = try await SampleCourse.store(in: records, items: ["C"], digest: 2)
            #expect(try await records.completions { $0.course = course.iri }.map(\.evaluation.status) == [.completed])
        }
    }

    @Test("pages by status and course show each learner once", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records, items: ["A"])
            let batch = (0..<30).map { number in
                CompletionScenario.says(
                    number, number % 3 == 0 ? "initialized" : "completed", course.items[0], agent: "agent-\(number)"
                )
            }
            _ = try await records.store(batch)
            for (status, expected) in [(CompletionStatus?.none, 30), (.completed, 20), (.inProgress, 10), (.failed, 0)]
            {
                var request = FindCompletions.Request()
                request.course = course.iri
                request.status = status
                request.limit = 7
                var seen: [InverseFunctionalIdentifier] = []
                repeat {
                    let find = FindCompletions(database: records.database, outlines: records.outlines)
                    guard case .found(let page) = try await find(request) else { break }
                    seen += page.items.compactMap(\.learner.actor)
                    request.cursor = page.next.flatMap { CompletionCursor(text: $0.text) }
                } while request.cursor != nil
                #expect(seen.count == expected)
                #expect(Set(seen).count == expected)
            }
        }
    }

    @Test("who stands elsewhere is not said to have not started", arguments: Engine.allCases)
    func notNotStarted(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records, items: ["A"])
            _ = try await records.store([CompletionScenario.says(1, "completed", course.items[0])])
            let answers = try await records.completions {
                $0.actor = .account(homePage: "https://ex.fr", name: "004217")
                $0.course = course.iri
                $0.status = .notStarted
            }
            #expect(answers.isEmpty)
        }
    }

    @Test(
        "an import and statements at once, through two nodes: every learner has a standing", arguments: Engine.allCases)
    func importRace(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let (one, other) = (try await RecordStore(nodes[0]), try await RecordStore(nodes[1]))
            let course = try await SampleCourse.store(in: one, items: ["A"])
            for round in 0..<30 {
                let item = "\(course.iri)/R\(round)"
                let digest = UInt8(round + 10)
                async let imported = SampleCourse.store(in: other, items: ["A", "R\(round)"], digest: digest)
                async let stored = one.store([CompletionScenario.says(round, "completed", item, agent: "\(round)")])
                _ = try await (imported, stored)
            }
            let answers = try await one.completions {
                $0.course = course.iri
                $0.limit = 100
            }
            #expect(answers.count == 30)
        }
    }

    @Test("an unknown course is said to be unknown", arguments: Engine.allCases)
    func unknownCourse(engine: Engine) async throws {
        try await engine.withRecords { records in
            var request = FindCompletions.Request()
            request.course = "https://ex.fr/nothing"
            let outcome = try await FindCompletions(database: records.database, outlines: records.outlines)(request)
            guard case .unknownCourse("https://ex.fr/nothing") = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }
}
