import Foundation
import Testing
import XAPI

@testable import Completion

/// One line of the table: what was done, under which rule, and what must be answered.
struct Scenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var outline: CourseOutline
    var rule: RuleDocument
    var deeds: [Deed]
    var status: Evaluation.Status
    /// Names of the statements that the answer rests on, in order of time.
    var because: String
    var success: Evaluation.Success
    /// Identifiers of the items that lack something.
    var missing: [String]
    /// Minutes after noon.
    var completedMinute: Int?
    var nowMinute = 1_000_000
    var untrustedSources: Set<Int64> = []
    var isCurrentAttemptComplete: Bool?
    var findings: [String] = []

    init(
        _ description: String,
        _ outline: CourseOutline,
        _ rule: RuleDocument,
        _ deeds: [Deed],
        _ status: Evaluation.Status,
        because: String = "",
        success: Evaluation.Success = .unknown,
        missing: [String] = [],
        at completedMinute: Int? = nil
    ) {
        testDescription = description
        self.outline = outline
        self.rule = rule
        self.deeds = deeds
        self.status = status
        self.because = because
        self.success = success
        self.missing = missing
        self.completedMinute = completedMinute
    }

    func with(_ change: (inout Scenario) -> Void) -> Scenario {
        var scenario = self
        change(&scenario)
        return scenario
    }

    func evaluation(of deeds: [Deed]) throws -> Evaluation {
        EvaluateRule()(
            rule,
            outline: outline,
            facts: try deeds.facts(),
            now: Deed.instant(nowMinute),
            untrustedSources: untrustedSources
        )
    }
}

extension CourseOutline {
    private static let course = Item(
        activity: 1,
        identifier: "",
        title: "Gestion du temps",
        kind: .course,
        isLaunchable: false
    )

    static func of(_ items: Item...) -> CourseOutline { CourseOutline(items: [course] + items) }

    static let oneSCO = of(.sco("a"))
    static let twoSCOs = of(.sco("a"), .sco("b"))
    static let twoAUs = of(.au("a", .passed, mastery: 0.8), .au("b", .completed))
}

extension CourseOutline.Item {
    static func sco(_ name: String) -> Self { item(name, .sco) }
    static func asset(_ name: String) -> Self { item(name, .asset) }
    static func cluster(_ name: String) -> Self { item(name, .cluster, isLaunchable: false) }
    static func tincan(_ name: String) -> Self { item(name, .tincan) }
    static func au(_ name: String, _ moveOn: CourseOutline.MoveOn?, mastery: Double? = nil) -> Self {
        item(name, .au, moveOn: moveOn, mastery: mastery)
    }

    private static func item(
        _ name: String,
        _ kind: Kind,
        moveOn: CourseOutline.MoveOn? = nil,
        mastery: Double? = nil,
        isLaunchable: Bool = true
    ) -> Self {
        Self(
            activity: Deed.activities[name] ?? 98,
            identifier: name.uppercased(),
            title: "Module \(name.uppercased())",
            kind: kind,
            parent: 0,
            masteryScore: mastery,
            moveOn: moveOn,
            isLaunchable: isLaunchable
        )
    }
}
