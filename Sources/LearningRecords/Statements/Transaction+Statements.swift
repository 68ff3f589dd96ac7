import Foundation
import Persistence
import XAPI

/// Where the next statements stand: numbers in order, and one time for the whole transaction.
struct ReservedPlaces {
    let seqs: [Int64]
    let stored: Int64
    /// The last erasure.
    let epoch: Int64
}

extension Transaction {
    /// `stored` never goes back, whatever the clock does: the greater of the transaction's time and the last one seen.
    func reservePlaces(_ count: Int) throws -> ReservedPlaces {
        let batch = Batch(.integers("n", (0..<Int64(count)).map { $0 }))
        let rows = try rows(
            """
            SELECT \(Fragment.nextStatement), (SELECT max(stored) FROM statement),
                (SELECT max(id) FROM erasure) FROM \(batch) AS k
            """
        )
        let last = try rows.first?.optionalInteger(1) ?? 0
        return ReservedPlaces(
            seqs: try rows.map { try $0.integer(0) }.sorted(), stored: max(startedAt, last),
            epoch: try rows.first?.optionalInteger(2) ?? 0
        )
    }

    /// The number of the last erasure; 0 before the first.
    func lastErasure() throws -> Int64 {
        try rows("SELECT max(e.id) FROM erasure e").first?.optionalInteger(0) ?? 0
    }

    /// Where writers overlap, in key order, so that two of the same ids wait for each other instead of deadlocking; on SQLite
    /// in the order of the table, which then grows at its end.
    func insert(_ rows: [StatementRow]) throws {
        guard !rows.isEmpty else { return }
        let ordered = engine == .sqlite ? rows : rows.sorted { $0.id < $1.id }
        try execute("INSERT INTO statement \(rows: Batch(ordered))")
    }

    /// Puts statements into the places that were held for them; `statement_id` finds each.
    func fillPlaces(with rows: [StatementRow]) throws {
        guard !rows.isEmpty else { return }
        try execute(
            """
            UPDATE statement AS s SET seq = k.seq, voided_by = k.voided_by, stored = k.stored, effective = k.effective,
                verb = k.verb, actor = k.actor, activity = k.activity, registration = k.registration,
                target = k.target, version = k.version, source = k.source, authority = k.authority,
                needs = k.needs, signature = k.signature, raw = k.raw \(Fragment.rewritingTransaction)
            FROM \(Batch(rows.sorted { $0.id < $1.id })) AS k WHERE s.id = k.id
            """
        )
    }

    /// Marks statements, and places that are held, as voided; the primary key of `statement` finds each.
    func void(_ statements: [StatementIdentity], by voids: [UUID: UUID]) throws {
        guard !statements.isEmpty else { return }
        let batch = Batch(
            .integers("seq", statements.map(\.seq)), .blobs("voided_by", statements.map { voids[$0.id]?.storedBytes })
        )
        try execute("UPDATE statement AS s SET voided_by = k.voided_by FROM \(batch) AS k WHERE s.seq = k.seq")
    }
}

extension Batch {
    fileprivate init(_ rows: [StatementRow]) {
        let contents = rows.map(\.content)
        self.init(
            .integers("seq", rows.map(\.seq)), .blobs("id", rows.map(\.id.storedBytes)),
            .blobs("voided_by", rows.map { $0.voidedBy?.storedBytes }),
            .integers("stored", contents.map { $0?.stored }),
            .integers("effective", contents.map { $0?.effective }),
            .integers("verb", contents.map { $0?.filters.verb }),
            .integers("actor", contents.map { $0?.filters.actor }),
            .integers("activity", contents.map { $0?.filters.activity }),
            .blobs("registration", contents.map { $0?.filters.registration?.storedBytes }),
            .blobs("target", contents.map { $0?.one.target?.storedBytes }),
            .integers("version", contents.map { $0?.one.version.storedNumber }),
            .integers("source", contents.map { $0?.one.credential.source }),
            .integers("authority", contents.map { $0?.filters.authority }),
            .integers("needs", contents.map { $0?.one.needs.rawValue }),
            .texts("signature", contents.map { $0?.one.signature?.rawValue }),
            .blobs("raw", contents.map { $0?.one.raw })
        )
    }
}
