import Foundation

/// Facts as a join-semilattice: `merge` is associative, commutative and idempotent, since each part is a minimum, a
/// maximum or a union.
struct SessionFacts: Equatable, Sendable {
    private(set) var milestones = SortedMap<Milestone, Span>()
    private(set) var measures = SortedMap<Measure, Readings>()
    private(set) var time = TimeEntries()
    private(set) var findings: FactFindings = []

    init() {}

    init(
        milestones: SortedMap<Milestone, Span>,
        measures: SortedMap<Measure, Readings>,
        time: TimeEntries,
        findings: FactFindings
    ) {
        self.milestones = milestones
        self.measures = measures
        self.time = time
        self.findings = findings
    }

    init(_ event: LearningEvent) {
        let witness = event.witness
        for (milestone, saying) in event.milestones { milestones[milestone] = Span(Mark(witness, saying)) }
        findings = event.findings
        if let score = event.score {
            measures[.score] = Readings(Reading(witness: witness, score: score))
            if event.passed == true, let scaled = score.scaled {
                measures[.passScore] = Readings(Reading(witness: witness, score: Score(scaled: scaled)))
            }
        }
        if let progress = event.progress {
            measures[.progress] = Readings(Reading(witness: witness, score: Score(scaled: progress)))
        }
        if let duration = event.duration, duration > 0 {
            let key = TimeKey(id: event.session?.id ?? witness.statement, isSession: event.session != nil)
            time = TimeEntries(key, TimeEntry(duration: duration, witness: witness))
        }
    }

    var isEmpty: Bool { milestones.isEmpty }

    mutating func merge(_ other: SessionFacts) {
        milestones.merge(other.milestones) { $0.merge($1) }
        measures.merge(other.measures) { $0.merge($1) }
        time.merge(other.time)
        findings.formUnion(other.findings)
    }

    func merged(with other: SessionFacts) -> SessionFacts {
        var both = self
        both.merge(other)
        return both
    }

    /// Whether a fact rests on this statement.
    func names(_ statement: UUID) -> Bool {
        milestones.values.contains { $0.first.witness.statement == statement || $0.last.witness.statement == statement }
            || measures.values.contains { $0.all.contains { $0.witness.statement == statement } }
            || time.entries.values.contains { $0.witness.statement == statement }
    }

    func first(_ milestone: Milestone) -> Mark? { milestones[milestone]?.first }
    func last(_ milestone: Milestone) -> Mark? { milestones[milestone]?.last }
}
