import Completion
import Foundation
import Persistence

/// Something that is kept beside the statements, for speed, and does not follow from them.
package enum FoldFault: Equatable, Sendable {
    /// Facts of an actor about an activity. Actor and activity as in statements.
    case facts(actor: String, activity: String)
    /// Ratings and comments of an actor about an activity.
    case feedback(actor: String, activity: String)
    /// Where somebody stands in a course. `kept` and `follows` are statuses, with rule; nil where there is none.
    case standing(learner: String, course: String, kept: String?, follows: String?)
    /// A count of standings with a status: of a course, a month or a learner.
    case count(of: String, status: String, kept: Int64, follows: Int64)
}

/// What a check looked at, and what it found.
package struct FoldCheck: Equatable, Sendable {
    package internal(set) var statements = 0
    package internal(set) var facts = 0
    package internal(set) var standings = 0
    package internal(set) var faults = 0
}

/// What of a place in the tables of facts and standings is not as it should be, with the keys by which it is mended.
struct FaultyFacts: Sendable {
    let key: FactKey
    /// Nobody can read the row.
    let isUnreadable: Bool
}

/// A number that is to be added to a count, so that it is right: counts are sums, and adding commutes with what writers add
/// meanwhile.
struct FaultyCount: Sendable {
    enum Place: Hashable, Sendable {
        case tally(TallyKey)
        case learner(Int64, CompletionStatus)
    }

    let place: Place
    let kept: Int64
    let follows: Int64

    /// Nil where both are alike.
    init?(_ place: Place, kept: Int64?, follows: Int64?) {
        guard kept ?? 0 != follows ?? 0 else { return nil }
        (self.place, self.kept, self.follows) = (place, kept ?? 0, follows ?? 0)
    }

    var missing: Int64 { follows &- kept }
}

extension Transaction {
    /// The text of a term as a person reads it; `#` and its number where it is gone.
    func text(ofTerm number: Int64) throws -> String {
        let row = try rows("SELECT coalesce(t.text, t.key) FROM term t WHERE t.id = \(number)").first
        return try row.map { String(decoding: try $0.blob(0), as: UTF8.self) } ?? "#\(number)"
    }

    /// A person's name and matricule, or an actor.
    func text(ofLearner number: Int64) throws -> String {
        let row = try rows(
            "SELECT p.family_name, p.given_name, p.matricule FROM person p WHERE p.id = \(number)"
        ).first
        guard let row else { return try text(ofTerm: number) }
        let parts = [try row.optionalText(0), try row.optionalText(1), try row.optionalText(2).map { "(\($0))" }]
        return parts.compactMap { $0 }.joined(separator: " ")
    }

    func text(ofCourse number: Int64) throws -> String {
        try rows("SELECT c.iri FROM course c WHERE c.id = \(number)").first?.text(0) ?? "#\(number)"
    }
}
