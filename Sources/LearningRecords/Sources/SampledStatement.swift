import Completion
import Foundation
import Persistence
import XAPI

/// A statement of a source as the search for defects looks at it.
struct SampledStatement: Sendable {
    let id: UUID
    let stored: Int64
    let seq: Int64
    let timestamp: Int64?
    let actor: String
    let activity: String?
    let registration: UUID?
    /// Nil where it is about no activity.
    let event: LearningEvent?
}

extension SampledStatement {
    /// Reads the columns that `newestStatements(ofAuthority:)` asks for.
    init(_ row: Row) throws {
        let (id, stored) = (try row.uuid(0), try row.integer(1))
        let statement = try Statement(stored: try row.blob(3), version: XAPIVersion(storedNumber: try row.integer(2)))
        self.init(
            id: id, stored: stored, seq: try row.integer(4), timestamp: statement.timestamp?.microseconds,
            actor: String(decoding: try row.blob(6), as: UTF8.self),
            activity: try row.optionalBlob(7).map { String(decoding: $0, as: UTF8.self) },
            registration: try row.optionalUUID(5),
            event: LearningEvent(statement, id: id, stored: Instant(microseconds: stored))
        )
    }
}

extension Transaction {
    /// One page of an authority's statements, newest first, voided ones left out; `statement_authority` returns them in
    /// order.
    func newestStatements(
        ofAuthority authority: Int64, before last: SampledStatement?, limit: Int
    ) throws -> [SampledStatement] {
        let older: Query = last.map { "AND (s.stored, s.seq) < (\($0.stored), \($0.seq))" } ?? ""
        return try rows(
            """
            SELECT s.id, s.stored, s.version, s.raw, s.seq, s.registration, coalesce(a.text, a.key),
                coalesce(o.text, o.key)
            FROM statement s JOIN term a ON a.id = s.actor LEFT JOIN term o ON o.id = s.activity
            WHERE s.authority = \(authority) AND s.raw IS NOT NULL AND s.voided_by IS NULL \(older)
            ORDER BY s.stored DESC, s.seq DESC LIMIT \(limit)
            """
        ).map(SampledStatement.init(_:))
    }
}
