import Persistence

/// Who learns: for each actor the person whose identifier it is, or itself where it is nobody's. A shared identifier counts for
/// nobody.
struct Learners: Sendable {
    /// By actor, where it is a person's or shared.
    private(set) var owners: [Int64: IdentifierOwner] = [:]
    /// By person, the identifiers in the order in which they came.
    private(set) var identifiers: [Int64: [Int64]] = [:]

    /// For whom the actor's facts count; nil for a shared identifier.
    func learner(of actor: Int64) -> Int64? { owners[actor].map(\.person) ?? actor }

    /// Whose facts count for the learner; nobody's where it is an actor that belongs to somebody.
    func actors(of learner: Int64) -> [Int64] {
        identifiers[learner] ?? (owners[learner] == nil ? [learner] : [])
    }

    fileprivate mutating func add(actor: Int64, person: Int64?) {
        owners[actor] = IdentifierOwner(person: person)
        if let person { identifiers[person, default: []].append(actor) }
    }
}

extension Transaction {
    /// The learners of actors, with all identifiers of each, in one query; `person_identifier_key` and
    /// `person_identifier_person` find them.
    func learners(ofActors actors: Set<Int64>) throws -> Learners {
        guard !actors.isEmpty else { return Learners() }
        let rows = try rows(
            """
            SELECT k.actor, i.person, o.actor, o.since FROM \(Batch(.integers("actor", actors.sorted()))) AS k
            JOIN person_identifier i ON i.actor = k.actor LEFT JOIN person_identifier o ON o.person = i.person
            """
        )
        return Learners(
            try rows.map { row in
                (
                    actor: try row.optionalInteger(2) ?? row.integer(0), person: try row.optionalInteger(1),
                    since: try row.optionalInteger(3) ?? 0
                )
            }
        )
    }

    /// The same by numbers of learners: of people, and of actors, whom `person_identifier_key` finds where they are somebody's.
    func learners(numbered learners: Set<Int64>) throws -> Learners {
        guard !learners.isEmpty else { return Learners() }
        let people = try identifierRows(
            """
            SELECT i.actor, i.person, i.since FROM \(Batch(.integers("learner", learners.sorted()))) AS k
            JOIN person_identifier i ON i.person = k.learner
            """
        )
        let rest = learners.subtracting(people.compactMap(\.person))
        guard !rest.isEmpty else { return Learners(people) }
        let actors = try identifierRows(
            """
            SELECT i.actor, i.person, i.since FROM \(Batch(.integers("learner", rest.sorted()))) AS k
            JOIN person_identifier i ON i.actor = k.learner
            """
        )
        return Learners(people + actors)
    }

    private func identifierRows(_ query: Query) throws -> [(actor: Int64, person: Int64?, since: Int64)] {
        try rows(query).map {
            (actor: try $0.integer(0), person: try $0.optionalInteger(1), since: try $0.integer(2))
        }
    }
}

extension Learners {
    init(_ rows: [(actor: Int64, person: Int64?, since: Int64)]) {
        for row in rows.sorted(by: { ($0.since, $0.actor) < ($1.since, $1.actor) }) where owners[row.actor] == nil {
            add(actor: row.actor, person: row.person)
        }
    }
}
