import Foundation
import Persistence

/// By what a statement is found, once for each agent and activity in it.
///
/// A statement is also found by what it refers to (Communication 2.1.3): then `found` are the rows of that statement,
/// `via` its number.
struct FilterRows {
    let seq: Int64
    let stored: Int64
    /// 0 for the statement's own rows.
    let via: Int64
    let found: FilterTerms
}

/// What filters look at in one statement, as numbers.
struct FilterTerms: Sendable {
    let verb: Int64
    let authority: Int64
    let actor: Int64?
    /// The object, where it is an activity.
    let activity: Int64?
    let registration: UUID?
    let agents: [(number: Int64, roles: Int64)]
    let activities: [(number: Int64, roles: Int64)]
}

extension Transaction {
    func insertFilters(_ rows: [FilterRows]) throws {
        let agents = rows.flatMap { rows in rows.found.agents.map { (rows: rows, term: $0) } }
        if !agents.isEmpty { try insertAgents(agents) }
        let activities = rows.flatMap { rows in rows.found.activities.map { (rows: rows, term: $0) } }
        if !activities.isEmpty { try insertActivities(activities) }
    }

    /// One row for each statement and one that it refers to, by whose verb, authority and registration it is found.
    func insertReferences(_ rows: [FilterRows]) throws {
        guard !rows.isEmpty else { return }
        let batch = Batch(
            .integers("seq", rows.map(\.seq)), .integers("via", rows.map(\.via)),
            .integers("stored", rows.map(\.stored)), .integers("verb", rows.map(\.found.verb)),
            .integers("authority", rows.map(\.found.authority)),
            .blobs("registration", rows.map { $0.found.registration?.storedBytes })
        )
        try execute(
            """
            INSERT INTO statement_reference \(rows: batch)
            """
        )
    }

    private typealias Found = (rows: FilterRows, term: (number: Int64, roles: Int64))

    private func insertAgents(_ rows: [Found]) throws {
        let batch = Batch(
            .integers("agent", rows.map(\.term.number)), .integers("stored", rows.map(\.rows.stored)),
            .integers("seq", rows.map(\.rows.seq)), .integers("via", rows.map(\.rows.via)),
            .integers("roles", rows.map(\.term.roles)), .integers("verb", rows.map(\.rows.found.verb)),
            .integers("activity", rows.map(\.rows.found.activity))
        )
        try execute(
            """
            INSERT INTO statement_agent \(rows: batch)
            """
        )
    }

    private func insertActivities(_ rows: [Found]) throws {
        let batch = Batch(
            .integers("activity", rows.map(\.term.number)), .integers("stored", rows.map(\.rows.stored)),
            .integers("seq", rows.map(\.rows.seq)), .integers("via", rows.map(\.rows.via)),
            .integers("roles", rows.map(\.term.roles)), .integers("verb", rows.map(\.rows.found.verb))
        )
        try execute(
            """
            INSERT INTO statement_activity \(rows: batch)
            """
        )
    }
}
