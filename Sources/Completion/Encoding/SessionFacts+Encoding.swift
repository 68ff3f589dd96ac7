extension SessionFacts {
    /// Every statement that these facts name.
    var witnesses: Set<Witness> {
        var found: Set<Witness> = []
        for span in milestones.values { found.formUnion([span.first.witness, span.last.witness]) }
        for readings in measures.values { found.formUnion(readings.all.map(\.witness)) }
        found.formUnion(time.entries.values.map(\.witness))
        return found
    }
}

extension Readings {
    var all: [Reading] { [first, last, best] + ladder.rungs }
}

extension FactWriter {
    mutating func put(_ facts: SessionFacts) {
        put(compact: facts.findings.rawValue)
        put(facts.milestones.count)
        for (milestone, span) in facts.milestones.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            put(milestone.rawValue)
            put(span.first)
            put(span.last)
        }
        put(facts.measures.count)
        for (measure, readings) in facts.measures.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            put(measure.rawValue)
            for reading in [readings.first, readings.last, readings.best] { put(reading) }
            put(readings.ladder.rungs.count)
            for reading in readings.ladder.rungs { put(reading) }
        }
        put(facts.time)
    }

    private mutating func put(_ time: TimeEntries) {
        put(UInt8(time.isTruncated ? 1 : 0))
        put(time.entries.count)
        for (key, entry) in time.entries.sorted(by: { $0.key < $1.key }) {
            put(UInt8(key.isSession ? 1 : 0))
            put(key.id)
            put(compact: UInt64(bitPattern: entry.duration))
            put(entry.witness)
        }
    }
}

extension FactReader {
    mutating func sessionFacts() throws(InvalidFacts) -> SessionFacts {
        let findings = FactFindings(rawValue: try compact())
        let milestones = try milestones()
        let measures = try measures()
        return SessionFacts(milestones: milestones, measures: measures, time: try time(), findings: findings)
    }

    private mutating func milestones() throws(InvalidFacts) -> [Milestone: Span] {
        var milestones: [Milestone: Span] = [:]
        var last = -1
        for _ in 0..<(try count(ofSize: 5)) {
            let number = try byte()
            guard let milestone = Milestone(rawValue: number), Int(number) > last else { throw invalid }
            let first = try mark()
            guard let span = Span(first: first, last: try mark()) else { throw invalid }
            milestones[milestone] = span
            last = Int(number)
        }
        return milestones
    }

    private mutating func measures() throws(InvalidFacts) -> [Measure: Readings] {
        var measures: [Measure: Readings] = [:]
        var last = -1
        for _ in 0..<(try count(ofSize: 32)) {
            let number = try byte()
            guard let measure = Measure(rawValue: number), Int(number) > last else { throw invalid }
            let (first, latest, best) = (try reading(), try reading(), try reading())
            guard first <= latest else { throw invalid }
            measures[measure] = Readings(first: first, last: latest, best: best, ladder: try ladder())
            last = Int(number)
        }
        return measures
    }

    /// A ladder that says itself: readings that are not rungs are refused.
    private mutating func ladder() throws(InvalidFacts) -> Ladder {
        var rungs: [Reading] = []
        for _ in 0..<(try count(ofSize: 10)) { rungs.append(try reading()) }
        let ladder = Ladder(rungs)
        guard ladder.rungs == rungs else { throw invalid }
        return ladder
    }

    private mutating func time() throws(InvalidFacts) -> TimeEntries {
        let truncated = try byte()
        var entries: [TimeKey: TimeEntry] = [:]
        var last: TimeKey?
        for _ in 0..<(try count(ofSize: 19)) {
            let kind = try byte()
            let key = TimeKey(id: try uuid(), isSession: kind == 1)
            let duration = Int64(bitPattern: try compact())
            guard kind <= 1, duration > 0, last.map({ $0 < key }) ?? true else { throw invalid }
            entries[key] = TimeEntry(duration: duration, witness: try witness())
            last = key
        }
        let time = TimeEntries(entries, isTruncated: truncated == 1)
        guard let time, truncated <= 1 else { throw invalid }
        return time
    }
}
