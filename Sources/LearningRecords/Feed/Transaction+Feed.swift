import EvidenceVerification
import Foundation
import Persistence

extension Query {
    /// What `FeedItem` reads.
    fileprivate static let feedColumns: Query = "\(statementColumns), l.leaf, s.voided_by, o.name, s.signature"
}

extension Transaction {
    /// The last leaf of a stretch of the log that begins behind `leaf` and holds `limit` records, and statements of
    /// `bytes` together, at most, but one in any case; nil where nothing follows. `log_entry`'s key gives the order.
    func feedEnd(after leaf: Int64, limit: Int, bytes: Int64) throws -> Int64? {
        let rows = try rows(
            """
            SELECT l.leaf, length(s.raw) FROM log_entry l
            LEFT JOIN statement s ON s.seq = l.record AND l.kind = \(RecordKind.statement.stored)
            WHERE l.leaf > \(leaf) ORDER BY l.leaf LIMIT \(limit)
            """
        )
        var (end, sum) = (nil as Int64?, Int64(0))
        for row in rows {
            sum += try row.optionalInteger(1) ?? 0
            if end != nil, sum > bytes { break }
            end = try row.integer(0)
        }
        return end
    }

    /// The statements behind leaf `after`, up to `end`, in order; `log_entry`'s key gives it.
    func feedItems(after: Int64, through end: Int64, _ authorities: Authorities) throws -> [FeedItem] {
        let order: Query = "l.leaf > \(after) AND l.leaf <= \(end)"
        return try feedItems(of: ("log_entry l", order), sorted: "ORDER BY l.leaf", authorities)
    }

    /// The statements among some entries `l` of the log.
    func feedItems(
        of entries: (source: Query, condition: Query), sorted: Query = "", _ authorities: Authorities
    ) throws -> [FeedItem] {
        let rows = try rows(
            """
            SELECT \(Query.feedColumns) FROM \(entries.source) JOIN statement s ON s.seq = l.record
            JOIN source o ON o.id = s.source
            WHERE \(entries.condition) AND l.kind = \(RecordKind.statement.stored) \(sorted)
            """
        )
        return try authorities.feedItems(of: rows, in: self)
    }

    /// One statement, voided or not; `statement_id` and `log_entry_record` find it.
    func feedItem(ofStatement id: UUID, _ authorities: Authorities) throws -> FeedItem? {
        let rows = try rows(
            """
            SELECT \(Query.feedColumns) FROM statement s JOIN source o ON o.id = s.source
            LEFT JOIN log_entry l ON l.record = s.seq AND l.kind = \(RecordKind.statement.stored)
            WHERE s.id = \(id) AND s.raw IS NOT NULL
            """
        )
        return try authorities.feedItems(of: rows, in: self).first
    }
}

extension Authorities {
    /// - Parameter rows: of `Query.feedColumns`.
    fileprivate func feedItems(of rows: [Row], in transaction: any Transaction) throws -> [FeedItem] {
        try zip(rows, statements(of: rows, in: transaction)).map(FeedItem.init)
    }
}
