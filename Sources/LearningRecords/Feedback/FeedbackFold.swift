import Foundation
import Persistence
import XAPI

/// Writes what a batch's statements say of activities, and takes back what was voided, in the statements' own transaction.
///
/// The rating of an actor and an activity is the latest that stands: a new one replaces an older one under the row's lock; where
/// one is taken back, the row is deleted, which waits for whoever is writing it, and made anew from those that are left.
struct FeedbackFold {
    let transaction: any Transaction
    private var said: [(key: FeedbackKey, feedback: Feedback)] = []
    private var takenBack: [(key: FeedbackKey, statement: UUID)] = []
    private var refolded: Set<FeedbackKey> = []

    init(transaction: any Transaction) {
        self.transaction = transaction
    }

    mutating func add(_ row: StatementRow) {
        guard let content = row.content, content.one.statement.isFeedback, let actor = content.filters.actor,
            let activity = content.filters.activity,
            let feedback = Feedback(content.one.statement, id: row.id, effective: content.effective)
        else { return }
        add(feedback, at: FeedbackKey(actor: actor, activity: activity))
    }

    mutating func add(_ feedback: Feedback, at key: FeedbackKey) { said.append((key, feedback)) }

    mutating func addVoided(_ statement: StatementIdentity) {
        guard let place = statement.factKey, let raw = statement.raw,
            let read = try? Statement(stored: raw, version: statement.version), read.isFeedback
        else { return }
        takeBack(statement.id, at: FeedbackKey(actor: place.actor, activity: place.activity))
    }

    mutating func takeBack(_ statement: UUID, at key: FeedbackKey) {
        takenBack.append((key, statement))
        refold(key)
    }

    /// Makes the rating of a key anew, whatever its row says.
    mutating func refold(_ key: FeedbackKey) { refolded.insert(key) }

    /// Nothing is asked of the store where there is nothing to write.
    func write() throws {
        if !takenBack.isEmpty { try transaction.deleteFeedback(takenBack.sorted { $0.key < $1.key }) }
        if !said.isEmpty { try transaction.insertFeedback(said.sorted { $0.key < $1.key }) }
        var ratings: [FeedbackKey: Rating] = [:]
        for (key, feedback) in said where !refolded.contains(key) {
            guard let rating = feedback.rating else { continue }
            ratings[key] = ratings[key].map { max($0, rating) } ?? rating
        }
        if !refolded.isEmpty {
            try transaction.deleteRatings(of: refolded.sorted())
            ratings.merge(try transaction.latestRatings(of: refolded.sorted())) { _, new in new }
        }
        if !ratings.isEmpty { try transaction.raiseRatings(ratings.sorted { $0.key < $1.key }) }
    }
}

extension Batch {
    fileprivate static func columns(of keys: [FeedbackKey]) -> [Column] {
        [.integers("actor", keys.map(\.actor)), .integers("activity", keys.map(\.activity))]
    }
}

extension Transaction {
    /// - Parameter rows: in key order.
    fileprivate func insertFeedback(_ rows: [(key: FeedbackKey, feedback: Feedback)]) throws {
        let batch = Batch(
            Batch.columns(of: rows.map(\.key)) + [
                .blobs("statement", rows.map(\.feedback.statement.storedBytes)),
                .integers("at", rows.map(\.feedback.at)), .integers("stars", rows.map(\.feedback.stars)),
                .integers("has_comment", rows.map { $0.feedback.hasComment ? 1 : 0 }),
            ]
        )
        try execute("INSERT INTO feedback \(rows: batch) ON CONFLICT (actor, activity, statement) DO NOTHING")
    }

    fileprivate func deleteFeedback(_ rows: [(key: FeedbackKey, statement: UUID)]) throws {
        let batch = Batch(
            Batch.columns(of: rows.map(\.key)) + [.blobs("statement", rows.map(\.statement.storedBytes))]
        )
        try execute(
            """
            DELETE FROM feedback WHERE (actor, activity, statement) IN
                (SELECT k.actor, k.activity, k.statement FROM \(batch) AS k)
            """
        )
    }

    fileprivate func deleteRatings(of keys: [FeedbackKey]) throws {
        try execute(
            """
            DELETE FROM rating WHERE (actor, activity) IN
                (SELECT k.actor, k.activity FROM \(Batch(Batch.columns(of: keys))) AS k)
            """
        )
    }

    /// What is left of each key, read after its row was locked; `feedback_latest` and the key find it.
    fileprivate func latestRatings(of keys: [FeedbackKey]) throws -> [FeedbackKey: Rating] {
        let rows = try rows(
            """
            SELECT f.actor, f.activity, f.statement, f.at, f.stars FROM \(Batch(Batch.columns(of: keys))) AS k
            JOIN feedback f ON f.actor = k.actor AND f.activity = k.activity AND f.statement =
                (SELECT l.statement FROM feedback l WHERE l.actor = k.actor AND l.activity = k.activity
                AND l.stars IS NOT NULL ORDER BY l.at DESC, l.statement DESC LIMIT 1)
            """
        )
        return try rows.reduce(into: [:]) { ratings, row in
            ratings[FeedbackKey(actor: try row.integer(0), activity: try row.integer(1))] = Rating(
                statement: try row.uuid(2), at: try row.integer(3), stars: try row.integer(4)
            )
        }
    }

    /// - Parameter ratings: each key once, in order; an older one changes nothing.
    fileprivate func raiseRatings(_ ratings: [(key: FeedbackKey, value: Rating)]) throws {
        let batch = Batch(
            Batch.columns(of: ratings.map(\.key)) + [
                .blobs("statement", ratings.map(\.value.statement.storedBytes)),
                .integers("at", ratings.map(\.value.at)), .integers("stars", ratings.map(\.value.stars)),
            ]
        )
        try execute(
            """
            INSERT INTO rating \(rows: batch) ON CONFLICT (actor, activity)
            DO UPDATE SET statement = excluded.statement, at = excluded.at, stars = excluded.stars
            WHERE (excluded.at, excluded.statement) > (rating.at, rating.statement)
            """
        )
    }
}
