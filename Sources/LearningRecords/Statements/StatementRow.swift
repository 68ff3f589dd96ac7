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
        let verb: Int64
        let actor: Int64?
        let activity: Int64?
        let registration: UUID?
        let target: UUID?
        let version: Int64
        let source: Int64
        let authority: Int64
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

    init(
        _ one: StatementToStore, seq: Int64, stored: Int64, voidedBy: UUID?, source: Int64, authority: Int64,
        number: (Term) -> Int64
    ) {
        let statement = one.statement
        self.seq = seq
        self.id = one.id
        self.voidedBy = voidedBy
        let filters = FilterTerms(statement, authority: authority, number: number)
        self.content = Content(
            stored: stored, effective: min(statement.timestamp?.microseconds ?? stored, stored), verb: filters.verb,
            actor: statement.actor.identifier.map { number(.actor($0)) }, activity: filters.activity,
            registration: filters.registration, target: one.target, version: one.version.storedNumber, source: source,
            authority: authority, needs: one.needs.rawValue, signature: one.signature, raw: one.raw, filters: filters,
            event: LearningEvent(statement, id: one.id, stored: Instant(microseconds: stored))
        )
    }
}

extension FilterTerms {
    init(_ statement: Statement, authority: Int64, number: (Term) -> Int64) {
        self.authority = authority
        verb = number(.verb(statement.verb))
        activity = statement.activity.map { number(.activity($0)) }
        registration = statement.context?.registration
        agents = statement.agents.map { (number(Term(kind: .actor, text: $0.canonical)), $0.roles.rawValue) }
        activities = statement.activities.map { (number(.activity($0.id)), $0.roles.rawValue) }
    }
}
