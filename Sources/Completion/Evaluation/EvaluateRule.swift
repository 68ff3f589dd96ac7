import Foundation
package import XAPI

/// Answers whether a learner is complete in a course by a rule, with the statements that make it so.
///
/// Pure: the same facts give the same answer, on a server or in an auditor's hand.
package struct EvaluateRule: Sendable {
    package init() {}

    /// - Parameters:
    ///   - facts: those of all the learner's identifiers; those of activities outside the course are not looked at.
    ///   - now: decides whether a completion has expired.
    ///   - untrustedSources: interned numbers of the sources whose statements count for nothing.
    ///   - isStatusEnough: whether what explains the answer (what is missing, progress, score, time, findings) may stay empty.
    package func callAsFunction(
        _ rule: RuleDocument,
        outline: CourseOutline,
        facts: [(FactKey, Facts)],
        now: Instant,
        untrustedSources: Set<Int64> = [],
        isStatusEnough: Bool = false
    ) -> Evaluation {
        let seen = CountedFacts(facts, of: outline, untrustedSources: untrustedSources, statements: .all)
        let proving =
            rule.statements == .all
            ? seen
            : CountedFacts(facts, of: outline, untrustedSources: untrustedSources, statements: rule.statements)
        let verdict = Verdict(of: rule, outline: outline, facts: proving)
        var evaluation = Evaluation()
        evaluation.answer(verdict, rule: rule, now: now.microseconds)
        if !isStatusEnough {
            if !verdict.isTrue { evaluation.missing = verdict.judgement.needs.missing }
            evaluation.describe(seen, outline: outline)
            evaluation.describe(proving, verdict: verdict, rule: rule, outline: outline)
        }
        evaluation.settle(verdict, hasActivity: !seen.isEmpty, LastOutcome(of: proving.together, outline))
        return evaluation
    }
}

/// What the rule says, of the registration that answers best where each is judged by itself; and what was decided of it.
struct Verdict {
    let judgement: Judgement
    /// Least that proves it, in order of time; where it is refused, the refusal.
    let reasons: [Reason]
    /// Of the judged registration; nil where all were judged together.
    let registration: UUID?
    private(set) var isRefused = false

    /// A rule that asks for a decision says itself what it is worth; to any other, one is as good as all that it asks.
    init(of rule: RuleDocument, outline: CourseOutline, facts: CountedFacts) {
        let verdict = Verdict(ofStatements: facts, rule, outline)
        if let refusal = facts.decisions.refusal {
            self.init(judgement: Judgement(truth: .false, isOutOfReach: true), reasons: [Reason(decided: refusal)])
            isRefused = true
        } else if let granted = facts.decisions.granted, !rule.expression.asksForDecision {
            self = verdict.or(granted)
        } else {
            self = verdict
        }
    }

    private init(judgement: Judgement, reasons: [Reason], registration: UUID? = nil) {
        self.judgement = judgement
        self.reasons = reasons
        self.registration = registration
    }

    /// Whichever came first; renewed by either.
    private func or(_ granted: Judgement) -> Verdict {
        let other = Verdict(judgement: granted, reasons: granted.proof.minimal)
        guard isTrue, let moment, let others = other.moment else { return other }
        var both = moment < others ? judgement : granted
        // What always was true never lapses.
        both.renewedAt = judgement.renewedAt.flatMap { own in granted.renewedAt.map { max(own, $0) } }
        let first = moment < others ? self : other
        return Verdict(judgement: both, reasons: first.reasons, registration: first.registration)
    }

    private init(ofStatements facts: CountedFacts, _ rule: RuleDocument, _ outline: CourseOutline) {
        switch rule.registrations {
        case .together: self.init(rule, outline, facts.together, nil, facts.decisions)
        case .each:
            let judged = facts.byRegistration.compactMap { registration, attempt in
                registration.map { Verdict(rule, outline, attempt, $0, facts.decisions) }
            }
            if let first = judged.filter(\.isTrue).min(by: { $0.cameBefore($1) }) {
                self = first
            } else {
                let current = facts.byRegistration.filter { $0.key != nil }
                    .max { $0.value.activityOrder($1.value) }
                self.init(rule, outline, current?.value ?? [:], current?.key, facts.decisions)
            }
        }
    }

    private init(
        _ rule: RuleDocument,
        _ outline: CourseOutline,
        _ facts: CountedFacts.ByActivity,
        _ registration: UUID?,
        _ decisions: Decisions
    ) {
        var judgement = RuleJudge(outline: outline, facts: facts, decisions: decisions).judge(rule.expression)
        var reasons: [Reason] = []
        if judgement.truth == .true {
            reasons = judgement.proof.minimal
            // True of itself, as where every unit is NotApplicable: from the registration's first statement on
            // (cmi5 §9.6.1).
            if reasons.isEmpty, let first = facts.firstActivity {
                reasons = [Reason(first, says: Saying.anything.text)]
            }
            if reasons.isEmpty { judgement = Judgement(truth: .false) }
        }
        self.init(judgement: judgement, reasons: reasons, registration: registration)
    }

    var isTrue: Bool { judgement.truth == .true }
    var moment: Witness? { reasons.map(\.witness).max() }

    private func cameBefore(_ other: Verdict) -> Bool {
        guard let moment, let others = other.moment, moment != others else {
            return (registration?.halves ?? (0, 0)) < (other.registration?.halves ?? (0, 0))
        }
        return moment < others
    }
}

extension CountedFacts.ByActivity {
    fileprivate func activityOrder(_ other: Self) -> Bool {
        guard let last = lastActivity, let others = other.lastActivity else { return lastActivity == nil }
        return last < others
    }
}
