package import Foundation
import Persistence

/// What an auditor may read: of some people, for a time, for a purpose.
package struct Inspection: Sendable, Equatable {
    /// Whether its key opens anything.
    package enum State: String, Sendable {
        case notYet = "not_yet"
        case open, ended, revoked
    }

    package let id: UUID
    package let auditor: String
    package let purpose: String
    /// µs since 1970.
    package let from: Int64
    /// µs since 1970, itself left out.
    package let until: Int64
    /// By which the auditor signs in.
    package let key: String
    /// The key that made it.
    package let madeBy: String
    package let madeAt: Int64
    package let revokedAt: Int64?
    package let revokedBy: String?
    package let reach: InspectionReach

    /// µs in 366 days.
    package static let longest: Int64 = 366 * 86_400_000_000
    package static let mostPeople = 10_000
    package static let mostCourses = 500

    package func state(at time: Int64) -> State {
        if revokedAt != nil { return .revoked }
        if time < from { return .notYet }
        return time < until ? .open : .ended
    }
}

/// Whom and which courses an inspection is about, as the store numbers it: what lies outside is, to whoever has its key, not
/// there. Every use case that an inspection may use takes one.
package struct InspectionReach: Sendable, Equatable {
    let number: Int64
    /// False where it is about all courses.
    let hasCourses: Bool
}

extension Query {
    static let inspectionColumns: Query =
        """
        i.id, i.uid, i.auditor, i.purpose, i.from_at, i.until_at, i.inspection_key, i.has_courses, i.access_key, i.at,
        i.revoked_at, i.revoked_by
        """

    /// People of an inspection who have attributes, in the order of `inspection_person_key`.
    static func people(
        of reach: InspectionReach, _ filter: AttributeFilter, on day: Int64, from: Int64, limit: Int
    ) -> Query {
        let having: Query = filter.isOfCompletion ? "" : filter.conditions(on: day, person: "j.person")
        return """
            SELECT j.person FROM inspection_person j WHERE j.inspection = \(reach.number) AND j.person >= \(from) \(having)
            ORDER BY j.person LIMIT \(limit)
            """
    }

    /// A condition on a table with a learner and a course; the keys of `inspection_person` and `inspection_course` decide it for
    /// each row. Written so that no engine makes a join of it, whose order would not be the table's.
    static func isInside(_ reach: InspectionReach, _ table: Query) -> Query {
        let ofPeople: Query =
            """
             AND (SELECT j.person FROM inspection_person j WHERE j.inspection = \(reach.number)
            AND j.person = \(table).learner) IS NOT NULL
            """
        guard reach.hasCourses else { return ofPeople }
        let ofCourses: Query =
            """
             AND (SELECT j.course FROM inspection_course j WHERE j.inspection = \(reach.number)
            AND j.course = \(table).course) IS NOT NULL
            """
        return ofPeople + ofCourses
    }
}

extension Inspection {
    /// Columns as `inspectionColumns` lists them.
    init(_ row: Row) throws {
        self.init(
            id: try row.uuid(1), auditor: try row.text(2), purpose: try row.text(3), from: try row.integer(4),
            until: try row.integer(5), key: try row.text(6), madeBy: try row.text(8), madeAt: try row.integer(9),
            revokedAt: try row.optionalInteger(10), revokedBy: try row.optionalText(11),
            reach: InspectionReach(number: try row.integer(0), hasCourses: try row.integer(7) == 1)
        )
    }
}
