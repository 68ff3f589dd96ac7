import Foundation

/// Facts as a join-semilattice: `merge` is associative, commutative and idempotent, since each part is a minimum, a
/// maximum or a union.
struct SessionFacts: Equatable, Sendable {
    private(set) var milestones = SortedMap<Milestone, Span>()
    private(set) var measures = SortedMap<Measure, Readings>()
    private(set) var time = TimeEntries()
    private(set) var findings: FactFindings = []
    /// What statements told beyond all this. Never stored: it is there only where statements were folded to know it.
    private(set) var told: [Told: Span] = [:]

    init() {}

    init(
        milestones: SortedMap<Milestone, Span>,
        measures: SortedMap<Measure, Readings>,
        time: TimeEntries,
        findings: FactFindings,
        told: [Told: Span] = [:]
    ) {
        self.milestones = milestones
        self.measures = measures
        self.time = time
        self.findings = findings
        self.told = told
    }

    /// - Parameter isToldKept: whether what the statement tells is kept beside its facts.
    init(_ event: LearningEvent, isToldKept: Bool) {
        let witness = event.witness
        if isToldKept { told = [Told(event): Span(Mark(witness, .anything))] }
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
        told.merge(other.told) { one, other in one.merged(with: other) }
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

    /// The first and the last statement that a pattern asks for.
    func span(of pattern: StatementPattern) -> Span? {
        let spans = told.filter { pattern.matches($0.key) }.values
        return spans.dropFirst().reduce(spans.first) { $0?.merged(with: $1) }
    }

    func first(_ milestone: Milestone) -> Mark? { milestones[milestone]?.first }
    func last(_ milestone: Milestone) -> Mark? { milestones[milestone]?.last }
}
