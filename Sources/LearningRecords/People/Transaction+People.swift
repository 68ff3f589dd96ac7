import Foundation
import Persistence
import XAPI

/// Who an identifier belongs to.
struct IdentifierOwner: Sendable {
    /// Nil where the identifier is shared.
    let person: Int64?
}

extension Transaction {
    /// The number of a person; `person_uid` finds it.
    func number(ofPerson id: UUID) throws -> Int64? {
        try rows("SELECT id FROM person WHERE uid = \(id)").first?.integer(0)
    }

    /// Keeps others from changing these people until the transaction ends; in key order, against deadlock.
    func lockPeople(_ people: Set<Int64>) throws {
        guard !people.isEmpty else { return }
        _ = try rows(
            """
            SELECT p.id FROM \(Batch(.integers("id", people.sorted()))) AS k JOIN person p ON p.id = k.id
            ORDER BY k.ordinal \(Fragment.lockRows(of: "p"))
            """
        )
    }

    /// People with their identifiers and attributes, by their numbers, in three queries; keys find the rows of each.
    func people(numbered numbers: Set<Int64>) throws -> [Int64: Person] {
        guard !numbers.isEmpty else { return [:] }
        let batch = Batch(.integers("id", numbers.sorted()))
        let rows = try rows(
            """
            SELECT p.id, p.uid, p.matricule, p.family_name, p.given_name, m.uid, p.created_at, p.changed_at
            FROM \(batch) AS k JOIN person p ON p.id = k.id LEFT JOIN person m ON m.id = p.merged_into
            """
        )
        var people = Dictionary(
            try rows.map { (try $0.integer(0), try Person($0)) }, uniquingKeysWith: { one, _ in one })
        for (person, identifier) in try identifiers(of: batch) { people[person]?.identifiers.append(identifier) }
        var timelines: [Int64: [AttributeName: [DatedValue]]] = [:]
        for (person, name, value) in try values(of: batch) {
            timelines[person, default: [:]][name, default: []].append(value)
        }
        for (person, values) in timelines { people[person]?.attributes = values.mapValues { Timeline($0) } }
        return people
    }

    private func identifiers(of people: Batch) throws -> [(person: Int64, Person.Identifier)] {
        try rows(
            """
            SELECT i.person, coalesce(t.text, t.key), i.since, i.actor FROM \(people) AS k
            JOIN person_identifier i ON i.person = k.id JOIN term t ON t.id = i.actor
            """
        ).compactMap { row in
            let canonical = String(decoding: try row.blob(1), as: UTF8.self)
            guard let value = InverseFunctionalIdentifier(canonical: canonical) else { return nil }
            return (try row.integer(0), .init(value: value, since: try row.integer(2), actor: try row.integer(3)))
        }
    }

    /// Every attribute, at whatever time it held; `person_attribute_key` finds them.
    func values(of people: Batch) throws -> [(person: Int64, AttributeName, DatedValue)] {
        try rows(
            """
            SELECT a.person, a.name, a.value, a.from_day, a.until_day FROM \(people) AS k
            JOIN person_attribute a ON a.person = k.id
            """
        ).compactMap { row in
            guard let name = AttributeName(rawValue: try row.text(1)) else { return nil }
            let value = DatedValue(try row.text(2), first: try row.integer(3), last: try row.integer(4))
            return (try row.integer(0), name, value)
        }
    }

    /// Who has which matricule; `person_matricule` finds each.
    func people(withMatricules matricules: Set<String>) throws -> [String: Int64] {
        guard !matricules.isEmpty else { return [:] }
        let batch = Batch(.texts("matricule", matricules.sorted()))
        let rows = try rows(
            "SELECT p.matricule, p.id FROM \(batch) AS k JOIN person p ON p.matricule = k.matricule"
        )
        return Dictionary(try rows.map { (try $0.text(0), try $0.integer(1)) }, uniquingKeysWith: { one, _ in one })
    }

    /// Whose identifiers these are, as far as they are somebody's or shared; `person_identifier_key` finds each.
    func owners(ofActors actors: Set<Int64>) throws -> [Int64: IdentifierOwner] {
        guard !actors.isEmpty else { return [:] }
        let batch = Batch(.integers("actor", actors.sorted()))
        let rows = try rows(
            "SELECT i.actor, i.person FROM \(batch) AS k JOIN person_identifier i ON i.actor = k.actor"
        )
        let owners = try rows.map { (try $0.integer(0), IdentifierOwner(person: try $0.optionalInteger(1))) }
        return Dictionary(owners, uniquingKeysWith: { one, _ in one })
    }

    /// The people whom a clue leads to; `person_clue_key` finds them.
    func people(by clues: Set<PersonClue>) throws -> [PersonClue: [Int64]] {
        guard !clues.isEmpty else { return [:] }
        let asked = Array(clues)
        let batch = Batch(
            .integers("kind", asked.map(\.kind.rawValue)), .blobs("clue", asked.map(\.text)),
            .integers("place", asked.indices.map(Int64.init))
        )
        var found: [PersonClue: [Int64]] = [:]
        for row in try rows(
            """
            SELECT k.place, c.person FROM \(batch) AS k JOIN person_clue c ON c.kind = k.kind AND c.clue = k.clue
            """
        ) {
            guard let clue = asked[checked: try row.integer(0)] else { continue }
            found[clue, default: []].append(try row.integer(1))
        }
        return found
    }
}

extension Person {
    /// Reads the columns that `people(numbered:)` asks for.
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.uuid(1), matricule: try row.optionalText(2), familyName: try row.text(3),
            givenName: try row.text(4), mergedInto: try row.optionalUUID(5), createdAt: try row.integer(6),
            changedAt: try row.integer(7), number: try row.integer(0)
        )
    }
}
