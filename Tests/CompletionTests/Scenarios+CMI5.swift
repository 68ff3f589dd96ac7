import XAPI

@testable import Completion

extension Scenario {
    private static func moveOn(
        _ description: String,
        _ outline: CourseOutline,
        _ deeds: [Deed],
        _ status: Evaluation.Status,
        because: String = "",
        success: Evaluation.Success = .unknown,
        missing: [String] = [],
        at minute: Int? = nil
    ) -> Scenario {
        Scenario(
            description,
            outline,
            NamedRules.cmi5MoveOn,
            deeds,
            status,
            because: because,
            success: success,
            missing: missing,
            at: minute
        )
    }

    private static func passed(_ name: Character, _ activity: String, _ score: Double, at minute: Int) -> Deed {
        Deed(name, VerbIRI.passed, activity, at: minute).cmi5.success(true).scaled(score)
    }

    private static func completed(_ name: Character, _ activity: String, at minute: Int = 0) -> Deed {
        Deed(name, VerbIRI.completed, activity, at: minute).cmi5.completion(true)
    }

    static let cmi5: [Scenario] = [
        moveOn(
            "each unit by its own criterion",
            .twoAUs,
            [passed("p", "a", 0.9, at: 1), completed("c", "b", at: 2)],
            .completed,
            because: "pc",
            success: .passed,
            at: 2
        ),
        moveOn(
            "passed below the mastery score does not count",
            .twoAUs,
            [passed("p", "a", 0.5, at: 1), completed("c", "b", at: 2)],
            .inProgress,
            missing: ["A"]
        ),
        moveOn(
            "the first pass at the mastery score is the proof, not the best",
            .twoAUs,
            [
                passed("q", "a", 0.5, at: 1).in(1), passed("p", "a", 0.8, at: 3).in(1),
                passed("r", "a", 1, at: 4).in(1),
                completed("c", "b", at: 2),
            ],
            .completed,
            because: "cp",
            success: .passed,
            at: 3
        ),
        moveOn(
            "passed without a scaled score counts",
            .twoAUs,
            [Deed("p", VerbIRI.passed, "a", at: 1).cmi5.success(true), completed("c", "b")],
            .completed,
            because: "cp",
            success: .passed,
            at: 1
        ),
        moveOn(
            "only what cmi5 defines proves anything",
            .of(.au("a", .completed)),
            [Deed("c", VerbIRI.completed, "a").in(1).completion(true)],
            .inProgress,
            missing: ["A"]
        ),
        moveOn(
            "two registrations do not make one",
            .twoAUs,
            [passed("p", "a", 0.9, at: 1).in(1), completed("c", "b", at: 2).in(2)],
            .inProgress,
            success: .unknown,
            missing: ["A"]
        ),
        moveOn(
            "of two registrations that are complete the earlier is the answer",
            .of(.au("a", .completed)),
            [completed("d", "a", at: 5).in(1), completed("c", "a", at: 4).in(2)],
            .completed,
            because: "c",
            at: 4
        ),
        moveOn(
            "without a registration nothing counts, and a finding says so",
            .of(.au("a", .completed)),
            [completed("c", "a").with { $0.registration = nil }],
            .inProgress,
            missing: ["A"]
        ).with { $0.findings = ["registration-missing"] },
        moveOn(
            "CompletedAndPassed wants both",
            .of(.au("a", .completedAndPassed)),
            [completed("c", "a")],
            .inProgress,
            missing: ["A"]
        ),
        moveOn(
            "CompletedOrPassed wants either",
            .of(.au("a", .completedOrPassed)),
            [passed("p", "a", 0.1, at: 1)],
            .completed,
            because: "p",
            success: .passed,
            at: 1
        ),
        moveOn(
            "waived satisfies",
            .of(.au("a", .passed)),
            [Deed("w", VerbIRI.waived, "a", at: 1).cmi5.completion(true).success(true)],
            .waived,
            because: "w"
        ),
        moveOn(
            "one waived, one done is completed",
            .twoAUs,
            [Deed("w", VerbIRI.waived, "a", at: 1).cmi5.completion(true).success(true), completed("c", "b")],
            .completed,
            because: "cw",
            at: 1
        ),
        moveOn(
            "NotApplicable is satisfied by the registration's first statement",
            .of(.au("a", .notApplicable)),
            [Deed("l", VerbIRI.launched, "a", at: 1).cmi5, Deed("i", VerbIRI.initialized, "a", at: 2).cmi5],
            .completed,
            because: "l",
            at: 1
        ),
        moveOn("NotApplicable is not started without a registration", .of(.au("a", .notApplicable)), [], .notStarted),
        moveOn(
            "satisfied, which the LMS derives, proves nothing",
            .of(.au("a", .completed)),
            [Deed("s", VerbIRI.satisfied, "course").cmi5],
            .inProgress,
            missing: ["A"]
        ),
        moveOn(
            "a session that was launched to browse does not count",
            .of(.au("a", .completed)),
            [
                Deed("l", VerbIRI.launched, "a").cmi5.session("s").mode("Browse"),
                completed("c", "a", at: 1).session("s"),
            ],
            .notStarted,
            missing: ["A"]
        ),
        moveOn(
            "another session of the same registration does",
            .of(.au("a", .completed)),
            [
                Deed("l", VerbIRI.launched, "a").cmi5.session("s").mode("Browse"),
                completed("c", "a", at: 1).session("s"), completed("d", "a", at: 2).session("t"),
            ],
            .completed,
            because: "d",
            at: 2
        ),
        moveOn(
            "a session of unknown mode counts as normal",
            .of(.au("a", .completed)),
            [completed("c", "a", at: 1).session("s")],
            .completed,
            because: "c",
            at: 1
        ),
        moveOn(
            "failed is failed",
            .of(.au("a", .passed)),
            [Deed("f", VerbIRI.failed, "a").cmi5.success(false)],
            .failed,
            because: "f",
            success: .failed,
            missing: ["A"]
        ),
    ]
}
