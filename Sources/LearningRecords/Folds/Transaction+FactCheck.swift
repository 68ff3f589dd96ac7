import Completion
import Foundation
import Persistence
import XAPI

/// The facts of one actor, compared with a fresh fold of its statements.
struct ActorCheck: Sendable {
    let actor: Int64
    let statements: Int
    let facts: Int
    let faults: [(facts: FaultyFacts, fault: FoldFault)]
    let feedback: [FaultyFeedback]
}

extension Transaction {
    /// Compares the facts of the next actor that has any, or has statements.
    ///
    /// - Parameter actor: the one before it; 0 for the first.
    /// - Returns: nil behind the last one.
    func checkFacts(after actor: Int64) throws -> ActorCheck? {
        guard let actor = try nextActor(after: actor) else { return nil }
        let (folded, said, statements) = try fold(actor: actor)
        var kept = try keptFacts(of: actor)
        var faulty: [FaultyFacts] = []
        for (key, facts) in folded where kept[key] == nil && facts != Facts() {
            faulty.append(FaultyFacts(key: key, isUnreadable: false))
        }
        let count = kept.count
        // What waits to be refolded says so in every answer.
        kept = kept.filter { $0.value?.isPending != true }
        for (key, facts) in kept where facts?.facts != folded[key] ?? Facts() {
            faulty.append(FaultyFacts(key: key, isUnreadable: facts == nil))
        }
        let sorted = faulty.sorted { $0.key < $1.key }
        let name = sorted.isEmpty ? "" : try text(ofTerm: actor)
        let faults = try sorted.map { facts in
            (facts, FoldFault.facts(actor: name, activity: try text(ofTerm: facts.key.activity)))
        }
        return ActorCheck(
            actor: actor, statements: statements, facts: count, faults: faults,
            feedback: try faultyFeedback(of: actor, said: said)
        )
    }

    /// The keys of `statement_agent`, `fact`, `feedback` and `rating` have them in order.
    private func nextActor(after actor: Int64) throws -> Int64? {
        let found =
            try rows("SELECT min(a.agent) FROM statement_agent a WHERE a.agent > \(actor)")
            + rows("SELECT min(f.actor) FROM fact f WHERE f.actor > \(actor)")
            + rows("SELECT min(f.actor) FROM feedback f WHERE f.actor > \(actor)")
            + rows("SELECT min(r.actor) FROM rating r WHERE r.actor > \(actor)")
        return try found.compactMap { try $0.optionalInteger(0) }.min()
    }

    /// By key: nil where the row cannot be read.
    private func keptFacts(of actor: Int64) throws -> [FactKey: StoredFacts?] {
        let rows = try rows("SELECT \(Query.factColumns) FROM fact f WHERE f.actor = \(actor)")
        return try rows.reduce(into: [:]) { kept, row in
            kept.updateValue(try? StoredFacts(row), forKey: try FactKey(row))
        }
    }

    /// All that an actor's statements give, read page by page in one view of the store.
    private func fold(
        actor: Int64
    ) throws -> (facts: [FactKey: Facts], said: [FeedbackKey: [Feedback]], statements: Int) {
        var facts: [FactKey: Facts] = [:]
        var said: [FeedbackKey: [Feedback]] = [:]
        var count = 0
        var place: StatementPlace?
        while true {
            let rows = try rows(.statements(ofActor: actor, after: place, limit: RefoldPending.page))
            for row in rows {
                let statement = try Statement(
                    stored: try row.blob(3), version: XAPIVersion(storedNumber: try row.integer(2))
                )
                let (id, stored) = (try row.uuid(0), Instant(microseconds: try row.integer(1)))
                guard let event = LearningEvent(statement, id: id, stored: stored),
                    let activity = try row.optionalInteger(5)
                else { continue }
                let key = FactKey(
                    event, actor: actor, activity: activity, registration: try row.optionalUUID(6),
                    source: try row.integer(7)
                )
                facts[key, default: Facts()].fold(event)
                if let feedback = Feedback(statement, id: id, effective: event.witness.effective) {
                    said[FeedbackKey(actor: actor, activity: activity), default: []].append(feedback)
                }
            }
            count += rows.count
            guard let last = rows.last, rows.count == RefoldPending.page else { return (facts, said, count) }
            place = StatementPlace(stored: try last.integer(1), seq: try last.integer(4))
        }
    }
}

extension Query {
    /// Statements of an actor that count, in order; `statement_agent`'s key returns them so.
    fileprivate static func statements(ofActor actor: Int64, after place: StatementPlace?, limit: Int) -> Query {
        let after: Query = place.map { "AND (a.stored, a.seq) > (\($0.stored), \($0.seq))" } ?? ""
        return """
            SELECT s.id, s.stored, s.version, s.raw, s.seq, s.activity, s.registration, s.source
            FROM statement_agent a JOIN statement s ON s.seq = a.seq
            WHERE a.agent = \(actor) AND a.via = 0 AND s.actor = \(actor) AND s.voided_by IS NULL \(after)
            ORDER BY a.stored, a.seq LIMIT \(limit)
            """
    }
}
