/// The atoms that compare a number, and decisions.
extension RuleJudge {
    /// Decisions are about the course, whichever item is asked.
    func judgeDecision(at item: CourseOutline.Item) -> Judgement {
        decisions.granted ?? .missing(item, "décision à prendre", "a decision to be taken")
    }

    func judgePass(_ pass: Rule.Pass, _ facts: SessionFacts, _ item: CourseOutline.Item) -> Judgement {
        guard let span = facts.passes(pass, masteryScore: item.masteryScore) else {
            return .missing(item, "à réussir", "to be passed")
        }
        return Judgement(
            truth: .true,
            proof: .statements([Reason(span.first)]),
            renewedAt: span.last.witness.effective
        )
    }

    func judgeScore(atLeast fraction: Double, _ facts: SessionFacts, _ item: CourseOutline.Item) -> Judgement {
        let percent = Percent(fraction)
        var lacking = Judgement.missing(
            item,
            "score d'au moins \(percent.french) à obtenir",
            "score of at least \(percent.english) to be reached"
        )
        guard let scores = facts.measures[.score] else { return lacking }
        if let reading = scores.reaching(fraction) { return Judgement(reading, "result.score", scores.best) }
        if scores.best.score.fraction == nil { lacking.truth = .unknown }
        return lacking
    }

    func judgeProgress(atLeast fraction: Double, _ facts: SessionFacts, _ item: CourseOutline.Item) -> Judgement {
        let progress = facts.measures[.progress]
        guard let progress, let reading = progress.reaching(fraction) else {
            let percent = Percent(fraction)
            return .missing(
                item,
                "à suivre à \(percent.french) au moins",
                "at least \(percent.english) to be followed"
            )
        }
        return Judgement(reading, "progress", progress.best)
    }

    func judgeTime(atLeast seconds: Int64, _ item: CourseOutline.Item) -> Judgement {
        let activities = item.kind == .course ? outline.items.map(\.activity) : [item.activity]
        let ledger = TimeLedger(Set(activities).compactMap { facts[$0]?.time })
        let wanted = seconds * 1_000_000
        guard let sessions = ledger.sessions(reaching: wanted) else {
            let minutes = (seconds + 59) / 60
            return .missing(item, "\(minutes) min de formation à atteindre", "\(minutes) min of training to be reached")
        }
        let reasons = sessions.map { Reason($0.witness, says: "result.duration") }
        return Judgement(
            truth: .true,
            proof: .statements(reasons),
            renewedAt: reasons.map(\.witness.effective).max()
        )
    }
}

extension Judgement {
    fileprivate init(_ reading: Reading, _ words: String, _ best: Reading) {
        let number = reading.score.fraction.map { " = \($0)" } ?? ""
        self.init(
            truth: .true,
            proof: .statements([Reason(reading.witness, says: words + number)]),
            renewedAt: best.witness.effective
        )
    }
}

/// A fraction as people write it: `80 %`, `80%`; with decimals where it has some.
struct Percent {
    let french: String
    let english: String

    init(_ fraction: Double) {
        let hundredths = (fraction * 10_000).rounded()
        let isWhole = hundredths.truncatingRemainder(dividingBy: 100) == 0
        let number = isWhole ? "\(Int(hundredths / 100))" : "\(hundredths / 100)"
        french = number.replacing(".", with: ",") + "\u{A0}%"
        english = number + "%"
    }
}

extension SessionFacts {
    /// The first and last success that counts; with a mastery score, one whose scaled score does not reach it does not
    /// (cmi5 §9.3.4: such a `passed` contradicts itself).
    func passes(_ pass: Rule.Pass, masteryScore: Double?) -> Span? {
        switch pass {
        case .any: return milestones[.success]
        case .verb: return milestones[.passedVerb]
        case .mastery:
            guard let masteryScore else { return milestones[.success] }
            let reached = measures[.passScore].flatMap { scores in
                scores.reaching(masteryScore).map { reading in
                    var span = Span(Mark(reading.witness, .passed))
                    span.merge(Span(Mark(scores.best.witness, .passed)))
                    return span
                }
            }
            guard var span = milestones[.unscoredSuccess] else { return reached }
            if let reached { span.merge(reached) }
            return span
        }
    }
}
