package import Foundation
package import Persistence

/// Finds that two people are one: the identifiers of the one move to the other, and nothing else does.
package struct MergePeople: Sendable {
    package enum Outcome: Sendable {
        /// Also where it was merged into this one before.
        case merged(Person)
        case refused(PeopleRefusal)
    }

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameters:
    ///   - merged: who is no person of their own any more.
    ///   - id: who gets the identifiers.
    ///   - key: who asks.
    package func callAsFunction(_ merged: UUID, into id: UUID, by key: String) async throws -> Outcome {
        guard merged != id else { return .refused(.samePerson) }
        return try await database.writeAgainOnRace { [outlines] transaction in
            guard let pair = try transaction.lockedPair(id, merged) else { return .refused(.unknownPerson) }
            if let into = pair.first.mergedInto { return .refused(.isMerged(into: into)) }
            if let into = pair.second.mergedInto {
                return into == id ? .merged(pair.first) : .refused(.isMerged(into: into))
            }
            guard pair.first.identifiers.count + pair.second.identifiers.count <= Person.mostIdentifiers else {
                return .refused(.tooManyIdentifiers)
            }
            try transaction.merge(pair.second, into: pair.first, by: key)
            let people = [pair.first.number, pair.second.number]
            let moved = pair.second.identifiers.map { MovedIdentifier(actor: $0.actor, people: people) }
            try transaction.follow(moved, registered: Set(people), outlines)
            return try transaction.person(id).map { .merged($0) } ?? .refused(.unknownPerson)
        }
    }
}

extension Transaction {
    /// Two people, locked in key order.
    func lockedPair(_ one: UUID, _ other: UUID) throws -> (first: Person, second: Person)? {
        guard let first = try number(ofPerson: one), let second = try number(ofPerson: other) else { return nil }
        try lockPeople([first, second])
        let people = try people(numbered: [first, second])
        guard let one = people[first], let other = people[second] else { return nil }
        return (one, other)
    }

    fileprivate func merge(_ merged: Person, into person: Person, by key: String) throws {
        let actors = Set(merged.identifiers.map(\.actor))
        try move(actors, to: person.number)
        try execute(
            "UPDATE person SET merged_into = \(person.number), changed_at = \(startedAt) WHERE id = \(merged.number)"
        )
        try replaceClues(of: Array(try people(numbered: [person.number, merged.number]).values))
        let moved = actors.sorted().map {
            NewPersonEvent(kind: .moved, person: person.number, other: merged.number, actor: $0)
        }
        try record([NewPersonEvent(kind: .merged, person: person.number, other: merged.number)] + moved, by: key)
    }
}
