import EvidenceVerification
import Persistence

/// A period with the leaf of its summary.
struct ClosedPeriod: Sendable {
    let id: Int64
    let leaf: UInt64
    let from: UInt64
}

extension Transaction {
    /// Periods whose summaries a checkpoint covers, from the first leaf of the log on, without a gap; `log_period_first` and
    /// `log_entry_record` find them.
    func closedPeriods(below size: Int64) throws -> [ClosedPeriod] {
        let rows = try rows(
            """
            SELECT p.id, l.leaf, p.first_leaf, p.end_leaf FROM log_period p
            JOIN log_entry l ON l.record = p.id AND l.kind = \(RecordKind.period.stored)
            WHERE p.first_leaf >= 0 AND l.leaf < \(size) ORDER BY p.first_leaf
            """
        )
        var (periods, next) = ([ClosedPeriod](), Int64(0))
        for row in rows {
            guard try row.integer(2) == next else { break }
            periods.append(
                ClosedPeriod(
                    id: try row.integer(0), leaf: UInt64(try row.integer(1)), from: UInt64(try row.integer(2)))
            )
            next = try row.integer(3)
        }
        return periods
    }

    func periodIndex(_ id: Int64) throws -> PeriodIndex? {
        try rows("SELECT entries, items FROM log_period WHERE id = \(id)").first.flatMap {
            PeriodIndex(entries: try $0.blob(0), items: try $0.blob(1))
        }
    }

    /// Whether the summary of the last period waits for its leaf, or for a checkpoint over it.
    func hasUnsignedPeriod() throws -> Bool {
        let last = try rows("SELECT id FROM log_period ORDER BY first_leaf DESC LIMIT 1").first?.integer(0)
        guard let last else { return false }
        let entry = try rows(
            "SELECT l.leaf FROM log_entry l WHERE l.record = \(last) AND l.kind = \(RecordKind.period.stored)"
        ).first
        guard let leaf = try entry?.integer(0) else { return true }
        return try UInt64(leaf) >= lastCheckpoint()?.size ?? 0
    }

    /// The summaries of periods among some entries of the log.
    func periods(of entries: (source: Query, condition: Query)) throws -> [Int64: RecordText] {
        let rows = try rows(
            """
            SELECT l.leaf, p.record FROM \(entries.source) JOIN log_period p ON p.id = l.record
            WHERE \(entries.condition) AND l.kind = \(RecordKind.period.stored)
            """
        )
        return try rows.reduce(into: [:]) { texts, row in
            texts[try row.integer(0)] = try RecordText(.period, writtenAs: try row.blob(1))
        }
    }
}
