import Foundation
import XAPI

extension Evaluation {
    /// What the rule says, by its verdict.
    mutating func answer(_ verdict: Verdict, rule: RuleDocument, now: Int64) {
        truth = verdict.judgement.truth
        registration = verdict.registration
        guard verdict.isTrue, let moment = verdict.moment?.effective else { return }
        because = Because.each(verdict.reasons)
        let isWaiver = verdict.reasons.allSatisfy(\.isWaiver)
        completed = !isWaiver
        status = isWaiver ? .waived : .completed
        firstCompletedAt = isWaiver ? nil : moment
        if let months = rule.validMonths {
            let since = max(moment, verdict.judgement.renewedAt ?? moment)
            expiresAt = PlainDate.adding(months: months, to: since)
        }
        if let expiresAt, expiresAt <= now { status = .expired }
        satisfied = status != .expired
    }

    /// Last, when all else is known: a status for what is not complete.
    mutating func settle(_ verdict: Verdict, hasActivity: Bool, _ lastOutcome: LastOutcome) {
        guard truth != .true else { return }
        guard !verdict.isRefused else {
            status = .failed
            success = .failed
            because = Because.each(verdict.reasons)
            return
        }
        status = hasActivity ? .inProgress : .notStarted
        guard let failure = lastOutcome.failure else { return }
        status = .failed
        because = Because.each([Reason(failure)])
    }

    /// What was done, whoever's rule it is.
    mutating func describe(_ seen: CountedFacts, outline: CourseOutline) {
        let facts = seen.together
        let ledger = TimeLedger(facts.values.map(\.time))
        timeCounted = ledger.counted
        timeDeclared = ledger.declared
        timeFindings = ledger.findings
        firstActivityAt = facts.firstActivity?.effective
        findings = facts.findings.codes
        if seen.isTruncated { findings.append("too-many-sessions") }
        if seen.hasUntrusted { findings.append("authority-not-trusted") }
        let isSettled = truth == .true || seen.decisions.refusal != nil
        if !seen.isEmpty || isSettled { progress = completed ? 1 : outline.progress(facts) }
        if registration == nil { registration = registration(in: seen) }
    }

    /// What counts as proof, beyond the rule itself.
    mutating func describe(
        _ proving: CountedFacts,
        verdict: Verdict,
        rule: RuleDocument,
        outline: CourseOutline
    ) {
        let facts = proving.together
        let pass: Rule.Pass = rule.statements == .cmi5 ? .mastery : .any
        success = outline.success(facts, pass: pass, isComplete: verdict.isTrue)
        score = outline.score(facts)
        if rule.registrations == .each, proving.byRegistration[nil] != nil { findings.append("registration-missing") }
        currentAttempt = proving.current.map { current in
            let isWhole = proving.byRegistration.count == 1
            let truth =
                isWhole
                ? verdict.judgement.truth
                : RuleJudge(outline: outline, facts: current.facts, decisions: proving.decisions)
                    .judge(rule.expression).truth
            let isIncomplete = outline.items.contains { current.facts[$0.activity]?.isLastWordIncomplete == true }
            return Attempt(
                registration: current.registration,
                isComplete: truth == .true && !isIncomplete
            )
        }
    }

    /// That of the statement that made the answer, else of the last activity.
    private func registration(in seen: CountedFacts) -> UUID? {
        guard let last = because.last else { return seen.current?.registration }
        let holder = seen.byRegistration.first { _, facts in
            facts.values.contains { $0.names(last.statement) }
        }
        return holder?.key
    }
}

extension Evaluation.Because {
    /// One for each statement, with all that it says.
    static func each(_ reasons: [Reason]) -> [Evaluation.Because] {
        var order: [Witness] = []
        var says: [Witness: [String]] = [:]
        for reason in reasons {
            if says[reason.witness] == nil { order.append(reason.witness) }
            if says[reason.witness]?.contains(reason.says) != true {
                says[reason.witness, default: []].append(reason.says)
            }
        }
        return order.sorted().map { witness in
            Evaluation.Because(
                statement: witness.statement,
                says: (says[witness] ?? []).joined(separator: ", "),
                at: witness.effective
            )
        }
    }
}

extension SessionFacts {
    /// Said to be incomplete after it was said to be complete, or never said to be complete.
    fileprivate var isLastWordIncomplete: Bool {
        guard let incomplete = last(.incompletion) else { return false }
        return last(.completion).map { $0 < incomplete } ?? true
    }
}
