package import Persistence

/// Gives committed records of PostgreSQL their leaves, in the order of their transactions.
///
/// One node at a time holds the lock. It takes what was written by transactions that all have ended, so that nothing
/// can come in between later, in order of transaction and number. SQLite gives leaves in the writing transaction.
package struct SequenceRecords: Sendable {
    /// Records in one transaction of the sequencer.
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
            let records = try transaction.unsequenced(after: place, limit: Self.largestStep)
            guard let last = records.last else { return 0 }
            try transaction.sequence(records.map(\.seq))
            try transaction.moveSequencer(to: last, isNew: place == nil)
            return records.count
        }
    }
}

/// Where the sequencer stands: a transaction's number, and a record's in it.
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
    fileprivate func unsequenced(after place: SequencerPlace?, limit: Int) throws -> [SequencerPlace] {
        let rows = try rows(
            """
            SELECT s.xid, s.seq FROM statement s
            WHERE (s.xid, s.seq) > (CAST(CAST(\(place?.xid ?? 0) AS text) AS xid8), \(place?.seq ?? 0))
            AND s.xid < pg_snapshot_xmin(pg_current_snapshot()) AND s.raw IS NOT NULL
            ORDER BY s.xid, s.seq LIMIT \(limit)
            """
        )
        return try rows.map { SequencerPlace(xid: try $0.integer(0), seq: try $0.integer(1)) }
    }

    fileprivate func sequence(_ seqs: [Int64]) throws {
        try execute(
            """
            INSERT INTO log_entry (leaf, kind, record)
            SELECT (SELECT coalesce(max(leaf), -1) FROM log_entry) + k.ordinal, \(RecordKind.statement.rawValue), k.seq
            FROM \(Batch(.integers("seq", seqs))) AS k
            """
        )
    }

    fileprivate func moveSequencer(to place: SequencerPlace, isNew: Bool) throws {
        if isNew {
            try execute("INSERT INTO sequencer (xid, seq) VALUES (\(place.xid), \(place.seq))")
        } else {
            try execute("UPDATE sequencer SET xid = \(place.xid), seq = \(place.seq)")
        }
    }
}
