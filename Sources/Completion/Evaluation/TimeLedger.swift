/// The time that one learner spent, counted and declared, from the sessions of some activities.
///
/// *Declared* is the sum of what sessions say of themselves, each session once. *Counted* is the union of their
/// intervals `[end - duration, end]`, no interval longer than a day. Capping by evidence of activity is not done
/// here.
struct TimeLedger {
    static let longestSession: Int64 = 86_400_000_000
    /// SCORM players count whole seconds, and commits travel.
    static let tolerance: Int64 = 2_000_000

    private(set) var sessions: [TimeEntry] = []
    /// Of each session, the place of its activity in what was given.
    private(set) var places: [Int] = []
    private let isTruncated: Bool

    /// - Parameter activities: one element per activity. A statement that names no session and whose interval lies
    ///   within another of its activity is that one committed early, and not a session.
    init(_ activities: [TimeEntries]) {
        var named: [TimeKey: (entry: TimeEntry, place: Int)] = [:]
        for (place, activity) in activities.enumerated() {
            var kept: [(key: TimeKey, value: TimeEntry)] = []
            let longestFirst = activity.entries.elements.sorted {
                $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
            }
            for (key, entry) in longestFirst
            where key.isSession || !kept.contains(where: { entry.lies(within: $0.value) }) {
                kept.append((key, entry))
            }
            for (key, entry) in kept where named[key].map({ $0.entry < entry }) ?? true {
                named[key] = (entry, place)
            }
        }
        let ordered = named.values.sorted { one, other in
            one.entry.witness != other.entry.witness
                ? one.entry.witness < other.entry.witness : one.entry < other.entry
        }
        sessions = ordered.map(\.entry)
        places = ordered.map(\.place)
        isTruncated = activities.contains { $0.isTruncated }
    }

    var declared: Int64 {
        sessions.reduce(0) { sum, session in
            let (total, overflows) = sum.addingReportingOverflow(session.duration)
            return overflows ? .max : total
        }
    }

    var counted: Int64 { Self.union(sessions) }

    var findings: [String] {
        var findings: [String] = []
        let apart = sessions.reduce(Int64(0)) { $0.addingReportingOverflow($1.counted).partialValue }
        if apart - counted > Self.tolerance { findings.append("overlapping-sessions") }
        if sessions.contains(where: { $0.duration > Self.longestSession }) {
            findings.append("session-longer-than-a-day")
        }
        if isTruncated { findings.append("sessions-left-out") }
        return findings
    }

    /// The first sessions that count this much together, none of which can be left out; nil where all count less.
    func sessions(reaching wanted: Int64) -> [TimeEntry]? {
        guard counted >= wanted else { return nil }
        var needed = sessions
        var low = 1
        while low < needed.count {
            let middle = (low + needed.count) / 2
            if Self.union(Array(sessions.prefix(middle))) >= wanted {
                needed = Array(sessions.prefix(middle))
            } else {
                low = middle + 1
            }
        }
        for session in needed {
            let rest = needed.filter { $0 != session }
            if Self.union(rest) >= wanted { needed = rest }
        }
        return needed
    }

    private static func union(_ sessions: [TimeEntry]) -> Int64 {
        var total: Int64 = 0
        var end = Int64.min
        for session in sessions.sorted(by: { $0.start < $1.start }) where session.end > end {
            total += session.end - max(session.start, end)
            end = session.end
        }
        return total
    }
}

extension TimeEntry {
    var end: Int64 { witness.effective }
    var counted: Int64 { min(duration, TimeLedger.longestSession) }
    /// Of what is counted. A time stored at the very beginning of all times gives an empty interval.
    var start: Int64 {
        let (start, overflows) = end.subtractingReportingOverflow(counted)
        return overflows ? end : start
    }

    func lies(within other: TimeEntry) -> Bool {
        let (slack, _) = other.start.subtractingReportingOverflow(TimeLedger.tolerance)
        let (late, overflows) = other.end.addingReportingOverflow(TimeLedger.tolerance)
        return start >= slack && (overflows || end <= late)
    }
}
