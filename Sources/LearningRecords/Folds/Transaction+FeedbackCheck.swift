import Foundation
import Persistence

/// Ratings and comments of an actor about an activity that do not follow from the statements, and what does.
struct FaultyFeedback: Sendable {
    let key: FeedbackKey
    let kept: [Feedback]
    let said: [Feedback]
    let fault: FoldFault
}

extension Transaction {
    /// - Parameter said: by all statements of the actor that stand.
    func faultyFeedback(of actor: Int64, said: [FeedbackKey: [Feedback]]) throws -> [FaultyFeedback] {
        let kept = try keptFeedback(of: actor)
        let ratings = try keptRatings(of: actor)
        return try Set(said.keys).union(kept.keys).union(ratings.keys).sorted().compactMap { key in
            let own = (said[key] ?? []).sorted { $0.statement < $1.statement }
            guard own != kept[key] ?? [] || own.compactMap(\.rating).max() != ratings[key] else { return nil }
            let fault = FoldFault.feedback(
                actor: try text(ofTerm: key.actor), activity: try text(ofTerm: key.activity)
            )
            return FaultyFeedback(key: key, kept: kept[key] ?? [], said: own, fault: fault)
        }
    }

    /// Writes what the statements say, by the function that writes it when one comes or is voided. One that was voided since it was
    /// read is left out: whoever voids it holds its row.
    func mend(_ faulty: FaultyFeedback) throws {
        let identities = try lockIdentities(of: Set(faulty.said.map(\.statement)))
        var fold = FeedbackFold(transaction: self)
        for feedback in faulty.kept + faulty.said { fold.takeBack(feedback.statement, at: faulty.key) }
        for feedback in faulty.said {
            guard let identity = identities[feedback.statement], identity.voidedBy == nil else { continue }
            fold.add(feedback, at: faulty.key)
        }
        fold.refold(faulty.key)
        try fold.write()
    }

    /// In the order of the statements' ids; `feedback_key` has them so.
    private func keptFeedback(of actor: Int64) throws -> [FeedbackKey: [Feedback]] {
        let rows = try rows(
            """
            SELECT f.activity, f.statement, f.at, f.stars, f.has_comment FROM feedback f WHERE f.actor = \(actor)
            ORDER BY f.actor, f.activity, f.statement
            """
        )
        return try rows.reduce(into: [:]) { kept, row in
            let feedback = Feedback(
                statement: try row.uuid(1), at: try row.integer(2), stars: try row.optionalInteger(3),
                hasComment: try row.integer(4) == 1
            )
            kept[FeedbackKey(actor: actor, activity: try row.integer(0)), default: []].append(feedback)
        }
    }

    private func keptRatings(of actor: Int64) throws -> [FeedbackKey: Rating] {
        let rows = try rows("SELECT r.activity, r.statement, r.at, r.stars FROM rating r WHERE r.actor = \(actor)")
        return try rows.reduce(into: [:]) { kept, row in
            kept[FeedbackKey(actor: actor, activity: try row.integer(0))] = Rating(
                statement: try row.uuid(1), at: try row.integer(2), stars: try row.integer(3)
            )
        }
    }
}
