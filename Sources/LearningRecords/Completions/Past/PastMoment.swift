import EvidenceVerification
import Persistence

/// A time in the past, and how many records had come by then: what is answered as of it rests on these alone.
struct PastMoment: Sendable {
    /// µs since 1970.
    let at: Int64
    let logSize: Int64
}

extension Transaction {
    /// The log ends before the first record that is later: of statements `statement_stored` and `log_entry_record` find it, and
    /// of what stands between the last one before and it, the key of `log_entry`.
    func moment(at time: Int64) throws -> PastMoment {
        let next = try rows(
            """
            SELECT l.leaf FROM statement s
            JOIN log_entry l ON l.record = s.seq AND l.kind = \(RecordKind.statement.stored)
            WHERE s.stored > \(time) ORDER BY s.stored, s.seq LIMIT 1
            """
        ).first?.integer(0)
        let end = try next ?? logSize()
        return PastMoment(at: time, logSize: try firstOther(after: time, before: end) ?? end)
    }

    /// The first leaf, behind the last statement before a leaf, of a record that is later.
    private func firstOther(after time: Int64, before end: Int64) throws -> Int64? {
        let last = try rows(
            """
            SELECT l.leaf FROM log_entry l WHERE l.leaf < \(end) AND l.kind = \(RecordKind.statement.stored)
            ORDER BY l.leaf DESC LIMIT 1
            """
        ).first?.integer(0)
        return try rows(
            """
            SELECT l.leaf FROM log_entry l
            LEFT JOIN person_event e ON e.id = l.record AND l.kind = \(RecordKind.personEvent.stored)
            LEFT JOIN course_version v ON v.id = l.record AND l.kind = \(RecordKind.package.stored)
            LEFT JOIN course_rule r ON r.id = l.record AND l.kind = \(RecordKind.ruleInForce.stored)
            LEFT JOIN source_trust t ON t.id = l.record AND l.kind = \(RecordKind.sourceTrust.stored)
            WHERE l.leaf > \(last ?? -1) AND l.leaf < \(end) AND coalesce(e.at, v.imported_at, r.at, t.at) > \(time)
            ORDER BY l.leaf LIMIT 1
            """
        ).first?.integer(0)
    }
}
