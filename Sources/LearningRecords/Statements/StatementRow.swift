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

    /// A class, since rows are sorted and sifted.
    final class Content: Sendable {
        let one: StatementToStore
        let stored: Int64
        let effective: Int64
        let filters: FilterTerms
        let event: LearningEvent?

        init(_ one: StatementToStore, stored: Int64, filters: FilterTerms) {
            self.one = one
            self.stored = stored
            effective = min(one.statement.timestamp?.microseconds ?? stored, stored)
            self.filters = filters
            event = LearningEvent(one.statement, id: one.id, stored: Instant(microseconds: stored))
        }
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
        self.content = Content(one, stored: stored, filters: filters)
    }
}
