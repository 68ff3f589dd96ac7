import Completion
import Persistence

/// How many standings there are of each status; zeros included.
package struct Tally: Equatable, Sendable {
    private var counts: [CompletionStatus: Int64] = [:]

    package init() {}

    package subscript(status: CompletionStatus) -> Int64 { counts[status] ?? 0 }

    package var total: Int64 { counts.values.reduce(0, &+) }

    /// A status that this program does not know counts nowhere.
    mutating func add(_ number: Int64, _ status: String) {
        guard let status = CompletionStatus(rawValue: status) else { return }
        counts[status, default: 0] &+= number
    }

    mutating func add(_ delta: StandingDelta) {
        if let before = delta.before { add(-1, before.status) }
        if let after = delta.after { add(1, after.status) }
    }

    static func += (sum: inout Tally, other: Tally) {
        for (status, number) in other.counts { sum.counts[status, default: 0] &+= number }
    }

    static func - (one: Tally, other: Tally) -> Tally {
        var difference = one
        for (status, number) in other.counts { difference.counts[status, default: 0] &-= number }
        return difference
    }

    package static func == (one: Tally, other: Tally) -> Bool {
        CompletionStatus.allCases.allSatisfy { one[$0] == other[$0] }
    }
}

extension Tally {
    /// Reads one column for each status, in the order of `CompletionStatus.allCases`.
    init(_ row: Row, from column: Int) throws {
        for (place, status) in CompletionStatus.allCases.enumerated() {
            counts[status] = try row.integer(column + place)
        }
    }
}

extension Query {
    /// A column for each status: how many of the standings `t` have it.
    static let standingsByStatus: Query = columns { status in
        "CAST(coalesce(sum(CASE WHEN t.status = \(status.rawValue) THEN 1 ELSE 0 END), 0) AS BIGINT)"
    }

    /// The same from the counts `y` of learners.
    static let talliesByStatus: Query = columns { "CAST(coalesce(sum(\(tally($0))), 0) AS BIGINT)" }

    /// The counts `y` of one learner.
    static let tallyByStatus: Query = columns(tally)

    private static func tally(_ status: CompletionStatus) -> Query {
        switch status {
        case .notStarted: "y.not_started"
        case .inProgress: "y.in_progress"
        case .completed: "y.completed"
        case .failed: "y.failed"
        case .expired: "y.expired"
        case .waived: "y.waived"
        }
    }

    private static func columns(_ column: (CompletionStatus) -> Query) -> Query {
        CompletionStatus.allCases.dropFirst().reduce(column(.notStarted)) { "\($0), \(column($1))" }
    }
}
