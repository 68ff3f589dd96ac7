import Foundation
import XAPI

/// What one statement says an actor thinks of an activity: a rating, a comment, or both.
struct Feedback: Equatable, Sendable {
    let statement: UUID
    /// µs since 1970.
    let at: Int64
    /// Millionths of a star, 0 to 5,000,000: whole numbers, whose sum does not depend on their order. Nil where nothing is rated.
    let stars: Int64?
    let hasComment: Bool

    static let most: Int64 = 5_000_000

    /// Nil where the statement's verb is another, or it says neither.
    ///
    /// - Parameter effective: when it was said, and no later than it was stored.
    init?(_ statement: Statement, id: UUID, effective: Int64) {
        guard statement.isFeedback, case .activity = statement.object, let result = statement.result else { return nil }
        let stars = result.score.flatMap(Self.stars)
        let hasComment = result.response.map { !$0.isBlank } ?? false
        guard stars != nil || hasComment else { return nil }
        self.init(statement: id, at: effective, stars: stars, hasComment: hasComment)
    }

    init(statement: UUID, at: Int64, stars: Int64?, hasComment: Bool) {
        self.statement = statement
        self.at = at
        self.stars = stars
        self.hasComment = hasComment
    }

    /// Of `scaled`, else of `raw` by `max`: four of five stars are four, whatever `min` is. Below zero is none.
    private static func stars(_ score: Statement.Result.Score) -> Int64? {
        let fraction = score.scaled ?? score.raw.flatMap { raw in score.max.flatMap { $0 > 0 ? raw / $0 : nil } }
        guard let fraction, fraction.isFinite else { return nil }
        return Int64((min(max(fraction, 0), 1) * Double(most)).rounded())
    }
}

/// By whom, and of what.
struct FeedbackKey: Hashable, Comparable, Sendable {
    let actor: Int64
    let activity: Int64

    static func < (one: Self, other: Self) -> Bool { (one.actor, one.activity) < (other.actor, other.activity) }
}

/// A rating as it counts.
struct Rating: Equatable, Comparable, Sendable {
    let statement: UUID
    /// µs since 1970.
    let at: Int64
    /// Millionths of a star.
    let stars: Int64

    /// The later one counts; of two of one moment, that of the greater id.
    static func < (one: Self, other: Self) -> Bool { (one.at, one.statement) < (other.at, other.statement) }
}

extension Feedback {
    var rating: Rating? { stars.map { Rating(statement: statement, at: at, stars: $0) } }
}

extension Statement {
    /// No other statement touches the tables of feedback.
    var isFeedback: Bool { verb == VerbIRI.tinCanRated || verb == VerbIRI.commented }
}

extension String {
    fileprivate var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
