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
        let absent: Int64
        let raw: [UInt8]
        let agents: [(number: Int64, roles: Int64)]
        let activities: [(number: Int64, roles: Int64)]
        let event: LearningEvent?
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
        self.content = Content(
            stored: stored, effective: min(statement.timestamp?.microseconds ?? stored, stored),
            verb: number(.verb(statement.verb)), actor: statement.actor.identifier.map { number(.actor($0)) },
            activity: one.activity.map { number(.activity($0)) }, registration: statement.context?.registration,
            target: one.target, version: one.version.storedNumber, source: source, authority: authority,
            absent: one.absent.rawValue, raw: one.raw,
            agents: statement.agents.map { (number(Term(kind: .actor, text: $0.canonical)), $0.roles.rawValue) },
            activities: statement.activities.map { (number(.activity($0.id)), $0.roles.rawValue) },
            event: LearningEvent(statement, id: one.id, stored: Instant(microseconds: stored))
        )
    }
}
