import XAPI

/// The rules that are shipped. Their documents are what an answer names, and what an evidence bundle carries.
package enum NamedRules {
    package static let all = [
        scorm12Default, scorm12StrictPass, scorm2004Default, scorm2004CompletedAndPassed, cmi5MoveOn,
        scormProfileTerminated, xapiVerb, xapiPassedImpliesCompleted, videoThreshold, attendance,
        courseDefault, manual,
    ]

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })

    /// The newest version of the rule with this id.
    package static func document(_ id: String) -> RuleDocument? { byID[id] }

    private static let openedAsset: Rule = .all([.kind([.asset]), .any([.opened, .completed])])

    /// The course itself, or each launchable item: a SCO as `rule` says, an asset when it was opened.
    private static func scorm(_ rule: Rule) -> Rule {
        .any([rule, .every(.launchable, .any([rule, openedAsset]))])
    }

    private static func onCourseOrItems(_ rule: Rule) -> Rule { .any([rule, .every(.launchable, rule)]) }

    /// Passed implies completed: SCORM 1.2 has one status for both (`cmi.core.lesson_status`).
    package static let scorm12Default = RuleDocument(
        id: "scorm12.default",
        version: 1,
        title: LocalizedText(
            french: "Cours terminé, ou chaque module terminé ou réussi",
            english: "Course completed, or each module completed or passed"
        ),
        expression: scorm(.any([.completed, .passed(.any)]))
    )

    package static let scorm12StrictPass = RuleDocument(
        id: "scorm12.strict-pass",
        version: 1,
        title: LocalizedText(
            french: "Cours réussi, ou chaque module réussi",
            english: "Course passed, or each module passed"
        ),
        expression: scorm(.passed(.any))
    )

    /// Completion and success are two statuses (`cmi.completion_status`, `cmi.success_status`); only the first counts.
    package static let scorm2004Default = RuleDocument(
        id: "scorm2004.default",
        version: 1,
        title: LocalizedText(
            french: "Cours terminé, ou chaque module terminé",
            english: "Course completed, or each module completed"
        ),
        expression: scorm(.completed)
    )

    package static let scorm2004CompletedAndPassed = RuleDocument(
        id: "scorm2004.completed-and-passed",
        version: 1,
        title: LocalizedText(
            french: "Cours, ou chaque module, terminé et réussi",
            english: "Course, or each module, completed and passed"
        ),
        expression: scorm(.all([.completed, .passed(.any)]))
    )

    /// All assignable units of one registration, whatever the blocks between (cmi5 §9.6.1, §13.1.4).
    package static let cmi5MoveOn = RuleDocument(
        id: "cmi5.moveon",
        version: 1,
        title: LocalizedText(
            french: "Chaque unité satisfait son critère moveOn",
            english: "Each unit meets its moveOn criterion"
        ),
        registrations: .each,
        statements: .cmi5,
        expression: .every(.au, .moveOn)
    )

    /// Completion as `terminated` states it (xAPI SCORM profile §5).
    package static let scormProfileTerminated = RuleDocument(
        id: "scorm-profile.terminated",
        version: 1,
        title: LocalizedText(
            french: "Cours, ou chaque module, quitté en l'état terminé",
            english: "Course, or each module, terminated as completed"
        ),
        expression: scorm(.concluded)
    )

    package static let xapiVerb = RuleDocument(
        id: "xapi.verb",
        version: 1,
        title: LocalizedText(
            french: "Verbe completed ou passed, ou completion = true, sur le cours ou sur chaque module",
            english: "Verb completed or passed, or completion = true, on the course or on each module"
        ),
        expression: onCourseOrItems(.any([.completed, .passed(.verb)]))
    )

    package static let xapiPassedImpliesCompleted = RuleDocument(
        id: "xapi.passed-implies-completed",
        version: 1,
        title: LocalizedText(
            french: "Toute réussite vaut achèvement, sur le cours ou sur chaque module",
            english: "Any success counts as completion, on the course or on each module"
        ),
        expression: onCourseOrItems(.any([.completed, .passed(.any)]))
    )

    package static let videoThreshold = RuleDocument(
        id: "video.threshold",
        version: 1,
        title: LocalizedText(
            french: "Vidéo vue à 90 % au moins",
            english: "At least 90% of the video watched"
        ),
        expression: onCourseOrItems(.progressAtLeast(0.9))
    )

    package static let attendance = RuleDocument(
        id: "attendance",
        version: 1,
        title: LocalizedText(french: "Présence constatée", english: "Attendance recorded"),
        expression: onCourseOrItems(.attended)
    )

    /// A course without package: whatever says that somebody took it.
    package static let courseDefault = RuleDocument(
        id: "course.default",
        version: 1,
        title: LocalizedText(
            french: "Terminé, réussi, ou présence constatée", english: "Completed, passed, or attendance recorded"
        ),
        expression: onCourseOrItems(.any([.completed, .passed(.any), .attended]))
    )

    /// Whatever the content says: somebody has to decide.
    package static let manual = RuleDocument(
        id: "manual",
        version: 1,
        title: LocalizedText(french: "Décision administrative seule", english: "Administrative decision alone"),
        expression: .decision
    )
}
