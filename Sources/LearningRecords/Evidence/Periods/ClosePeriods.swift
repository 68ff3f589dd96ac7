import EvidenceVerification
package import Persistence
import XAPI

/// Sums up the log, period after period, in records of the log itself: so that it can be shown later, of those who are asked
/// about, that none of their records was left out.
package struct ClosePeriods: Sendable {
    /// Leaves in one period.
    static let longest: Int64 = 4_096
    /// µs from one period to the next, where there is something to sum up.
    static let longestTime: Int64 = 86_400_000_000

    private let database: any Database
    private let seals: KnownSeals

    package init(database: any Database, seals: KnownSeals) {
        self.database = database
        self.seals = seals
    }

    /// - Parameters:
    ///   - isDue: whether a period ends now, however short.
    ///   - most: periods to end; a store that comes from before there were any has many.
    /// - Returns: how many ended.
    package func callAsFunction(isDue: Bool = false, most: Int = .max) async throws -> Int {
        var count = 0
        while count < most, !Task.isCancelled, try await closeNext(isDue: isDue) { count += 1 }
        return count
    }

    private func closeNext(isDue: Bool) async throws -> Bool {
        guard let open = try await database.read({ try $0.openPeriod(isDue: isDue) }) else { return false }
        let key = try await seals.key(in: database)
        // Half a millisecond for each who is new: others are let through in between.
        for (place, subject) in open.mentions.subjects.enumerated() {
            _ = try seals.seal(of: subject, by: key)
            if place % 16 == 15 { await Task.yield() }
        }
        let index = try PeriodIndex(of: open.mentions, from: open.range.lowerBound) { try seals.seal(of: $0, by: key) }
        return try await database.write { transaction in
            let record = PeriodRecord(
                open.range, at: Instant(microseconds: transaction.startedAt), key: key.verifier.digest, index: index,
                open: open.mentions
            )
            return try transaction.close(record, index)
        }
    }
}

/// The part of the log that no summary covers yet.
private struct OpenPeriod: Sendable {
    let range: Range<UInt64>
    let mentions: PeriodMentions
}

extension Transaction {
    /// - Returns: nil where nothing is to be closed yet.
    fileprivate func openPeriod(isDue: Bool) throws -> OpenPeriod? {
        let last = try rows("SELECT end_leaf, at FROM log_period ORDER BY first_leaf DESC LIMIT 1").first
        let first = try last?.integer(0) ?? 0
        let end = min(first + ClosePeriods.longest, try logSize())
        // The first period began when the log was signed first.
        let since = try last?.integer(1) ?? firstSignedDay() ?? startedAt
        let isLate = startedAt - since >= ClosePeriods.longestTime
        let isFull = end - first == ClosePeriods.longest
        guard try isFull || (isDue || isLate) && hasRecords(from: first, to: end) else { return nil }
        var mentions = PeriodMentions()
        try addStatements(from: first, to: end, to: &mentions)
        try addVoids(from: first, to: end, to: &mentions)
        let others = try leavesOfOthers(from: first, to: end)
        for (leaf, text) in zip(others, try loggedRecords(at: others)) {
            mentions.add(text.kind, text.json, leaf: UInt64(leaf))
        }
        return OpenPeriod(range: UInt64(first)..<UInt64(end), mentions: mentions)
    }

    /// Whether there is anything that a summary is about: reads of others, which each question about a bundle begets, and
    /// summaries are not worth another.
    private func hasRecords(from first: Int64, to end: Int64) throws -> Bool {
        try !rows(
            """
            SELECT l.leaf FROM log_entry l WHERE l.leaf >= \(first) AND l.leaf < \(end)
            AND l.kind <= \(RecordKind.sourceTrust.stored) ORDER BY l.leaf LIMIT 1
            """
        ).isEmpty
    }

    /// Whose statements there are and about what; the keys of `log_entry`, `statement` and `term` find them.
    private func addStatements(from first: Int64, to end: Int64, to mentions: inout PeriodMentions) throws {
        let rows = try rows(
            """
            SELECT l.leaf, coalesce(a.text, a.key), coalesce(v.text, v.key) FROM log_entry l
            JOIN statement s ON s.seq = l.record JOIN term a ON a.id = s.actor JOIN term v ON v.id = s.activity
            WHERE l.leaf >= \(first) AND l.leaf < \(end) AND l.kind = \(RecordKind.statement.stored)
            """
        )
        for row in try rows.sorted(by: { try $0.integer(0) < $1.integer(0) }) {
            mentions.add(
                statementOf: String(decoding: try row.blob(1), as: UTF8.self),
                about: String(decoding: try row.blob(2), as: UTF8.self), leaf: UInt64(try row.integer(0))
            )
        }
    }

    private func addVoids(from first: Int64, to end: Int64, to mentions: inout PeriodMentions) throws {
        guard let verb = try numbers(of: [.verb(VerbIRI.voided)]).values.first else { return }
        let rows = try rows(
            """
            SELECT l.leaf, s.version, s.raw FROM log_entry l JOIN statement s ON s.seq = l.record
            WHERE l.leaf >= \(first) AND l.leaf < \(end) AND l.kind = \(RecordKind.statement.stored)
            AND s.verb = \(verb)
            """
        )
        for row in try rows.sorted(by: { try $0.integer(0) < $1.integer(0) }) {
            let version = XAPIVersion(storedNumber: try row.integer(1))
            if let target = try Statement(stored: try row.blob(2), version: version).voids {
                mentions.add(voidOf: target, leaf: UInt64(try row.integer(0)))
            }
        }
    }

    /// Of records about people, packages, rules and trust.
    private func leavesOfOthers(from first: Int64, to end: Int64) throws -> [Int64] {
        let kinds = [RecordKind.personEvent, .package, .ruleInForce, .sourceTrust].map(\.stored)
        return try rows(
            """
            SELECT l.leaf FROM log_entry l WHERE l.leaf >= \(first) AND l.leaf < \(end)
            AND l.kind IN (\(kinds[0]), \(kinds[1]), \(kinds[2]), \(kinds[3])) ORDER BY l.leaf
            """
        ).map { try $0.integer(0) }
    }

    /// - Returns: false where another node was faster.
    fileprivate func close(_ record: PeriodRecord, _ index: PeriodIndex) throws -> Bool {
        let (entries, items) = index.bytes
        let row = try rows(
            """
            INSERT INTO log_period (first_leaf, end_leaf, at, record, entries, items)
            VALUES (\(Int64(record.range.lowerBound)), \(Int64(record.range.upperBound)), \(startedAt),
                \(record.json), \(entries), \(items))
            ON CONFLICT (first_leaf) DO NOTHING RETURNING id
            """
        ).first
        guard let id = try row?.integer(0) else { return false }
        try appendToLog(.period, [id])
        return true
    }
}
