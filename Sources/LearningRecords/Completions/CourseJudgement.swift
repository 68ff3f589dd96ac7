import Completion
import XAPI

/// What the rule of a course says of one learner's facts, by the version that answers.
struct CourseJudgement: Sendable {
    let version: StoredCourse.Version
    let rule: RuleDocument
    let evaluation: Evaluation

    init(version: StoredCourse.Version, rule: RuleDocument, evaluation: Evaluation) {
        self.version = version
        self.rule = rule
        self.evaluation = evaluation
    }

    /// - Parameter tried: a rule to judge by in place of the one in force.
    init(
        course: StoredCourse, facts: [(key: FactKey, facts: StoredFacts)], at now: Int64,
        outlines: inout OutlineReader, by tried: RuleDocument? = nil, isStatusEnough: Bool = false
    ) throws {
        let rule = try tried ?? outlines.rule(course.rule)
        let known = facts.map { ($0.key, $0.facts.facts) }
        (version, evaluation) = try EvaluateRule.answer(
            newest: course.newest, earlier: course.earlier, hasFacts: !facts.isEmpty
        ) { version in
            EvaluateRule()(
                rule, outline: try outlines.outline(of: version.id), facts: known, now: Instant(microseconds: now),
                untrustedSources: course.untrustedSources, isStatusEnough: isStatusEnough
            )
        }
        self.rule = rule
    }
}
