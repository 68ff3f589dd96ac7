import Completion
import Foundation
import XAPI

/// A row of `statement` and the rows by which it is found, as they are written.
struct StatementRow {
    let seq: Int64
    let id: UUID
    let voidedBy: UUID?
    /// Nil where the row only holds the place of a statement that has not arrived.
    let content: Content?

    struct Content {
        let stored: Int64
        let effective: Int64
        let target: UUID?
        let version: Int64
        let source: Int64
        let needs: Int64
        let signature: SignatureStanding?
        let raw: [UInt8]
        let filters: FilterTerms
        let event: LearningEvent?
    }

    /// The rows by which the statement itself is found.
    var ownFilters: FilterRows? {
        content.map { FilterRows(seq: seq, stored: $0.stored, via: 0, found: $0.filters) }
    }

    init(placeholder id: UUID, seq: Int64, voidedBy: UUID?) {
        self.seq = seq
        self.id = id
        self.voidedBy = voidedBy
        self.content = nil
    }

    init(_ one: StatementToStore, seq: Int64, stored: Int64, voidedBy: UUID?, filters: FilterTerms) {
        self.seq = seq
        self.id = one.id
        self.voidedBy = voidedBy
        let timestamp = one.statement.timestamp?.microseconds ?? stored
        self.content = Content(
            stored: stored, effective: min(timestamp, stored), target: one.target, version: one.version.storedNumber,
            source: one.credential.source, needs: one.needs.rawValue, signature: one.signature, raw: one.raw,
            filters: filters,
            event: LearningEvent(one.statement, id: one.id, stored: Instant(microseconds: stored))
        )
    }
}
