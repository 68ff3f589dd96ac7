import Testing
import XAPI

@testable import Completion

@Suite("the time ledger")
struct TimeLedgerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let deeds: [Deed]
        /// Minutes.
        let counted: Int64
        let declared: Int64
        var findings: [String] = []
    }

    private static func ended(_ name: Character, at minute: Int, _ duration: String, on activity: String = "a") -> Deed
    {
        Deed(name, VerbIRI.terminated, activity, at: minute).lasting(duration)
    }

    static let cases = [
        Case(testDescription: "a session", deeds: [ended("a", at: 30, "PT30M")], counted: 30, declared: 30),
        Case(
            testDescription: "the same statement twice adds nothing",
            deeds: [ended("a", at: 30, "PT30M"), ended("a", at: 30, "PT30M")],
            counted: 30,
            declared: 30
        ),
        Case(
            testDescription: "SCORM session_time committed twice counts once",
            deeds: [ended("a", at: 5, "PT5M"), ended("b", at: 10, "PT10M1S")],
            counted: 10,
            declared: 10
        ),
        Case(
            testDescription: "a named session counts once, at its longest",
            deeds: [
                ended("a", at: 5, "PT5M").session("s"), ended("b", at: 30, "PT20M").session("s"),
                ended("c", at: 31, "PT4M").session("s"),
            ],
            counted: 20,
            declared: 20
        ),
        Case(
            testDescription: "the same attempt in two tabs is counted once and declared twice",
            deeds: [ended("a", at: 30, "PT30M").session("s"), ended("b", at: 40, "PT30M").session("t")],
            counted: 40,
            declared: 60,
            findings: ["overlapping-sessions"]
        ),
        Case(
            testDescription: "sessions apart add up",
            deeds: [ended("a", at: 30, "PT30M"), ended("b", at: 90, "PT15M", on: "b")],
            counted: 45,
            declared: 45
        ),
        Case(
            testDescription: "a session of a week counts as a day",
            deeds: [ended("a", at: 30, "P7D")],
            counted: 24 * 60,
            declared: 7 * 24 * 60,
            findings: ["session-longer-than-a-day"]
        ),
        Case(
            testDescription: "a preview takes no time",
            deeds: [ended("a", at: 30, "PT30M").mode("Browse")],
            counted: 0,
            declared: 0
        ),
        Case(
            testDescription: "a time beyond all measure does not overflow",
            deeds: [ended("a", at: 30, "P99999999999999Y"), ended("b", at: 9000, "P99999999999999Y")],
            counted: 2 * 24 * 60,
            declared: Int64.max / 60_000_000,
            findings: ["session-longer-than-a-day"]
        ),
    ]

    @Test("counts and declares", arguments: cases)
    func ledger(scenario: Case) throws {
        let evaluation = EvaluateRule()(
            NamedRules.scorm12Default,
            outline: .twoSCOs,
            facts: try scenario.deeds.facts(),
            now: Deed.instant(0)
        )
        #expect(evaluation.timeCounted / 60_000_000 == scenario.counted)
        #expect(evaluation.timeDeclared / 60_000_000 == scenario.declared)
        #expect(evaluation.timeFindings == scenario.findings)
    }
}
