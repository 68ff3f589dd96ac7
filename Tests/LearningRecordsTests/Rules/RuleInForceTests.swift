import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("rules in force")
struct RuleInForceTests {
    private static let scored = #","result":{"completion":true,"score":{"scaled":0.7}}"#

    @Test("a course follows the rule in force, and keeps those before", arguments: Engine.allCases)
    func inForce(engine: Engine) async throws {
        try await engine.withRules { rules in
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            _ = try await rules.records.store([
                CompletionScenario.says(1, "completed", course.items[0], more: Self.scored)
            ])
            #expect(try await rules.people.said() == ["004217: completed [1]"])
            let strict = #"{"activity":"A","is":{"all":[{"completed":true},{"scoreAtLeast":0.8}]}}"#
            _ = try await rules.make("strict", complete: strict)
            #expect(try await rules.put("strict", in: course) == "strict 1")
            #expect(try await rules.people.said() == ["004217: in_progress []"])
            #expect(try await rules.people.said { $0.status = .inProgress } == ["004217: in_progress []"])
            let answer = try #require(try await rules.records.completions { $0.course = course.iri }.first)
            #expect(answer.rule.id == "strict" && answer.rule.version == 1 && !answer.isPending)
            _ = try await rules.make("strict", complete: strict.replacing("0.8", with: "0.7"))
            #expect(
                try await rules.people.said() == ["004217: in_progress []"], "a new version is not in force by itself")
            #expect(try await rules.put("strict", version: 2, in: course) == "strict 2")
            #expect(try await rules.people.said { $0.status = .completed } == ["004217: completed [1]"])
            #expect(try await rules.put("strict", version: 2, in: course) == "strict 2")
            let known = try #require(try await rules.findInForce(course.iri)).entries
            #expect(
                known.map { "\($0.rule.id) \($0.rule.version) \($0.by)" } == [
                    "strict 2 drh", "strict 1 drh", "scorm12.default 1 ",
                ])
            #expect(try await rules.find("strict", version: 2)?.courses == [course.iri])
            #expect(try await rules.find("strict", version: 1)?.courses == [])
            #expect(try await rules.history() == ["completed scorm12.default", "in_progress strict"])
            #expect(try await rules.people.standings() == rules.people.standingsAnew())
        }
    }

    @Test(
        "a rule that is not there, or names what the course does not have, is not put in force",
        arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await engine.withRules { rules in
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            _ = try await rules.make("item", complete: #"{"not":{"activity":"B","is":{"opened":true}}}"#)
            #expect(try await rules.put("nobody", in: course) == "unknown rule")
            #expect(try await rules.put("item", version: 2, in: course) == "unknown version")
            #expect(try await rules.put("scorm12.default", version: 2, in: course) == "unknown version")
            #expect(try await rules.put("item", in: course) == "unknown item B")
            let other = SampleCourse(iri: "https://ex.fr/no", items: [])
            #expect(try await rules.put("item", in: other) == "unknown course")
            #expect(try await rules.findInForce(course.iri)?.entries.count == 1)
            _ = try await SampleCourse.store(in: rules.records, items: ["A", "B"], digest: 2)
            #expect(try await rules.put("item", in: course) == "item 1")
            _ = try await SampleCourse.store(in: rules.records, items: ["A"], digest: 3)
            #expect(
                try await rules.findInForce(course.iri)?.entries.first?.rule.id == "item", "an import changes no rule")
        }
    }

    @Test("a trial says whose status would change, both ways, and changes nothing", arguments: Engine.allCases)
    func trial(engine: Engine) async throws {
        try await engine.withRules { rules in
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            _ = try await rules.people.make("Dupont", accounts: ["1"])
            _ = try await rules.records.store([
                CompletionScenario.says(1, "completed", course.items[0], agent: "1"),
                CompletionScenario.says(2, "attended", course.iri, agent: "2", more: ""),
                CompletionScenario.says(3, "attended", course.iri, agent: "3", more: ""),
                CompletionScenario.says(4, "completed", course.items[0], agent: "3"),
                CompletionScenario.says(5, "initialized", course.items[0], agent: "4", more: ""),
            ])
            let before = (try await rules.people.said(), try await rules.people.standings())
            guard case .found(let report) = try await rules.tryRule("attendance", version: nil, in: course.iri) else {
                Issue.record("no report")
                return
            }
            #expect((report.learners, report.unchanged, report.gains, report.losses) == (4, 2, 1, 1))
            let changes = report.changes.map { change in
                "\(change.learner.person?.name ?? change.learner.actor?.searchable ?? "-"): \(change.from) → \(change.to)"
            }
            #expect(Set(changes) == ["Dupont: completed → inProgress", "2: inProgress → completed"])
            #expect(report.inForce.id == "scorm12.default" && report.tried.id == "attendance")
            #expect(try await rules.people.said() == before.0)
            #expect(try await rules.people.standings() == before.1)
            _ = try await rules.put("attendance", in: course)
            let after = try await rules.people.said { $0.status = .completed }
            #expect(after == ["2: completed [2]", "3: completed [3]"], "as the trial said")
            for (rule, iri) in [("nobody", course.iri), ("attendance", "https://ex.fr/no")] {
                if case .found = try await rules.tryRule(rule, version: nil, in: iri) { Issue.record("found") }
            }
        }
    }

    @Test("a trial goes through everybody, page by page", arguments: Engine.allCases)
    func largeTrial(engine: Engine) async throws {
        try await engine.withRules { rules in
            let course = try await SampleCourse.store(in: rules.records, items: ["A"])
            let says = (0..<450).map { CompletionScenario.says($0, "completed", course.items[0], agent: "\($0)") }
            _ = try await rules.records.store(says)
            guard case .found(let report) = try await rules.tryRule("attendance", version: 1, in: course.iri) else {
                return
            }
            #expect((report.learners, report.losses, report.changes.count) == (450, 450, 450))
        }
    }

    @Test(
        "rules change while statements come, through two nodes: no standing is left behind", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let one = RuleStore(try await RecordStore(nodes[0]), clock: TestClock())
            let other = try await RecordStore(nodes[1])
            let course = try await SampleCourse.store(in: one.records, items: ["A"])
            for round in 0..<20 {
                let says = CompletionScenario.says(round, "attended", course.iri, agent: "\(round)", more: "")
                async let stored = other.store([says])
                async let put = one.put(round % 2 == 0 ? "attendance" : "xapi.verb", in: course)
                _ = try await (stored, put)
                #expect(try await one.people.standings() == one.people.standingsAnew())
            }
        }
    }
}
