import Foundation
import Testing
import XAPI

@testable import Completion

@Suite("how rules combine")
struct RuleLogicTests {
    private static func evaluate(_ rule: Rule, _ deeds: [Deed], outline: CourseOutline = .twoSCOs) throws -> Evaluation
    {
        let document = RuleDocument(
            id: "test",
            version: 1,
            title: LocalizedText(french: "Essai", english: "Test"),
            expression: rule
        )
        return EvaluateRule()(document, outline: outline, facts: try deeds.facts(), now: Deed.instant(0))
    }

    private static let a = Rule.activity("A", .completed)
    private static let b = Rule.activity("B", .completed)
    private static let nowhere = Rule.activity("Z", .completed)

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rule: Rule
        let truth: Truth
        let because: String
    }

    /// A is completed by `x`, B is not.
    static let cases = [
        Case(testDescription: "all wants each", rule: .all([a, b]), truth: .false, because: ""),
        Case(testDescription: "any wants one", rule: .any([b, a]), truth: .true, because: "x"),
        Case(testDescription: "at least one of two", rule: .atLeast(1, [a, b]), truth: .true, because: "x"),
        Case(testDescription: "at least two of two", rule: .atLeast(2, [a, b]), truth: .false, because: ""),
        Case(testDescription: "not true is false", rule: .not(a), truth: .false, because: ""),
        Case(testDescription: "not false is true, since the first activity", rule: .not(b), truth: .true, because: "x"),
        Case(testDescription: "an item that is not there is unknown", rule: nowhere, truth: .unknown, because: ""),
        Case(testDescription: "not unknown is unknown", rule: .not(nowhere), truth: .unknown, because: ""),
        Case(testDescription: "unknown or true is true", rule: .any([nowhere, a]), truth: .true, because: "x"),
        Case(testDescription: "unknown and false is false", rule: .all([nowhere, b]), truth: .false, because: ""),
        Case(testDescription: "unknown and true is unknown", rule: .all([nowhere, a]), truth: .unknown, because: ""),
        Case(
            testDescription: "every asset of none is unknown",
            rule: .every(.asset, .opened),
            truth: .unknown,
            because: ""
        ),
    ]

    @Test("three-valued", arguments: cases)
    func logic(scenario: Case) throws {
        let evaluation = try Self.evaluate(scenario.rule, [Deed("x", VerbIRI.completed, "a")])
        #expect(evaluation.truth == scenario.truth)
        #expect(evaluation.because.map(\.statement) == scenario.because.map(Deed.id(of:)))
    }

    @Test("a proof has nothing that it can do without")
    func minimal() throws {
        // x makes the first branch true earlier, but y is wanted anyway and is enough for it.
        let deeds = [Deed("x", VerbIRI.completed, "a", at: 1), Deed("y", VerbIRI.completed, "b", at: 2)]
        let evaluation = try Self.evaluate(.all([.any([Self.a, Self.b]), Self.b]), deeds)
        #expect(evaluation.because.map(\.statement) == [Deed.id(of: "y")])
    }

    @Test("time wanted is proved by the sessions that fill it")
    func time() throws {
        let deeds = [
            Deed("x", VerbIRI.terminated, "a", at: 60).lasting("PT10M"),
            Deed("y", VerbIRI.terminated, "a", at: 120).lasting("PT50M"),
            Deed("z", VerbIRI.terminated, "b", at: 300).lasting("PT30M"),
        ]
        let wanted = { (minutes: Int64) in try Self.evaluate(.timeAtLeast(seconds: minutes * 60), deeds) }
        #expect(try wanted(90).because.map(\.statement) == "xyz".map(Deed.id(of:)))
        #expect(try wanted(55).because.map(\.statement) == "xy".map(Deed.id(of:)))
        #expect(try wanted(50).because.map(\.statement) == "y".map(Deed.id(of:)))
        #expect(try wanted(91).truth == .false)
        #expect(try wanted(91).missing.map(\.text.french) == ["91 min de formation à atteindre"])
    }

    /// `x` reviewed a with success, then `y` reviewed it without, `z` commented the course.
    static let told: [(pattern: StatementPattern, item: String?, because: String, says: String)] = [
        (.init(verb: reviewed), "A", "x", "verb reviewed"), (.init(verb: reviewed), "B", "", ""),
        (.init(verb: reviewed, success: false), "A", "y", "verb reviewed, result.success = false"),
        (.init(verb: reviewed, completion: true), "A", "", ""),
        (.init(verb: reviewed, leastScore: 0.7), "A", "x", "verb reviewed, score ≥ 0.7"),
        (.init(verb: reviewed, leastScore: 0.71), "A", "", ""),
        (.init(verb: VerbIRI.commented), nil, "z", "verb commented"),
    ]
    private static let reviewed = "https://ex.fr/verbs/reviewed"

    @Test("statements are asked for by verb and result", arguments: told.indices)
    func statements(place: Int) throws {
        let (pattern, item, because, says) = Self.told[place]
        let deeds = [
            Deed("x", Self.reviewed, "a", at: 1).success(true).scaled(0.7),
            Deed("y", Self.reviewed, "a", at: 2).success(false).scaled(0.2), Deed("z", VerbIRI.commented, at: 3),
        ]
        let rule = item.map { Rule.activity($0, .statement(pattern)) } ?? .statement(pattern)
        let document = RuleDocument(
            id: "test", version: 1, title: LocalizedText(french: "Essai", english: "Test"), expression: rule
        )
        for order in [deeds, deeds.reversed(), deeds + deeds] {
            let evaluation = EvaluateRule()(
                document, outline: .twoSCOs, facts: try order.facts(isToldKept: true), now: Deed.instant(0)
            )
            #expect((evaluation.truth == .true) == !because.isEmpty)
            if evaluation.truth == .true {
                #expect(evaluation.because.map(\.statement) == because.map(Deed.id(of:)))
                #expect(evaluation.because.map(\.says) == [says])
            }
            #expect(!because.isEmpty || evaluation.missing.first?.text.french.contains("à déclarer") == true)
        }
    }

    @Test("a thousand items are judged at once")
    func many() throws {
        let items = (0..<1000).map {
            CourseOutline.Item(activity: 1000 + $0, identifier: "\($0)", title: "", kind: .sco, isLaunchable: true)
        }
        let event = try #require(try Deed("x", VerbIRI.passed, "a").completion(true).success(true).event())
        let facts = items.map { item in
            let id = UUID(halves: (7, UInt64(item.activity)))
            var copy = LearningEvent(witness: Witness(effective: item.activity, stored: 9_999, statement: id))
            copy.milestones = event.milestones
            let key = FactKey(
                actor: 1,
                activity: item.activity,
                registration: UUID(halves: (0, 0)),
                source: 1,
                sessionClass: .normal,
                isDefinedByCMI5: false
            )
            return (key, Facts(copy))
        }
        let evaluation = EvaluateRule()(
            NamedRules.scorm12Default,
            outline: CourseOutline(items: items),
            facts: facts,
            now: Deed.instant(0)
        )
        #expect(evaluation.because.count == 1000)
        #expect(evaluation.firstCompletedAt == 1999)
    }
}
