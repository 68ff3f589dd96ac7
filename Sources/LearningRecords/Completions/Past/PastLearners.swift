import Foundation
import Persistence
import XAPI

/// Who learners were at a time: from what was done about people since, which is never changed.
extension Transaction {
    /// Whose identifiers these actors were, as far as they were somebody's or shared; `person_event_actor` finds it.
    private func owners(
        ofActors actors: Set<Int64>, at time: Int64
    ) throws -> [(actor: Int64, person: Int64?, since: Int64)] {
        guard !actors.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT e.actor, e.kind, e.person, e.at FROM \(Batch(.integers("actor", actors.sorted()))) AS k
            JOIN person_event e ON e.id = (SELECT max(n.id) FROM person_event n WHERE n.actor = k.actor AND n.at <= \(time))
            """
        )
        return try rows.compactMap { row in
            let (actor, since) = (try row.integer(0), try row.integer(3))
            switch PersonEvent.Kind(rawValue: try row.text(1)) {
            case .attached, .moved: return (actor, try row.integer(2), since)
            case .shared: return (actor, nil, since)
            default: return nil
            }
        }
    }

    func learners(ofActors actors: Set<Int64>, at time: Int64) throws -> Learners {
        Learners(try owners(ofActors: actors, at: time))
    }

    /// Learners by their numbers, with the identifiers that were theirs; `person_event_person` and `person_event_other` find
    /// those that ever were.
    func learners(numbered numbers: Set<Int64>, at time: Int64) throws -> Learners {
        guard !numbers.isEmpty else { return Learners() }
        let batch = Batch(.integers("learner", numbers.sorted()))
        var actors = numbers
        for column in ["person", "other"] as [Query] {
            let rows = try rows(
                """
                SELECT e.actor FROM \(batch) AS k JOIN person_event e ON e.\(column) = k.learner
                WHERE e.actor IS NOT NULL
                """
            )
            for row in rows { actors.insert(try row.integer(0)) }
        }
        return try learners(ofActors: actors, at: time)
    }

    /// The person, or whom it was merged into by then.
    func person(_ id: UUID, at time: Int64) throws -> Int64? {
        guard var number = try number(ofPerson: id) else { return nil }
        var seen: Set<Int64> = []
        while seen.insert(number).inserted, let into = try merged(number, at: time) { number = into }
        return number
    }

    /// Whom a person was merged into and not split from again; `person_event_other` and `person_event_person` find it.
    private func merged(_ person: Int64, at time: Int64) throws -> Int64? {
        let merge = try rows(
            """
            SELECT e.id, e.person FROM person_event e WHERE e.other = \(person)
            AND e.kind = \(PersonEvent.Kind.merged.rawValue) AND e.at <= \(time) ORDER BY e.id DESC LIMIT 1
            """
        ).first
        guard let merge else { return nil }
        let split = try rows(
            """
            SELECT e.id FROM person_event e WHERE e.person = \(person) AND e.kind = \(PersonEvent.Kind.split.rawValue)
            AND e.at <= \(time) ORDER BY e.id DESC LIMIT 1
            """
        ).first
        let isSplit = try split.map { try $0.integer(0) > merge.integer(0) } ?? false
        return isSplit ? nil : try merge.integer(1)
    }
}
