import XAPI

/// Holds a rule against the facts of one attempt, or of all attempts together.
struct RuleJudge {
    let outline: CourseOutline
    /// By activity.
    let facts: [Int64: SessionFacts]
    var decisions = Decisions()

    /// What the rule says of the course.
    func judge(_ rule: Rule) -> Judgement { judge(rule, at: outline.root) }

    /// - Parameter item: what the rule is about; nil where the outline lacks it, so that nothing can be told.
    func judge(_ rule: Rule, at item: CourseOutline.Item?) -> Judgement {
        switch rule {
        case .all(let rules): .atLeast(rules.count, of: rules.map { judge($0, at: item) })
        case .any(let rules): .atLeast(1, of: rules.map { judge($0, at: item) })
        case .atLeast(let count, let rules): .atLeast(count, of: rules.map { judge($0, at: item) })
        case .not(let rule): opposite(of: judge(rule, at: item))
        case .every(let selection, let rule): judge(rule, ofEvery: outline.items.lazy.filter(selection.takes))
        case .activity(let identifier, let rule): judge(rule, at: outline.items.first { $0.identifier == identifier })
        default: item.map { judgeAtom(rule, at: $0) } ?? Judgement(truth: .unknown, isOutOfReach: true)
        }
    }

    private func judge(_ rule: Rule, ofEvery items: some Sequence<CourseOutline.Item>) -> Judgement {
        let judgements = items.map { judge(rule, at: $0) }
        guard !judgements.isEmpty else { return Judgement(truth: .unknown, isOutOfReach: true) }
        return .atLeast(judgements.count, of: judgements)
    }

    private func opposite(of judgement: Judgement) -> Judgement {
        Judgement(truth: judgement.truth.negated, isOutOfReach: judgement.truth != .false)
    }

    private func judgeAtom(_ rule: Rule, at item: CourseOutline.Item) -> Judgement {
        let facts = facts[item.activity] ?? SessionFacts()
        switch rule {
        case .kind(let kinds): return kinds.contains(item.kind) ? .given : Judgement(truth: .false, isOutOfReach: true)
        case .completed: return judge(facts.milestones[.completion], item, "à terminer", "to be completed")
        case .opened: return judge(facts.milestones[.opened], item, "à ouvrir", "to be opened")
        case .attended:
            return judge(facts.milestones[.attended], item, "présence à constater", "attendance to be recorded")
        case .concluded:
            return judge(facts.milestones[.conclusion], item, "à terminer puis à quitter", "to be completed and closed")
        case .waived:
            // Nothing that a learner can do about.
            var judgement = judge(facts.milestones[.waived], item, "", "")
            judgement.needs = .nothing
            return judgement
        case .decision: return judgeDecision(at: item)
        case .statement(let pattern): return judge(pattern, facts, item)
        case .passed(let pass): return judgePass(pass, facts, item)
        case .moveOn: return judge(.any([.waived, (item.moveOn ?? .notApplicable).rule]), at: item)
        case .scoreAtLeast(let fraction): return judgeScore(atLeast: fraction, facts, item)
        case .progressAtLeast(let fraction): return judgeProgress(atLeast: fraction, facts, item)
        case .timeAtLeast(let seconds): return judgeTime(atLeast: seconds, item)
        case .all, .any, .atLeast, .not, .every, .activity: return judge(rule, at: item)
        }
    }

    private func judge(_ pattern: StatementPattern, _ facts: SessionFacts, _ item: CourseOutline.Item) -> Judgement {
        guard let span = facts.span(of: pattern) else {
            let word = pattern.word
            return .missing(item, "« \(word) » à déclarer", "“\(word)” to be stated")
        }
        let reason = Reason(span.first.witness, says: pattern.text)
        return Judgement(truth: .true, proof: .statements([reason]), renewedAt: span.last.witness.effective)
    }

    private func judge(
        _ span: Span?,
        _ item: CourseOutline.Item,
        _ french: String,
        _ english: String
    ) -> Judgement {
        guard let span else { return .missing(item, french, english) }
        return Judgement(
            truth: .true,
            proof: .statements([Reason(span.first)]),
            renewedAt: span.last.witness.effective
        )
    }
}

extension Judgement {
    static func missing(_ item: CourseOutline.Item, _ french: String, _ english: String) -> Judgement {
        let text = LocalizedText(french: french, english: english)
        return Judgement(truth: .false, needs: .item(Evaluation.Missing(item, text: text)))
    }
}

extension Rule.Selection {
    func takes(_ item: CourseOutline.Item) -> Bool {
        switch self {
        case .launchable: item.isLaunchable
        case .sco: item.kind == .sco
        case .asset: item.kind == .asset
        case .au: item.kind == .au
        case .tincan: item.kind == .tincan
        }
    }
}

extension CourseOutline.MoveOn {
    /// The criterion as a rule (cmi5 §13.1.4).
    var rule: Rule {
        switch self {
        case .passed: .passed(.mastery)
        case .completed: .completed
        case .completedAndPassed: .all([.completed, .passed(.mastery)])
        case .completedOrPassed: .any([.completed, .passed(.mastery)])
        case .notApplicable: .all([])
        }
    }
}
