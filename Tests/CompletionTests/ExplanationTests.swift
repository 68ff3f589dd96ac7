import Testing
import XAPI

@testable import Completion

@Suite("explanations")
struct ExplanationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let scenario: Scenario
        let french: String
        let english: String

        init(_ scenario: Scenario, _ french: String, _ english: String) {
            testDescription = scenario.testDescription
            self.scenario = scenario
            self.french = french
            self.english = english
        }
    }

    private static func scenario(
        _ name: String,
        _ deeds: [Deed],
        outline: CourseOutline = .oneSCO,
        rule: RuleDocument = NamedRules.scorm12Default
    ) -> Scenario { Scenario(name, outline, rule, deeds, .completed) }

    private static let yearly = RuleDocument(
        id: "test.yearly",
        version: 3,
        title: LocalizedText(french: "Annuel", english: "Yearly"),
        validMonths: 12,
        expression: .completed
    )

    static let golden = [
        Case(
            scenario("completed", [Deed("c", VerbIRI.completed, "a").completion(true)]),
            "Terminé le 20 janvier 2020 : le module a déclaré completion = true (règle scorm12.default, version 1).",
            "Completed on 20 January 2020: the module declared completion = true (rule scorm12.default, version 1)."
        ),
        Case(
            scenario("by verb", [Deed("c", VerbIRI.passed, "a", at: 12 * 24 * 60)]),
            "Terminé le 1er février 2020 : le module a déclaré passed (règle scorm12.default, version 1).",
            "Completed on 1 February 2020: the module declared passed (rule scorm12.default, version 1)."
        ),
        Case(
            scenario(
                "several",
                [Deed("c", VerbIRI.completed, "a"), Deed("d", VerbIRI.passed, "b", at: 1)],
                outline: .twoSCOs
            ),
            "Terminé le 20 janvier 2020 : 2 déclarations, dont la dernière : le module a déclaré passed"
                + " (règle scorm12.default, version 1).",
            "Completed on 20 January 2020: 2 statements, the last of which: the module declared passed"
                + " (rule scorm12.default, version 1)."
        ),
        Case(
            scenario("not started", []),
            "Pas commencé : rien n'a été reçu (règle scorm12.default, version 1).",
            "Not started: nothing has been received (rule scorm12.default, version 1)."
        ),
        Case(
            scenario("in progress", [Deed("i", VerbIRI.initialized, "a")], outline: .twoSCOs),
            "En cours ; il reste : « Module A » à terminer ou à réussir, « Module B » à terminer ou à réussir"
                + " (règle scorm12.default, version 1).",
            "In progress; still open: “Module A” to be completed or to be passed,"
                + " “Module B” to be completed or to be passed"
                + " (rule scorm12.default, version 1)."
        ),
        Case(
            scenario(
                "both wanted",
                [Deed("i", VerbIRI.initialized, "a")],
                rule: NamedRules.scorm2004CompletedAndPassed
            ),
            "En cours ; il reste : « Module A » à terminer et à réussir"
                + " (règle scorm2004.completed-and-passed, version 1).",
            "In progress; still open: “Module A” to be completed and to be passed"
                + " (rule scorm2004.completed-and-passed, version 1)."
        ),
        Case(
            scenario("failed", [Deed("f", VerbIRI.failed, "a")]),
            "Non réussi ; dernier essai le 20 janvier 2020 : le module a déclaré failed"
                + " (règle scorm12.default, version 1).",
            "Not passed; last try on 20 January 2020: the module declared failed (rule scorm12.default, version 1)."
        ),
        Case(
            scenario(
                "waived",
                [Deed("w", VerbIRI.waived, "a").cmi5],
                outline: .of(.au("a", .passed)),
                rule: NamedRules.cmi5MoveOn
            ),
            "Dispensé le 20 janvier 2020 : une dispense a été accordée (règle cmi5.moveon, version 1).",
            "Waived on 20 January 2020: a waiver was granted (rule cmi5.moveon, version 1)."
        ),
        Case(
            scenario(
                "not applicable",
                [Deed("l", VerbIRI.launched, "a").cmi5],
                outline: .of(.au("a", nil)),
                rule: NamedRules.cmi5MoveOn
            ),
            "Terminé le 20 janvier 2020 : l'inscription suffit, aucune unité n'ayant de critère"
                + " (règle cmi5.moveon, version 1).",
            "Completed on 20 January 2020: registration is enough, as no unit has a criterion"
                + " (rule cmi5.moveon, version 1)."
        ),
        Case(
            scenario("expired", [Deed("c", VerbIRI.completed)], rule: yearly).with { $0.nowMinute = 2_000_000 },
            "Expiré depuis le 20 janvier 2021 ; terminé le 20 janvier 2020 : le module a déclaré completed"
                + " (règle test.yearly, version 3).",
            "Expired since 20 January 2021; completed on 20 January 2020: the module declared completed"
                + " (rule test.yearly, version 3)."
        ),
        Case(
            scenario(
                "score wanted",
                [Deed("s", VerbIRI.scored).scaled(0.5)],
                rule: RuleDocument(
                    id: "t",
                    version: 1,
                    title: LocalizedText(french: "", english: ""),
                    expression: .scoreAtLeast(0.835)
                )
            ),
            "En cours ; il reste : « Gestion du temps » score d'au moins 83,5\u{A0}% à obtenir (règle t, version 1).",
            "In progress; still open: “Gestion du temps” score of at least 83.5% to be reached (rule t, version 1)."
        ),
    ]

    @Test("in both languages", arguments: golden)
    func sentence(scenario: Case) throws {
        let evaluation = try scenario.scenario.evaluation(of: scenario.scenario.deeds)
        let explanation = Explanation()
        let rule = scenario.scenario.rule
        #expect(explanation.sentence(of: evaluation, rule: rule, language: .french) == scenario.french)
        #expect(explanation.sentence(of: evaluation, rule: rule, language: .english) == scenario.english)
    }

    /// Times of the change of clocks in Paris, and midnights there.
    static let days = [
        ("2020-01-20T22:59:59Z", "20 janvier 2020"), ("2020-01-20T23:00:00Z", "21 janvier 2020"),
        ("2020-07-20T21:59:59Z", "20 juillet 2020"), ("2020-07-20T22:00:00Z", "21 juillet 2020"),
        ("2020-03-28T22:59:59Z", "28 mars 2020"), ("2020-03-28T23:00:00Z", "29 mars 2020"),
        ("2020-03-29T22:00:00Z", "30 mars 2020"), ("2020-10-24T22:00:00Z", "25 octobre 2020"),
        ("2020-10-25T22:30:00Z", "25 octobre 2020"), ("2020-10-25T23:00:00Z", "26 octobre 2020"),
        ("1995-10-10T22:30:00Z", "10 octobre 1995"), ("1996-10-10T22:30:00Z", "11 octobre 1996"),
        ("2019-12-31T23:00:00Z", "1er janvier 2020"), ("1969-12-31T22:59:59Z", "31 décembre 1969"),
    ]

    @Test("a day is that of Paris", arguments: days)
    func day(time: String, expected: String) throws {
        let instant = try #require(Instant(iso8601: time))
        #expect(PlainDate(inParis: instant.microseconds).french == expected)
    }

    @Test("months end on their last day, and no time is out of reach")
    func months() throws {
        let end = try #require(Instant(iso8601: "2020-01-31T10:00:00Z")).microseconds
        #expect(Instant(microseconds: PlainDate.adding(months: 1, to: end)).rfc3339 == "2020-02-29T10:00:00.000Z")
        #expect(Instant(microseconds: PlainDate.adding(months: 13, to: end)).rfc3339 == "2021-02-28T10:00:00.000Z")
        #expect(PlainDate.adding(months: 1200, to: .max) == Instant.latest.microseconds)
        #expect(PlainDate(inParis: .max).year >= 9999 && PlainDate(inParis: .min).year >= 0)
    }
}
