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

    /// The first registration at each place; `registration_key` finds it.
    func registrations(at places: [Standing.Place]) throws -> [Standing.Place: Registration] {
        guard !places.isEmpty else { return [:] }
        let batch = Batch(.integers("learner", places.map(\.learner)), .integers("course", places.map(\.course)))
        let rows = try rows(
            """
            WITH RECURSIVE lower(learner, person, course) AS (\(Query.living(in: batch, also: ", k.course"))
                UNION ALL SELECT lower.learner, p.id, lower.course
                FROM lower JOIN person p ON p.merged_into = lower.person)
            SELECT lower.learner, r.course, r.uid, r.registered_at
            FROM lower JOIN registration r ON r.person = lower.person AND r.course = lower.course
            """
        )
        let found = try rows.map { row in
            (
                Standing.Place(learner: try row.integer(0), course: try row.integer(1)),
                Registration(id: try row.uuid(2), registeredAt: try row.integer(3))
            )
        }
        return Dictionary(found, uniquingKeysWith: { $0.registeredAt <= $1.registeredAt ? $0 : $1 })
    }
}

extension Query {
    /// The people among the learners of a batch, themselves beside; nobody who was merged into another.
    fileprivate static func living(in batch: Batch, also columns: Query = "") -> Query {
        """
        SELECT k.learner, p.id\(columns) FROM \(batch) AS k JOIN person p ON p.id = k.learner AND p.merged_into IS NULL
        """
    }
}
