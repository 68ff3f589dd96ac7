extension SessionFacts {
    /// Every statement that these facts name, some more than once.
    var witnesses: [Witness] {
        var found: [Witness] = []
        for span in milestones.values { found += [span.first.witness, span.last.witness] }
        for readings in measures.values { found += readings.all.lazy.map(\.witness) }
        found += time.entries.values.map(\.witness)
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
        for (milestone, span) in facts.milestones.elements {
            put(milestone.rawValue)
            put(span.first)
            put(span.last)
        }
        put(facts.measures.count)
        for (measure, readings) in facts.measures.elements {
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
        for (key, entry) in time.entries.elements {
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

    /// Elements of which each takes `size` bytes at least; refused where they are out of order.
    mutating func sorted<Key, Value>(
        ofSize size: Int, _ element: (inout FactReader) throws(InvalidFacts) -> (Key, Value)
    ) throws(InvalidFacts) -> SortedMap<Key, Value> {
        var elements: [(key: Key, value: Value)] = []
        let count = try count(ofSize: size)
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try element(&self)) }
        guard let map = SortedMap(sorted: elements) else { throw invalid }
        return map
    }

    private mutating func milestones() throws(InvalidFacts) -> SortedMap<Milestone, Span> {
        try sorted(ofSize: 5) { (reader) throws(InvalidFacts) in
            guard let milestone = Milestone(rawValue: try reader.byte()) else { throw reader.invalid }
            let first = try reader.mark()
            guard let span = Span(first: first, last: try reader.mark()) else { throw reader.invalid }
            return (milestone, span)
        }
    }

    private mutating func measures() throws(InvalidFacts) -> SortedMap<Measure, Readings> {
        try sorted(ofSize: 32) { (reader) throws(InvalidFacts) in
            guard let measure = Measure(rawValue: try reader.byte()) else { throw reader.invalid }
            let (first, latest, best) = (try reader.reading(), try reader.reading(), try reader.reading())
            guard first <= latest else { throw reader.invalid }
            return (measure, Readings(first: first, last: latest, best: best, ladder: try reader.ladder()))
        }
    }

    /// A ladder that says itself: readings that are not rungs are refused.
    private mutating func ladder() throws(InvalidFacts) -> Ladder {
        var rungs: [Reading] = []
        for _ in 0..<(try count(ofSize: 10)) { rungs.append(try reading()) }
        guard let ladder = Ladder(rungs: rungs) else { throw invalid }
        return ladder
    }

    private mutating func time() throws(InvalidFacts) -> TimeEntries {
        let truncated = try byte()
        let entries = try sorted(ofSize: 19) { (reader) throws(InvalidFacts) in
            let kind = try reader.byte()
            let key = TimeKey(id: try reader.uuid(), isSession: kind == 1)
            let duration = Int64(bitPattern: try reader.compact())
            guard kind <= 1, duration > 0 else { throw reader.invalid }
            return (key, TimeEntry(duration: duration, witness: try reader.witness()))
        }
        let time = TimeEntries(entries, isTruncated: truncated == 1)
        guard let time, truncated <= 1 else { throw invalid }
        return time
    }
}
