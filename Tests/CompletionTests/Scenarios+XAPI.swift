import XAPI

@testable import Completion

extension Scenario {
    private static func yearly(_ rule: Rule) -> RuleDocument {
        RuleDocument(
            id: "test.yearly",
            version: 1,
            title: LocalizedText(french: "Annuel", english: "Yearly"),
            validMonths: 12,
            expression: rule
        )
    }

    private static let expiring = yearly(.completed)
    private static let either = yearly(.any([.activity("A", .completed), .activity("B", .completed)]))
    private static let both = yearly(.every(.sco, .completed))
    private static let course = CourseOutline.of()
    private static let day = 24 * 60

    static let xapi: [Scenario] = [
        Scenario(
            "the verb completed completes",
            course,
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed)],
            .completed,
            because: "c",
            at: 0
        ),
        Scenario(
            "so does passed",
            course,
            NamedRules.xapiVerb,
            [Deed("p", VerbIRI.passed)],
            .completed,
            because: "p",
            success: .passed,
            at: 0
        ),
        Scenario(
            "success = true alone does not, but under passed-implies-completed",
            course,
            NamedRules.xapiVerb,
            [Deed("s", "https://example.org/played").success(true)],
            .inProgress,
            success: .passed,
            missing: [""]
        ),
        Scenario(
            "under passed-implies-completed it does",
            course,
            NamedRules.xapiPassedImpliesCompleted,
            [Deed("s", "https://example.org/played").success(true)],
            .completed,
            because: "s",
            success: .passed,
            at: 0
        ),
        Scenario(
            "completion = true with any verb completes",
            course,
            NamedRules.xapiVerb,
            [Deed("s", "https://example.org/played").completion(true)],
            .completed,
            because: "s",
            at: 0
        ),
        Scenario(
            "registrations are taken together",
            .of(.tincan("a"), .tincan("b")),
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed, "a").in(1), Deed("d", VerbIRI.completed, "b", at: 3).in(2)],
            .completed,
            because: "cd",
            at: 3
        ),
        Scenario(
            "a missing registration is no obstacle",
            .of(.tincan("a"), .tincan("b")),
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed, "a"), Deed("d", VerbIRI.completed, "b", at: 3).in(2)],
            .completed,
            because: "cd",
            at: 3
        ),
        Scenario(
            "two identifiers of one person add up",
            .of(.tincan("a"), .tincan("b")),
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed, "a").by(1), Deed("d", VerbIRI.completed, "b", at: 3).by(2)],
            .completed,
            because: "cd",
            at: 3
        ),
        Scenario(
            "a sub-activity of the course does not complete it",
            course,
            NamedRules.xapiVerb,
            [
                Deed("c", VerbIRI.completed, "quiz").with {
                    $0.context = [#""contextActivities":{"parent":[{"id":"https://example.org/course"}]}"#]
                }
            ],
            .notStarted,
            missing: [""]
        ),
        Scenario(
            "an IRI with a trailing slash is another activity",
            course,
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed, "course/")],
            .notStarted,
            missing: [""]
        ),
        Scenario(
            "the earliest of several completions is the proof",
            course,
            NamedRules.xapiVerb,
            [
                Deed("b", VerbIRI.completed, at: 7), Deed("a", VerbIRI.completed, at: 5),
                Deed("c", VerbIRI.completed, at: 9),
            ],
            .completed,
            because: "a",
            at: 5
        ),
        Scenario(
            "a timestamp in the future counts at the time of storing",
            course,
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed, at: 9 * day).stored(at: 5)],
            .completed,
            because: "c",
            at: 5
        ).with { $0.findings = ["timestamp-in-future"] },
        Scenario(
            "a clock that runs late keeps its own time",
            course,
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed, at: -30).stored(at: 5)],
            .completed,
            because: "c",
            at: -30
        ),
        Scenario(
            "of two at the same time the first stored is the proof",
            course,
            NamedRules.xapiVerb,
            [Deed("a", VerbIRI.completed).stored(at: 9), Deed("b", VerbIRI.completed).stored(at: 8)],
            .completed,
            because: "b",
            at: 0
        ),
        Scenario(
            "an authority not trusted for this course",
            course,
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed).from(source: 7)],
            .notStarted,
            missing: [""]
        ).with {
            $0.untrustedSources = [7]
            $0.findings = ["authority-not-trusted"]
        },
        Scenario(
            "an authority not trusted beside one that is",
            course,
            NamedRules.xapiVerb,
            [Deed("c", VerbIRI.completed).from(source: 7), Deed("d", VerbIRI.completed, at: 3)],
            .completed,
            because: "d",
            at: 3
        ).with {
            $0.untrustedSources = [7]
            $0.findings = ["authority-not-trusted"]
        },
        Scenario(
            "attendance",
            course,
            NamedRules.attendance,
            [Deed("a", VerbIRI.attended)],
            .completed,
            because: "a",
            at: 0
        ),
        Scenario(
            "a video watched far enough, when it was",
            course,
            NamedRules.videoThreshold,
            [
                Deed("a", VerbIRI.progressed, at: 1).progress(50), Deed("b", VerbIRI.progressed, at: 2).progress(91),
                Deed("c", VerbIRI.progressed, at: 3).progress(100),
            ],
            .completed,
            because: "b",
            at: 2
        ),
        Scenario(
            "a completion that has not expired",
            course,
            expiring,
            [Deed("c", VerbIRI.completed)],
            .completed,
            because: "c",
            at: 0
        ).with { $0.nowMinute = 365 * day },
        Scenario(
            "a completion expires on read",
            course,
            expiring,
            [Deed("c", VerbIRI.completed)],
            .expired,
            because: "c",
            at: 0
        ).with { $0.nowMinute = 366 * day },
        Scenario(
            "a refresher renews it, and the first completion stays the first",
            course,
            expiring,
            [Deed("c", VerbIRI.completed), Deed("d", VerbIRI.completed, at: 300 * day)],
            .completed,
            because: "c",
            at: 0
        ).with { $0.nowMinute = 366 * day },
        Scenario(
            "doing one of two again renews a rule that wants either",
            .twoSCOs,
            either,
            [Deed("c", VerbIRI.completed, "a"), Deed("d", VerbIRI.completed, "b", at: 300 * day)],
            .completed,
            because: "c",
            at: 0
        ).with { $0.nowMinute = 366 * day },
        Scenario(
            "doing one of two again does not renew a rule that wants both",
            .twoSCOs,
            both,
            [
                Deed("c", VerbIRI.completed, "a"), Deed("d", VerbIRI.completed, "b", at: day),
                Deed("e", VerbIRI.completed, "a", at: 300 * day),
            ],
            .expired,
            because: "cd",
            at: day
        ).with { $0.nowMinute = 368 * day },
    ]
}
