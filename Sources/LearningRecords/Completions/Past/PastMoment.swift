import EvidenceVerification
import Persistence

/// A time in the past, and how many records had come by then: what is answered as of it rests on these alone.
struct PastMoment: Sendable {
    /// µs since 1970.
    let at: Int64
    let logSize: Int64
}

extension Transaction {
    /// The log ends before the first statement that was stored later; `statement_stored` and `log_entry_record` find it.
    func moment(at time: Int64) throws -> PastMoment {
        let next = try rows(
            """
            SELECT l.leaf FROM statement s
            JOIN log_entry l ON l.record = s.seq AND l.kind = \(RecordKind.statement.stored)
            WHERE s.stored > \(time) ORDER BY s.stored, s.seq LIMIT 1
            """
        ).first?.integer(0)
        return PastMoment(at: time, logSize: try next ?? logSize())
    }
}
