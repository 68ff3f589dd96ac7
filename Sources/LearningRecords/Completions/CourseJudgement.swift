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
        let known = try outlines.facts(facts, as: rule)
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

extension OutlineReader {
    /// Facts as a rule needs them: where it asks for statements, with what these tell. Where there are too many of them, what
    /// is kept has to do.
    fileprivate func facts(
        _ stored: [(key: FactKey, facts: StoredFacts)], as rule: RuleDocument
    ) throws -> [(FactKey, Facts)] {
        guard rule.expression.asksForStatements else { return stored.map { ($0.key, $0.facts.facts) } }
        // Those of the past were folded with all that they tell.
        let untold = stored.filter { !$0.facts.facts.tells }.map(\.key).sorted()
        let events = try transaction.events(of: untold, limit: FactFold.largestRefold)
        return stored.map { key, facts in
            (key, (events[key] ?? []).reduce(into: facts.facts) { $0.fold($1, isToldKept: true) })
        }
    }
}
