import XAPI

@testable import Completion

extension Scenario {
    static let scorm12: [Scenario] = [
        Scenario(
            "nothing received is not started",
            .oneSCO,
            NamedRules.scorm12Default,
            [],
            .notStarted,
            missing: ["A"]
        ),
        Scenario(
            "opened is in progress",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("i", VerbIRI.initialized, "a")],
            .inProgress,
            missing: ["A"]
        ),
        Scenario(
            "completion = true completes",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("i", VerbIRI.initialized, "a"), Deed("c", VerbIRI.terminated, "a", at: 5).completion(true)],
            .completed,
            because: "c",
            at: 5
        ),
        Scenario(
            "the course's own activity completes it",
            .twoSCOs,
            NamedRules.scorm12Default,
            [Deed("c", VerbIRI.completed, at: 3)],
            .completed,
            because: "c",
            at: 3
        ),
        Scenario(
            "passed without completed completes under SCORM 1.2",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("p", VerbIRI.passed, "a", at: 4)],
            .completed,
            because: "p",
            success: .passed,
            at: 4
        ),
        Scenario(
            "each launchable item is wanted",
            .twoSCOs,
            NamedRules.scorm12Default,
            [Deed("c", VerbIRI.completed, "a")],
            .inProgress,
            missing: ["B"]
        ),
        Scenario(
            "an asset counts when it was opened",
            .of(.sco("a"), .asset("b"), .cluster("c")),
            NamedRules.scorm12Default,
            [Deed("c", VerbIRI.completed, "a"), Deed("o", VerbIRI.experienced, "b", at: 9)],
            .completed,
            because: "co",
            at: 9
        ),
        Scenario(
            "an opened SCO is not completed",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("o", VerbIRI.experienced, "a")],
            .inProgress,
            missing: ["A"]
        ),
        Scenario(
            "a failed retake takes nothing back",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("p", VerbIRI.passed, "a", at: 1).in(1), Deed("f", VerbIRI.failed, "a", at: 2).in(2)],
            .completed,
            because: "p",
            success: .passed,
            at: 1
        ).with { $0.isCurrentAttemptComplete = false },
        Scenario(
            "failed and never complete is failed",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("i", VerbIRI.initialized, "a"), Deed("f", VerbIRI.failed, "a", at: 2)],
            .failed,
            because: "f",
            success: .failed,
            missing: ["A"]
        ),
        Scenario(
            "completed then incomplete stays completed; the current attempt is not",
            .oneSCO,
            NamedRules.scorm12Default,
            [
                Deed("c", VerbIRI.completed, "a", at: 1).completion(true).in(1),
                Deed("n", VerbIRI.terminated, "a", at: 2).completion(false).in(1),
            ],
            .completed,
            because: "c",
            at: 1
        ).with { $0.isCurrentAttemptComplete = false },
        Scenario(
            "completed after incomplete is complete in the current attempt",
            .oneSCO,
            NamedRules.scorm12Default,
            [
                Deed("n", VerbIRI.suspended, "a", at: 1).completion(false).in(1),
                Deed("c", VerbIRI.completed, "a", at: 2).completion(true).in(1),
            ],
            .completed,
            because: "c",
            at: 2
        ).with { $0.isCurrentAttemptComplete = true },
        Scenario(
            "a browse session never counts",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("c", VerbIRI.completed, "a").session("s").mode("Browse")],
            .notStarted,
            missing: ["A"]
        ),
        Scenario(
            "nor does a review session, whatever its case",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("c", VerbIRI.completed, "a").mode("review")],
            .notStarted,
            missing: ["A"]
        ),
        Scenario(
            "a normal session counts",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("c", VerbIRI.completed, "a").session("s").mode("Normal")],
            .completed,
            because: "c",
            at: 0
        ),
        Scenario(
            "completed with completion = false is not",
            .oneSCO,
            NamedRules.scorm12Default,
            [Deed("c", VerbIRI.completed, "a").completion(false)],
            .inProgress,
            missing: ["A"]
        ).with { $0.findings = ["completed-with-completion-false"] },
        Scenario(
            "strict pass wants a pass",
            .oneSCO,
            NamedRules.scorm12StrictPass,
            [Deed("c", VerbIRI.completed, "a")],
            .inProgress,
            missing: ["A"]
        ),
        Scenario(
            "strict pass takes a pass",
            .oneSCO,
            NamedRules.scorm12StrictPass,
            [Deed("p", VerbIRI.passed, "a")],
            .completed,
            because: "p",
            success: .passed,
            at: 0
        ),
        Scenario(
            "a package replaced by one with more items reopens nothing by itself: the rule reads the outline given",
            .of(.sco("a"), .sco("c")),
            NamedRules.scorm12Default,
            [Deed("x", VerbIRI.completed, "a")],
            .inProgress,
            missing: ["C"]
        ),
    ]

    static let scorm2004: [Scenario] = [
        Scenario(
            "completion and success are two things",
            .oneSCO,
            NamedRules.scorm2004Default,
            [Deed("p", VerbIRI.passed, "a").success(true)],
            .inProgress,
            success: .passed,
            missing: ["A"]
        ),
        Scenario(
            "completed and failed is completed",
            .oneSCO,
            NamedRules.scorm2004Default,
            [Deed("c", VerbIRI.completed, "a", at: 1), Deed("f", VerbIRI.failed, "a", at: 2)],
            .completed,
            because: "c",
            success: .failed,
            at: 1
        ),
        Scenario(
            "completed-and-passed wants both",
            .oneSCO,
            NamedRules.scorm2004CompletedAndPassed,
            [Deed("c", VerbIRI.completed, "a", at: 1)],
            .inProgress,
            missing: ["A"]
        ),
        Scenario(
            "completed-and-passed rests on both statements",
            .oneSCO,
            NamedRules.scorm2004CompletedAndPassed,
            [Deed("c", VerbIRI.completed, "a", at: 1), Deed("p", VerbIRI.passed, "a", at: 2)],
            .completed,
            because: "cp",
            success: .passed,
            at: 2
        ),
        Scenario(
            "or on the one that says both",
            .oneSCO,
            NamedRules.scorm2004CompletedAndPassed,
            [Deed("t", VerbIRI.terminated, "a", at: 1).completion(true).success(true)],
            .completed,
            because: "t",
            success: .passed,
            at: 1
        ),
        Scenario(
            "scorm-profile.terminated does not take the verb completed",
            .oneSCO,
            NamedRules.scormProfileTerminated,
            [Deed("c", VerbIRI.completed, "a").completion(true)],
            .inProgress,
            missing: ["A"]
        ),
        Scenario(
            "scorm-profile.terminated takes what terminated states",
            .oneSCO,
            NamedRules.scormProfileTerminated,
            [Deed("t", VerbIRI.terminated, "a").completion(true)],
            .completed,
            because: "t",
            at: 0
        ),
    ]
}
