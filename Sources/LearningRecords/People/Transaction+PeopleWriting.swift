import Persistence
import XAPI

extension Transaction {
    func insert(_ people: [Person]) throws {
        guard !people.isEmpty else { return }
        try execute(
            """
            INSERT INTO person (id, uid, matricule, family_name, given_name, sort_key, created_at, changed_at)
            SELECT k.id, k.uid, k.matricule, k.family_name, k.given_name, k.sort_key, \(startedAt), \(startedAt)
            FROM \(Batch(people)) AS k
            """
        )
    }

    /// Names and matricules; the primary key of `person` finds each.
    func update(_ people: [Person]) throws {
        guard !people.isEmpty else { return }
        try execute(
            """
            UPDATE person AS p SET matricule = k.matricule, family_name = k.family_name, given_name = k.given_name,
                sort_key = k.sort_key, changed_at = \(startedAt) FROM \(Batch(people)) AS k WHERE p.id = k.id
            """
        )
    }

    /// Gives identifiers that are nobody's to people; `person_identifier_key` decides races.
    func attach(_ identifiers: [(actor: Int64, person: Int64)]) throws {
        guard !identifiers.isEmpty else { return }
        let sorted = identifiers.sorted { $0.actor < $1.actor }
        let batch = Batch(.integers("actor", sorted.map(\.actor)), .integers("person", sorted.map(\.person)))
        try execute(
            """
            INSERT INTO person_identifier (actor, person, since)
            SELECT k.actor, k.person, \(startedAt) FROM \(batch) AS k
            """
        )
    }

    /// Gives identifiers of one person to another; `person_identifier_key` finds each.
    func move(_ actors: Set<Int64>, to person: Int64) throws {
        guard !actors.isEmpty else { return }
        try execute(
            """
            UPDATE person_identifier AS i SET person = \(person), since = \(startedAt)
            FROM \(Batch(.integers("actor", actors.sorted()))) AS k WHERE i.actor = k.actor
            """
        )
    }

    /// Writes whole timelines anew; `person_attribute_key` finds what was there.
    func replace(_ timelines: [(person: Int64, name: AttributeName, timeline: Timeline)]) throws {
        guard !timelines.isEmpty else { return }
        let keys = Batch(
            .integers("person", timelines.map(\.person)), .texts("name", timelines.map(\.name.rawValue))
        )
        try execute(
            """
            DELETE FROM person_attribute WHERE (person, name) IN (SELECT k.person, k.name FROM \(keys) AS k)
            """
        )
        let rows = timelines.flatMap { one in one.timeline.values.map { (one.person, one.name, $0) } }
        guard !rows.isEmpty else { return }
        let batch = Batch(
            .integers("person", rows.map(\.0)), .texts("name", rows.map(\.1.rawValue)),
            .texts("value", rows.map(\.2.value)), .integers("from_day", rows.map(\.2.first)),
            .integers("until_day", rows.map(\.2.last))
        )
        try execute(
            """
            INSERT INTO person_attribute (person, name, from_day, until_day, value)
            SELECT k.person, k.name, k.from_day, k.until_day, k.value FROM \(batch) AS k
            """
        )
    }

    /// Writes anew by what people are found; `person_clue_person` finds what was there.
    func replaceClues(of people: [Person]) throws {
        guard !people.isEmpty else { return }
        let keys = Batch(.integers("person", people.map(\.number).sorted()))
        try execute("DELETE FROM person_clue WHERE person IN (SELECT k.person FROM \(keys) AS k)")
        let rows = people.flatMap { person in person.clues.map { (person.number, $0) } }
        guard !rows.isEmpty else { return }
        let batch = Batch(
            .integers("kind", rows.map(\.1.kind.rawValue)), .blobs("clue", rows.map(\.1.text)),
            .integers("person", rows.map(\.0))
        )
        try execute(
            "INSERT INTO person_clue (kind, clue, person) SELECT k.kind, k.clue, k.person FROM \(batch) AS k"
        )
    }
}

extension Batch {
    fileprivate init(_ people: [Person]) {
        self.init(
            .integers("id", people.map(\.number)), .blobs("uid", people.map(\.id.storedBytes)),
            .texts("matricule", people.map(\.matricule)), .texts("family_name", people.map(\.familyName)),
            .texts("given_name", people.map(\.givenName)), .blobs("sort_key", people.map(\.sortKey))
        )
    }
}
