package import Foundation
package import Persistence
package import XAPI

/// Takes a merge back: the identifiers that it moved go home, as far as the other person still has them. Says which
/// statements they recorded in between, since these were counted for the other meanwhile.
package struct SplitPerson: Sendable {
    package struct Report: Sendable {
        /// Who is a person of their own again.
        package let person: Person
        /// µs since 1970.
        package let mergedAt: Int64
        /// Statements that the identifiers recorded since the merge, in order; the first ones where there are many.
        package let statements: [UUID]
        package let hasMoreStatements: Bool
        /// Identifiers that the merge moved and that have since gone elsewhere.
        package let gone: [InverseFunctionalIdentifier]
    }

    package enum Outcome: Sendable {
        case split(Report)
        case refused(PeopleRefusal)
    }

    /// Statements in a report.
    package static let mostStatements = 1_000

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameters:
    ///   - merged: who was merged.
    ///   - id: who got the identifiers.
    ///   - key: who asks.
    package func callAsFunction(_ merged: UUID, from id: UUID, by key: String) async throws -> Outcome {
        try await database.writeAgainOnRace { [outlines] transaction in
            guard let pair = try transaction.lockedPair(id, merged) else { return .refused(.unknownPerson) }
            if let into = pair.first.mergedInto { return .refused(.isMerged(into: into)) }
            guard pair.second.mergedInto == id, let merge = try transaction.lastMerge(of: pair.second) else {
                return .refused(.notMerged)
            }
            let moved = try transaction.moved(by: merge, of: pair.second)
            let home = moved.intersection(pair.first.identifiers.map(\.actor))
            let since = try transaction.statements(of: home, since: merge, limit: Self.mostStatements + 1)
            try transaction.split(pair.second, from: pair.first, actors: home, by: key)
            let people = [pair.first.number, pair.second.number]
            let followed = home.map { MovedIdentifier(actor: $0, people: people) }
            try transaction.follow(followed, registered: Set(people), outlines)
            let gone = try transaction.identifiers(of: moved.subtracting(home))
            guard let person = try transaction.person(merged) else { return .refused(.unknownPerson) }
            return .split(
                Report(
                    person: person, mergedAt: merge, statements: Array(since.prefix(Self.mostStatements)),
                    hasMoreStatements: since.count > Self.mostStatements,
                    gone: gone.values.sorted { $0.canonical < $1.canonical }
                )
            )
        }
    }
}

extension Transaction {
    /// When the person was merged; `person_event_other` finds it.
    fileprivate func lastMerge(of person: Person) throws -> Int64? {
        try rows(
            """
            SELECT e.at FROM person_event e WHERE e.other = \(person.number) AND e.kind = \(PersonEvent.Kind.merged.rawValue)
            ORDER BY e.id DESC LIMIT 1
            """
        ).first?.integer(0)
    }

    /// The identifiers that the merge moved; `person_event_other` finds them.
    fileprivate func moved(by merge: Int64, of person: Person) throws -> Set<Int64> {
        let rows = try rows(
            """
            SELECT e.actor FROM person_event e WHERE e.other = \(person.number)
            AND e.kind = \(PersonEvent.Kind.moved.rawValue) AND e.at >= \(merge)
            """
        )
        return Set(try rows.map { try $0.integer(0) })
    }

    /// Statements of these actors from a time on, oldest first; the key of `statement_agent` returns each actor's so.
    fileprivate func statements(of actors: Set<Int64>, since time: Int64, limit: Int) throws -> [UUID] {
        var places: [(id: UUID, stored: Int64, seq: Int64)] = []
        for actor in actors.sorted() {
            places += try rows(
                """
                SELECT s.id, s.stored, s.seq FROM statement_agent a JOIN statement s ON s.seq = a.seq AND s.actor = \(actor)
                WHERE a.agent = \(actor) AND a.stored >= \(time) AND a.via = 0 ORDER BY a.stored, a.seq LIMIT \(limit)
                """
            ).map { (id: try $0.uuid(0), stored: try $0.integer(1), seq: try $0.integer(2)) }
        }
        return places.sorted { ($0.stored, $0.seq) < ($1.stored, $1.seq) }.prefix(limit).map(\.id)
    }

    fileprivate func split(_ merged: Person, from person: Person, actors: Set<Int64>, by key: String) throws {
        try move(actors, to: merged.number)
        try execute("UPDATE person SET merged_into = NULL, changed_at = \(startedAt) WHERE id = \(merged.number)")
        try replaceClues(of: Array(try people(numbered: [person.number, merged.number]).values))
        let moved = actors.sorted().map {
            NewPersonEvent(kind: .moved, person: merged.number, other: person.number, actor: $0)
        }
        try record([NewPersonEvent(kind: .split, person: merged.number, other: person.number)] + moved, by: key)
    }
}
