import XAPI

@testable import Completion

extension Deed {
    /// Said by the service itself.
    var decided: Deed { from(source: FactKey.serviceSource) }
    func because(_ reason: String) -> Deed {
        with { $0.result.append(#""extensions":{"\#(CMI5IRI.reason)":"\#(reason)"}"#) }
    }
}

extension Scenario {
    private static let jury = RuleDocument(
        id: "test.jury",
        version: 1,
        title: LocalizedText(french: "Jury", english: "Jury"),
        expression: .all([.activity("A", .completed), .decision])
    )
    private static let yearly = RuleDocument(
        id: "test.yearly",
        version: 1,
        title: LocalizedText(french: "Annuel", english: "Yearly"),
        validMonths: 12,
        expression: .completed
    )
    private static let completion = Deed("d", VerbIRI.completed, at: 3).completion(true).decided
    private static let waiver = Deed("w", VerbIRI.waived, at: 4).completion(true).because("Administrative").decided
    private static let refusal = Deed("r", VerbIRI.failed, at: 5).success(false).decided
    private static let module = Deed("c", VerbIRI.completed, "a")
    private static let day = 24 * 60

    static let decisions: [Scenario] = [
        Scenario(
            "an administrative completion completes",
            .twoSCOs,
            NamedRules.scorm12Default,
            [completion],
            .completed,
            because: "d",
            at: 3
        ),
        Scenario("a waiver is no completion", .twoSCOs, NamedRules.scorm12Default, [waiver], .waived, because: "w"),
        Scenario(
            "nor is an equivalence",
            .oneSCO,
            NamedRules.scorm2004Default,
            [Deed("e", VerbIRI.waived).because("Equivalent").decided],
            .waived,
            because: "e"
        ),
        Scenario(
            "of a decision and the module's own completion the first one tells",
            .oneSCO,
            NamedRules.scorm12Default,
            [completion, module],
            .completed,
            because: "c",
            at: 0
        ),
        Scenario(
            "a refusal is above whatever the module says",
            .oneSCO,
            NamedRules.scorm12Default,
            [module, refusal],
            .failed,
            because: "r",
            success: .failed
        ),
        Scenario(
            "also above what it says later",
            .oneSCO,
            NamedRules.scorm12Default,
            [refusal, Deed("c", VerbIRI.completed, "a", at: 90)],
            .failed,
            because: "r",
            success: .failed
        ),
        Scenario(
            "a refusal takes back what was granted before",
            .oneSCO,
            NamedRules.scorm12Default,
            [completion, waiver, refusal],
            .failed,
            because: "r",
            success: .failed
        ),
        Scenario(
            "what is granted again after a refusal counts from then on",
            .oneSCO,
            NamedRules.scorm12Default,
            [completion, refusal, Deed("e", VerbIRI.completed, at: 8).decided],
            .completed,
            because: "e",
            at: 8
        ),
        Scenario(
            "the last word is the last by its date, whenever it came in",
            .oneSCO,
            NamedRules.scorm12Default,
            [completion, Deed("r", VerbIRI.failed, at: 1).decided.stored(at: 9)],
            .completed,
            because: "d",
            at: 3
        ),
        Scenario(
            "under cmi5 a decision needs neither category nor registration",
            .twoAUs,
            NamedRules.cmi5MoveOn,
            [completion],
            .completed,
            because: "d",
            at: 3
        ),
        Scenario(
            "the rule manual looks at decisions alone",
            .oneSCO,
            NamedRules.manual,
            [module, Deed("p", VerbIRI.passed)],
            .inProgress,
            success: .passed,
            missing: [""]
        ),
        Scenario(
            "and takes one",
            .oneSCO,
            NamedRules.manual,
            [module, completion],
            .completed,
            because: "d",
            at: 3
        ),
        Scenario(
            "nobody but the service decides",
            .oneSCO,
            NamedRules.manual,
            [Deed("d", VerbIRI.completed).completion(true), Deed("w", VerbIRI.waived)],
            .inProgress,
            missing: [""]
        ),
        Scenario(
            "a rule that asks for a decision beside is not met by it alone",
            .oneSCO,
            jury,
            [completion],
            .notStarted,
            missing: ["A"]
        ),
        Scenario(
            "nor without it",
            .oneSCO,
            jury,
            [module],
            .inProgress,
            missing: [""]
        ),
        Scenario(
            "but by both",
            .oneSCO,
            jury,
            [module, completion],
            .completed,
            because: "cd",
            at: 3
        ),
        Scenario(
            "a decision lapses as any completion does",
            .of(),
            yearly,
            [completion],
            .expired,
            because: "d",
            at: 3
        ).with { $0.nowMinute = 400 * day },
        Scenario(
            "and is renewed by the module, or by another decision",
            .of(),
            yearly,
            [completion, Deed("c", VerbIRI.completed, at: 300 * day)],
            .completed,
            because: "d",
            at: 3
        ).with { $0.nowMinute = 400 * day },
        Scenario(
            "attendance that the service states is no decision",
            .of(),
            NamedRules.attendance,
            [Deed("a", VerbIRI.attended).decided],
            .completed,
            because: "a",
            at: 0
        ),
    ]
}
