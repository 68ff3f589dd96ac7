import Completion
import XAPI

/// What the rule of a course says of one learner's facts.
///
/// A new version of a course takes nothing from whoever completed an earlier one: versions are tried from the newest on,
/// and the first that is complete answers; where none is, the newest does.
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
        func evaluation(of version: StoredCourse.Version) throws -> Evaluation {
            EvaluateRule()(
                rule, outline: try outlines.outline(of: version.id), facts: known, now: Instant(microseconds: now),
                untrustedSources: course.untrustedSources, isStatusEnough: isStatusEnough
            )
        }
        let newest = try evaluation(of: course.newest)
        var answer = (course.newest, newest)
        if !newest.completed, !facts.isEmpty {
            for version in course.earlier {
                let evaluation = try evaluation(of: version)
                if evaluation.completed {
                    answer = (version, evaluation)
                    break
                }
            }
        }
        (self.version, self.evaluation) = answer
        self.rule = rule
    }
}
