import Foundation

/// How long a session lasted by its own account, and the statement that says so; it lies in `[effective - duration,
/// effective]`.
struct TimeEntry: Comparable, Hashable, Sendable {
    /// Microseconds, above zero.
    let duration: Int64
    let witness: Witness

    static func < (one: TimeEntry, other: TimeEntry) -> Bool {
        one.duration != other.duration ? one.duration < other.duration : one.witness < other.witness
    }
}

/// Which time is meant: that of a session where the statement names one, else that of the statement alone.
struct TimeKey: Hashable, Comparable, Sendable {
    let id: UUID
    let isSession: Bool

    static func < (one: TimeKey, other: TimeKey) -> Bool {
        one.isSession != other.isSession ? other.isSession : one.id.halves < other.id.halves
    }
}

/// The declared times of one actor in one activity, at most one per session: the longest that the session declared,
/// so that a session time committed twice, or again and again as it grows (SCORM `session_time`), counts once.
///
/// Where more than 512 remain, the longest 512 are kept and `isTruncated` says so: time is then a lower bound. An
/// entry only grows, so which ones are kept depends on the statements, never on their order.
struct TimeEntries: Equatable, Sendable {
    static let capacity = 512

    private(set) var entries = SortedMap<TimeKey, TimeEntry>()
    private(set) var isTruncated = false

    init() {}

    init(_ key: TimeKey, _ entry: TimeEntry) { entries = SortedMap(key, entry) }

    init?(_ entries: SortedMap<TimeKey, TimeEntry>, isTruncated: Bool) {
        guard entries.count <= Self.capacity else { return nil }
        self.entries = entries
        self.isTruncated = isTruncated
    }

    mutating func merge(_ other: TimeEntries) {
        entries.merge(other.entries) { $0 = max($0, $1) }
        isTruncated = isTruncated || other.isTruncated
        guard entries.count > Self.capacity else { return }
        isTruncated = true
        let shortest = entries.elements.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
            .dropFirst(Self.capacity)
        for (key, _) in shortest { entries[key] = nil }
    }
}
