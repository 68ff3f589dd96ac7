import Foundation
import Testing
import XAPI

@testable import Completion

@Suite("what a rule reads")
struct RuleReadsTests {
    private static func document(_ rule: Rule, validMonths: Int? = nil) -> RuleDocument {
        RuleDocument(
            id: "test", version: 1, title: LocalizedText(french: "Essai", english: "Test"), validMonths: validMonths,
            expression: rule
        )
    }

    static let rules =
        NamedRules.all + [
            document(.completed, validMonths: 12), document(.scoreAtLeast(0.5)), document(.progressAtLeast(0.3)),
            document(.timeAtLeast(seconds: 1)), document(.any([.waived, .completed])), document(.passed(.mastery)),
            document(.not(.every(.launchable, .scoreAtLeast(0.8)))), document(.atLeast(1, [.attended, .concluded])),
        ]

    private static let outline = CourseOutline(
        items: [
            .init(activity: 1, identifier: "C", title: "Cours", kind: .course, isLaunchable: false),
            .init(
                activity: 2, identifier: "A", title: "Un", kind: .au, parent: 0, masteryScore: 0.5,
                moveOn: .completedOrPassed, isLaunchable: true
            ),
            .init(activity: 3, identifier: "B", title: "Deux", kind: .sco, parent: 0, isLaunchable: true),
        ]
    )

    /// Only a waiver says that it is one.
    private static func events(_ count: Int, using random: inout SeededGenerator) -> [LearningEvent] {
        LearningEvent.generated(count, sessions: 3, using: &random).map { event in
            var event = event
            for (milestone, saying) in event.milestones where (milestone == .waived) != (saying == .waived) {
                event.milestones[milestone] = milestone == .waived ? .waived : .completed
            }
            return event
        }
    }

    private static func status(
        _ rule: RuleDocument, _ facts: [FactKey: Facts]
    ) -> [String] {
        func evaluation(isStatusEnough: Bool) -> Evaluation {
            EvaluateRule()(
                rule, outline: outline, facts: facts.map { ($0.key, $0.value) }, now: Instant(microseconds: 30),
                isStatusEnough: isStatusEnough
            )
        }
        let (evaluation, whole) = (evaluation(isStatusEnough: true), evaluation(isStatusEnough: false))
        #expect(evaluation.status == whole.status && evaluation.expiresAt == whole.expiresAt)
        #expect(evaluation.completed == whole.completed && evaluation.firstCompletedAt == whole.firstCompletedAt)
        let times = [evaluation.expiresAt, evaluation.firstCompletedAt].map { $0.map { "\($0)" } ?? "-" }
        return [evaluation.status.rawValue] + times
    }

    @Test("a statement that changes nothing of it leaves status and times as they were", arguments: rules)
    func skipping(rule: RuleDocument) {
        var random = SeededGenerator(seed: 42)
        var (skipped, evaluated) = (0, 0)
        for _ in 0..<60 {
            var facts: [FactKey: Facts] = [:]
            for event in Self.events(25, using: &random) {
                let key = FactKey(
                    actor: 1, activity: .random(in: 1...3, using: &random),
                    registration: UUID(halves: (0, .random(in: 0...2, using: &random))), source: 1,
                    sessionClass: event.sessionClass, isDefinedByCMI5: Bool.random(using: &random)
                )
                let before = facts
                facts[key, default: Facts()].fold(event)
                guard let old = before[key], let new = facts[key] else { continue }
                guard !new.mayAnswer(otherwiseThan: old, reading: rule.reads) else {
                    evaluated += 1
                    continue
                }
                skipped += 1
                let (now, then) = (Self.status(rule, facts), Self.status(rule, before))
                #expect(now == then, "\(rule.id): \(rule.expression)")
            }
        }
        #expect(skipped > 0 && evaluated > 0, "\(rule.id): \(skipped) skipped, \(evaluated) evaluated")
    }
}

extension RuleDocument: CustomTestStringConvertible {
    package var testDescription: String { "\(id) \(expression)" }
}
