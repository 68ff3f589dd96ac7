import Completion
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

@Suite("trusted sources")
struct TrustTests {
    @Test(
        "an authority not trusted for this course counts for nothing, and leaves a finding", arguments: Engine.allCases)
    func untrusted(engine: Engine) async throws {
        try await engine.withSources { sources in
            let records = sources.records
            let course = try await SampleCourse.store(in: records, items: ["A"])
            _ = try await records.store([CompletionScenario.says(1, "completed", course.items[0])], as: sources.cegos)
            #expect(try await sources.people.said() == ["004217: completed [1]"])
            guard case .saved(let saved) = try await sources.trust(.courses([])) else {
                Issue.record("not saved")
                return
            }
            #expect(saved.trust == .courses([]) && saved.keys.map(\.id) == ["cegos-1"] && saved.trustedSince != nil)
            let answer = try #require(try await records.completions { $0.course = course.iri }.first)
            #expect(answer.evaluation.status == .notStarted && answer.evaluation.because.isEmpty)
            #expect(answer.evaluation.findings == ["authority-not-trusted"] && !answer.isPending)
            #expect(try await sources.people.said { $0.status = .completed } == [])
            #expect(try await sources.people.standings() == sources.people.standingsAnew())
            // What comes meanwhile is folded, and waits until it is trusted.
            _ = try await records.store([CompletionScenario.says(2, "failed", course.items[0])], as: sources.cegos)
            #expect(try await sources.people.said() == ["004217: not_started []"])
            _ = try await records.store([CompletionScenario.says(3, "completed", course.items[0])])
            #expect(try await sources.people.said() == ["004217: completed [3]"])
            _ = try await sources.trust(.courses([course.iri]))
            #expect(try await sources.people.said() == ["004217: completed [1]"])
            #expect(try await sources.people.said { $0.status = .completed } == ["004217: completed [1]"])
            let trusted = try await records.completions { $0.course = course.iri }
            #expect(trusted.map(\.evaluation.findings) == [[]])
        }
    }

    @Test("a course that comes later is on no list", arguments: Engine.allCases)
    func laterCourse(engine: Engine) async throws {
        try await engine.withSources { sources in
            let iri = "https://releve.example.fr/courses/0"
            #expect(try await sources.trust(.courses([iri])) == .unknownCourse(place: 0))
            #expect(try await sources.find("cegos")?.trust == .all, "nothing half done")
            _ = try await sources.trust(.courses([]))
            let course = try await SampleCourse.store(in: sources.records, items: ["A"])
            let says = CompletionScenario.says(1, "completed", course.items[0])
            _ = try await sources.records.store([says], as: sources.cegos)
            #expect(try await sources.people.said() == ["004217: not_started []"])
            #expect(try await sources.trust(.courses([course.iri, "https://ex.fr/no"])) == .unknownCourse(place: 1))
            _ = try await sources.trust(.all)
            #expect(try await sources.people.said() == ["004217: completed [1]"])
        }
    }

    @Test("many standings follow a change of trust step by step, and say so meanwhile", arguments: Engine.allCases)
    func many(engine: Engine) async throws {
        try await engine.withSources { sources in
            let count = StandingUpdate.mostLearners + 1
            let course = try await SampleCourse.store(in: sources.records, items: ["A"])
            let says = (0..<count).map { CompletionScenario.says($0, "completed", course.items[0], agent: "\($0)") }
            _ = try await sources.records.store(says, as: sources.cegos)
            _ = try await sources.trust(.courses([]))
            let waiting = try await sources.records.completions { $0.limit = 500 }
            #expect(waiting.count == count && waiting.allSatisfy(\.isPending))
            #expect(waiting.allSatisfy { $0.evaluation.status == .notStarted }, "answers are right at once")
            try await sources.rewrite()
            let answers = try await sources.records.completions {
                $0.limit = 500
                $0.status = .notStarted
            }
            #expect(answers.count == count && answers.allSatisfy { !$0.isPending })
        }
    }

    @Test(
        "sources are those that keys and packages named; the service itself is one, and is never changed",
        arguments: Engine.allCases)
    func list(engine: Engine) async throws {
        try await engine.withSources { sources in
            #expect(try await sources.find().map(\.name) == ["relevé", "test", "cegos"])
            #expect(try await sources.find("nobody") == nil)
            for name in ["relevé", "", "a b", String(repeating: "a", count: 65)] {
                #expect(try await sources.save(.init(name: name, trust: .all), by: "drh") == .invalidName)
            }
            let outcome = try await sources.save(.init(name: "ondijon", label: "OnDijon", trust: .all), by: "drh")
            guard case .created(let made) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(made.label == "OnDijon" && made.keys.isEmpty && made.trustedSince == nil)
        }
    }

    @Test(
        "trust changes while statements come, through two nodes: no standing is left behind", arguments: Engine.allCases
    )
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let (one, other) = (try await SourceStore(RecordStore(nodes[0])), try await RecordStore(nodes[1]))
            let course = try await SampleCourse.store(in: one.records, items: ["A"])
            for round in 0..<20 {
                let says = CompletionScenario.says(round, "completed", course.items[0], agent: "\(round)")
                let trust = round % 2 == 0 ? StatementSource.Trust.courses([]) : .all
                async let stored = other.store([says], as: one.cegos)
                async let saved = one.trust(trust)
                _ = try await (stored, saved)
                #expect(try await one.people.standings() == one.people.standingsAnew())
            }
        }
    }
}
