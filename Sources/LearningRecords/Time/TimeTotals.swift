import Completion

/// Sessions, and how long they took: µs. What several sessions cover is counted once.
package struct TimeTotals: Equatable, Sendable {
    package private(set) var sessions = 0
    package private(set) var counted: Int64 = 0
    /// What sessions say of themselves; `Int64.max` for more than it holds.
    package private(set) var declared: Int64 = 0

    package init() {}

    mutating func add(_ session: LearnerTime.Session) {
        sessions += 1
        counted = counted.saturated(plus: session.counted)
        declared = declared.saturated(plus: session.declared)
    }

    static func += (sum: inout TimeTotals, other: TimeTotals) {
        sum.sessions += other.sessions
        sum.counted = sum.counted.saturated(plus: other.counted)
        sum.declared = sum.declared.saturated(plus: other.declared)
    }
}

extension Int64 {
    fileprivate func saturated(plus other: Int64) -> Int64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}
