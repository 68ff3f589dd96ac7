/// What a status can depend on, beyond which milestones were reached, when first, and how the last try went.
///
/// Most statements say once more what is known. Where nothing that a rule reads is another, its status is the same, and so
/// is the time of completion, and nobody needs to evaluate it.
package struct RuleReads: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Best score, of tries or of successes.
    static let score = RuleReads(rawValue: 1)
    static let progress = RuleReads(rawValue: 2)
    static let time = RuleReads(rawValue: 4)
    /// When things happened: where a completion lapses, and where a waiver counts if it came first.
    static let moments = RuleReads(rawValue: 8)
    /// Statements that leave facts as they are.
    package static let statements = RuleReads(rawValue: 16)
}

extension RuleDocument {
    package var reads: RuleReads { validMonths == nil ? expression.reads : expression.reads.union(.moments) }
}

extension Rule {
    fileprivate var reads: RuleReads {
        switch self {
        case .all(let rules), .any(let rules), .atLeast(_, let rules):
            rules.reduce(into: []) { $0.formUnion($1.reads) }
        case .not(let rule), .every(_, let rule), .activity(_, let rule): rule.reads
        case .scoreAtLeast, .passed(.mastery): .score
        case .progressAtLeast: .progress
        case .timeAtLeast: .time
        case .waived: .moments
        case .moveOn: [.moments, .score]
        case .statement: .statements
        case .kind, .completed, .opened, .attended, .concluded, .decision, .passed(.any), .passed(.verb): []
        }
    }
}

extension Facts {
    /// False only where a rule that reads this answers the same status, completed at the same time, from these facts as
    /// from `others`.
    package func mayAnswer(otherwiseThan others: Facts, reading reads: RuleReads) -> Bool {
        if reads.contains(.statements) { return true }
        guard modes == others.modes, sessions.count == others.sessions.count else { return true }
        if common.mayAnswer(otherwiseThan: others.common, reading: reads) { return true }
        return sessions.elements.contains { session, facts in
            others.sessions[session].map { facts.mayAnswer(otherwiseThan: $0, reading: reads) } ?? true
        }
    }
}

extension SessionFacts {
    fileprivate func mayAnswer(otherwiseThan others: SessionFacts, reading reads: RuleReads) -> Bool {
        differsInMilestones(from: others, reading: reads)
            || reads.contains(.score)
                && (differs(from: others, in: .score, reads) || differs(from: others, in: .passScore, reads))
            || reads.contains(.progress) && differs(from: others, in: .progress, reads)
            || reads.contains(.time) && time != others.time
    }

    private func differsInMilestones(from others: SessionFacts, reading reads: RuleReads) -> Bool {
        guard milestones.count == others.milestones.count else { return true }
        return milestones.elements.contains { milestone, span in
            guard let other = others.milestones[milestone] else { return true }
            switch milestone {
            // Every statement is one; a rule that is true of itself looks at the first.
            case .activity: return span.first != other.first
            // How the last try went.
            case .failure, .success: return span != other
            // An earlier one that comes late is when it was completed.
            default: return span.first != other.first || reads.contains(.moments) && span.last != other.last
            }
        }
    }

    private func differs(from others: SessionFacts, in measure: Measure, _ reads: RuleReads) -> Bool {
        let (readings, other) = (measures[measure], others.measures[measure])
        return reads.contains(.moments)
            ? readings != other : readings?.best != other?.best || readings?.ladder != other?.ladder
    }
}
