import XAPI

/// What was decided of the learner in the course, by statements of the service itself: a completion, a waiver or an equivalence
/// that was granted, or a refusal. Of these the last word counts, by the dates that they give.
struct Decisions {
    /// What says so, where the service does.
    private static let milestones: [Milestone] = [.completion, .waived, .failure]
    private static let decisive: Set = [VerbIRI.completed, VerbIRI.waived, VerbIRI.failed]

    /// What was granted, and not refused after that.
    private let grants: [Span]
    /// Where it is the last word.
    let refusal: Mark?

    init(_ facts: SessionFacts = SessionFacts()) {
        let refusal = facts.last(.failure)
        grants = [Milestone.completion, .waived].compactMap { milestone in
            guard let span = facts.milestones[milestone], let refusal else { return facts.milestones[milestone] }
            guard refusal < span.last else { return nil }
            return refusal < span.first ? span : Span(span.last)
        }
        self.refusal = grants.isEmpty ? refusal : nil
    }

    /// True because of what was granted first; nil where nothing is.
    var granted: Judgement? {
        guard !grants.isEmpty else { return nil }
        return .atLeast(
            1,
            of: grants.map { span in
                Judgement(
                    truth: .true,
                    proof: .statements([Reason(decided: span.first)]),
                    renewedAt: span.last.witness.effective
                )
            }
        )
    }

    /// The facts without what decides; nil where nothing else was said.
    static func rest(of facts: SessionFacts) -> SessionFacts? {
        var milestones = facts.milestones
        for milestone in Self.milestones { milestones[milestone] = nil }
        guard milestones.keys.contains(where: { $0 != .activity }) else { return nil }
        return SessionFacts(
            milestones: milestones, measures: facts.measures, time: facts.time, findings: facts.findings,
            told: facts.told.filter { !decisive.contains($0.key.verb) }
        )
    }
}

extension Reason {
    init(decided mark: Mark) { self.init(mark.witness, says: Self.words(mark.saying)) }

    private static func words(_ saying: Saying) -> String {
        switch saying {
        case .waived: "decision waiver"
        case .equivalent: "decision equivalence"
        case .failed, .successFalse: "decision refusal"
        default: "decision completion"
        }
    }

    /// Whether it makes nobody complete, but takes the need away.
    var isWaiver: Bool {
        [Saying.waived.text, Saying.equivalent.text, "decision waiver", "decision equivalence"].contains(says)
    }
}
