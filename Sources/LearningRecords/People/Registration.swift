package import Foundation
import Persistence

/// Somebody is to take a course, whether or not they have begun. Its id is the xAPI registration of what they will do there.
package struct Registration: Equatable, Sendable {
    package let id: UUID
    /// µs since 1970.
    package let registeredAt: Int64
}

extension Transaction {
    /// Where these learners are registered, they or somebody who was merged into them; `registration_key` finds it.
    func places(registered learners: Set<Int64>) throws -> Set<Standing.Place> {
        guard !learners.isEmpty else { return [] }
        let batch = Batch(.integers("learner", learners.sorted()))
        let rows = try rows(
            """
            WITH RECURSIVE lower(learner, person) AS (\(Query.living(in: batch))
                UNION ALL SELECT lower.learner, p.id FROM lower JOIN person p ON p.merged_into = lower.person)
            SELECT lower.learner, r.course FROM lower JOIN registration r ON r.person = lower.person
            """
        )
        return Set(try rows.map { .init(learner: try $0.integer(0), course: try $0.integer(1)) })
    }

    /// The first registration at each place, the learner's own or that of somebody who was merged into them.
    func registrations(at places: [Standing.Place]) throws -> [Standing.Place: Registration] {
        var found: [Standing.Place: Registration] = [:]
        var asked = places.map { (place: $0, person: $0.learner) }
        while !asked.isEmpty {
            for (place, registration) in try registrations(of: asked) {
                if let other = found[place], other.registeredAt <= registration.registeredAt { continue }
                found[place] = registration
            }
            let merged = try people(mergedInto: Set(asked.map(\.person)))
            asked = asked.flatMap { place, person in (merged[person] ?? []).map { (place, $0) } }
        }
        return found
    }

    /// `registration_key` finds them.
    private func registrations(
        of asked: [(place: Standing.Place, person: Int64)]
    ) throws -> [(Standing.Place, Registration)] {
        let batch = Batch(
            .integers("learner", asked.map(\.place.learner)), .integers("course", asked.map(\.place.course)),
            .integers("person", asked.map(\.person))
        )
        return try rows(
            """
            SELECT k.learner, r.course, r.uid, r.registered_at FROM \(batch) AS k
            JOIN registration r ON r.person = k.person AND r.course = k.course
            """
        ).map { row in
            (
                Standing.Place(learner: try row.integer(0), course: try row.integer(1)),
                Registration(id: try row.uuid(2), registeredAt: try row.integer(3))
            )
        }
    }

    /// `person_merged` finds them.
    func people(mergedInto people: Set<Int64>) throws -> [Int64: [Int64]] {
        let rows = try rows(
            """
            SELECT p.merged_into, p.id FROM \(Batch(.integers("person", people.sorted()))) AS k
            JOIN person p ON p.merged_into = k.person
            """
        )
        return Dictionary(grouping: try rows.map { (into: try $0.integer(0), id: try $0.integer(1)) }, by: \.into)
            .mapValues { $0.map(\.id) }
    }
}

extension Query {
    /// The people among the learners of a batch, themselves beside; nobody who was merged into another.
    fileprivate static func living(in batch: Batch) -> Query {
        """
        SELECT k.learner, p.id FROM \(batch) AS k JOIN person p ON p.id = k.learner AND p.merged_into IS NULL
        """
    }
}
