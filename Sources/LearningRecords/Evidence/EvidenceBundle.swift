import EvidenceVerification
import Persistence

/// A bundle that somebody asked for, and how far it is.
package struct EvidenceBundle: Sendable {
    package enum State: String, Sendable {
        case waiting, building, ready, failed
    }

    package let id: String
    /// As JSON.
    package let question: [UInt8]
    /// µs since 1970.
    package let askedAt: Int64
    /// Records that are in it, of how many.
    package let done: Int64
    package let total: Int64
    package let claims: Int64
    package let finishedAt: Int64?
    /// `ready`, or why there is none: a `BuildBundle.Outcome.Refusal`, or `failed`.
    package let outcome: String?
    /// The key that asked for it.
    let key: String

    package var state: State {
        guard finishedAt != nil else { return total > 0 ? .building : .waiting }
        return outcome == State.ready.rawValue ? .ready : .failed
    }

    init(_ row: Row) throws {
        id = try row.text(0)
        question = try row.blob(1)
        askedAt = try row.integer(2)
        done = try row.integer(3)
        total = try row.integer(4)
        claims = try row.integer(5)
        finishedAt = try row.optionalInteger(6)
        outcome = try row.optionalText(7)
        key = try row.text(8)
    }

    static let columns: Query = "id, question, asked_at, done, total, claims, finished_at, outcome, access_key"
}
