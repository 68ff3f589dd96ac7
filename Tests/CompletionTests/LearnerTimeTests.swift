import Foundation
import Testing
import XAPI

@testable import Completion

@Suite("the time of one learner")
struct LearnerTimeTests {
    private static func ended(_ name: Character, at minute: Int, _ duration: String, on activity: String) -> Deed {
        Deed(name, VerbIRI.terminated, activity, at: minute).lasting(duration).session(String(name))
    }

    private static func minutes(_ deeds: [Deed]) throws -> [String] {
        LearnerTime(try deeds.facts()).sessions.map { session in
            "\(session.activity): \(session.counted / 60_000_000) of \(session.declared / 60_000_000)"
        }
    }

    @Test("what two sessions cover belongs to the one that began first")
    func overlapping() throws {
        let deeds = [
            Self.ended("a", at: 60, "PT60M", on: "a"), Self.ended("b", at: 90, "PT60M", on: "b"),
            Self.ended("c", at: 50, "PT10M", on: "c"), Self.ended("d", at: 200, "PT20M", on: "a"),
        ]
        #expect(try Self.minutes(deeds) == ["2: 60 of 60", "3: 30 of 60", "4: 0 of 10", "2: 20 of 20"])
        #expect(try LearnerTime(deeds.facts()).findings == ["overlapping-sessions"])
    }

    @Test("previews take no time")
    func preview() throws {
        #expect(try Self.minutes([Self.ended("a", at: 60, "PT60M", on: "a").mode("Browse")]).isEmpty)
    }

    @Test("sessions add up to the union of their intervals, whatever they are", arguments: [1, 2, 3] as [UInt64])
    func addsUp(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var facts: [FactKey: Facts] = [:]
            for event in LearningEvent.generated(20, sessions: 6, using: &random) {
                let key = FactKey(
                    actor: .random(in: 1...2, using: &random), activity: .random(in: 1...3, using: &random),
                    registration: .init(halves: (0, .random(in: 0...2, using: &random))), source: 1,
                    sessionClass: event.sessionClass, isDefinedByCMI5: false
                )
                facts[key, default: Facts()].fold(event)
            }
            let list = facts.map { ($0.key, $0.value) }
            let outline = CourseOutline(
                items: (1...3).map {
                    .init(activity: $0, identifier: "\($0)", title: "", kind: .sco, parent: nil, isLaunchable: true)
                }
            )
            let evaluation = EvaluateRule()(
                NamedRules.scorm12Default, outline: outline, facts: list, now: Instant(microseconds: 0)
            )
            let time = LearnerTime(list)
            #expect(time.sessions.reduce(0) { $0 + $1.counted } == evaluation.timeCounted)
            #expect(time.findings == evaluation.timeFindings)
        }
    }
}
