import EvidenceVerification
package import Persistence

/// Gives committed records of PostgreSQL their leaves, in the order of their transactions.
///
/// One node at a time holds the lock. It takes what was written by transactions that all have ended, so that nothing
/// can come in between later, in order of transaction and number. SQLite gives leaves in the writing transaction.
package struct SequenceRecords: Sendable {
    /// Statements, and other records, in one transaction of the sequencer.
    static let largestStep = 5_000

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: how many records got a leaf; 0 also where another node is at it.
    package func callAsFunction() async throws -> Int {
        guard database.engine == .postgres else { return 0 }
        return try await database.write { transaction in
            guard try transaction.holdsSequencer() else { return 0 }
            let place = try transaction.sequencerPlace()
            let records = Self.inOrder(
                statements: try transaction.unsequenced(after: place, limit: Self.largestStep),
                others: try transaction.queuedForLog(limit: Self.largestStep)
            )
            guard !records.isEmpty else { return 0 }
            try transaction.sequence(records)
            if let last = records.last(where: { $0.kind == .statement }) {
                try transaction.moveSequencer(to: last, isNew: place == nil)
            }
            return records.count
        }
    }

    /// Both together, as far as both are known: of a transaction, statements come first. Each list may end before its last
    /// record, within a transaction.
    private static func inOrder(statements: [UnsequencedRecord], others: [UnsequencedRecord]) -> [UnsequencedRecord] {
        let lastStatement = statements.count < largestStep ? nil : statements.last?.xid
        let lastOther = others.count < largestStep ? nil : others.last?.xid
        let records =
            statements.filter { $0.xid <= lastOther ?? .max } + others.filter { $0.xid < lastStatement ?? .max }
        return records.sorted { ($0.xid, $0.isQueued, $0.place) < ($1.xid, $1.isQueued, $1.place) }
    }
}

/// A record of a transaction that has ended.
private struct UnsequencedRecord {
    /// The transaction's number.
    let xid: Int64
    let kind: RecordKind
    let record: Int64
    /// Its number among those of its transaction: a statement's own, or its row's in `log_queue`.
    let place: Int64

    var isQueued: Int { kind == .statement ? 0 : 1 }
}

/// Where the sequencer stands among the statements.
private struct SequencerPlace {
    let xid: Int64
    let seq: Int64
}

extension Transaction {
    fileprivate func holdsSequencer() throws -> Bool {
        try rows("SELECT pg_try_advisory_xact_lock(7310579612)").first?.integer(0) == 1
    }

    fileprivate func sequencerPlace() throws -> SequencerPlace? {
        try rows("SELECT xid, seq FROM sequencer").first.map {
            SequencerPlace(xid: try $0.integer(0), seq: try $0.integer(1))
        }
    }

    /// Statements of ended transactions; `statement_xid` returns them in order.
    fileprivate func unsequenced(after place: SequencerPlace?, limit: Int) throws -> [UnsequencedRecord] {
        let rows = try rows(
            """
            SELECT s.xid, s.seq FROM statement s
            WHERE (s.xid, s.seq) > (CAST(CAST(\(place?.xid ?? 0) AS text) AS xid8), \(place?.seq ?? 0))
            AND s.xid < pg_snapshot_xmin(pg_current_snapshot()) AND s.raw IS NOT NULL
            ORDER BY s.xid, s.seq LIMIT \(limit)
            """
        )
        return try rows.map { row in
            let seq = try row.integer(1)
            return UnsequencedRecord(xid: try row.integer(0), kind: .statement, record: seq, place: seq)
        }
    }

    /// Other records of ended transactions; `log_queue_xid` returns them in order.
    fileprivate func queuedForLog(limit: Int) throws -> [UnsequencedRecord] {
        let rows = try rows(
            """
            SELECT q.xid, q.kind, q.record, q.id FROM log_queue q
            WHERE q.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY q.xid, q.id LIMIT \(limit)
            """
        )
        return try rows.map { row in
            let kind = UInt8(exactly: try row.integer(1)).flatMap(RecordKind.init(rawValue:))
            guard let kind else { throw StoreError.column(1) }
            return UnsequencedRecord(
                xid: try row.integer(0), kind: kind, record: try row.integer(2), place: try row.integer(3)
            )
        }
    }

    fileprivate func sequence(_ records: [UnsequencedRecord]) throws {
        let batch = Batch(
            .integers("kind", records.map(\.kind.stored)), .integers("record", records.map(\.record))
        )
        try execute(
            """
            INSERT INTO log_entry (leaf, kind, record)
            SELECT (SELECT coalesce(max(leaf), -1) FROM log_entry) + k.ordinal, k.kind, k.record FROM \(batch) AS k
            """
        )
        let queued = records.filter { $0.kind != .statement }.map(\.place)
        guard !queued.isEmpty else { return }
        try execute("DELETE FROM log_queue q USING \(Batch(.integers("id", queued))) AS k WHERE q.id = k.id")
    }

    fileprivate func moveSequencer(to place: UnsequencedRecord, isNew: Bool) throws {
        if isNew {
            try execute("INSERT INTO sequencer (xid, seq) VALUES (\(place.xid), \(place.record))")
        } else {
            try execute("UPDATE sequencer SET xid = \(place.xid), seq = \(place.record)")
        }
    }
}
