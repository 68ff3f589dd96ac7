import Completion
import EvidenceVerification
import Foundation
import Persistence

/// What an inspection may see. Without one, everything is inside.
extension Transaction {
    /// `inspection_person_key` tells.
    func isInside(_ reach: InspectionReach?, person: Int64) throws -> Bool {
        guard let reach else { return true }
        return try !rows(
            """
            SELECT 1 FROM inspection_person j WHERE j.inspection = \(reach.number) AND j.person = \(person)
            """
        ).isEmpty
    }

    func isInside(_ reach: InspectionReach?, course: Int64) throws -> Bool {
        try courses(inside: reach)?.contains(course) ?? true
    }

    /// The living person, where they are inside.
    func livingPerson(_ id: UUID, inside reach: InspectionReach?) throws -> Int64? {
        guard let number = try livingPerson(id), try isInside(reach, person: number) else { return nil }
        return number
    }

    /// Nil for all of them.
    func courses(inside reach: InspectionReach?) throws -> Set<Int64>? {
        guard let reach, reach.hasCourses else { return nil }
        let rows = try rows("SELECT j.course FROM inspection_course j WHERE j.inspection = \(reach.number)")
        return Set(try rows.map { try $0.integer(0) })
    }

    /// In order.
    func people(inside reach: InspectionReach) throws -> [Int64] {
        try rows(
            "SELECT j.person FROM inspection_person j WHERE j.inspection = \(reach.number) ORDER BY j.person"
        ).map { try $0.integer(0) }
    }

    /// Facts about activities of courses that are inside.
    func facts(
        _ facts: [(FactKey, Facts)], inside reach: InspectionReach?
    ) throws -> [(FactKey, Facts)] {
        guard let allowed = try courses(inside: reach) else { return facts }
        let courses = try courses(of: Set(facts.map(\.0.activity)))
        return facts.filter { !allowed.isDisjoint(with: courses[$0.0.activity] ?? []) }
    }

    /// Whether a record of the log is about people of an inspection alone: what one of them did in a course that is inside, or
    /// what was done about one of them.
    func isInside(_ reach: InspectionReach?, record: FindEvidence.Record) throws -> Bool {
        guard let reach else { return true }
        switch record {
        case .statement(let id):
            return try isInside(
                reach, makers: rows("SELECT s.actor, s.activity FROM statement s WHERE s.id = \(id)")
            )
        case .leaf(let leaf):
            guard let leaf = Int64(exactly: leaf) else { return false }
            let statement = try rows(
                """
                SELECT s.actor, s.activity FROM log_entry l JOIN statement s ON s.seq = l.record
                WHERE l.leaf = \(leaf) AND l.kind = \(RecordKind.statement.stored)
                """
            )
            if !statement.isEmpty { return try isInside(reach, makers: statement) }
            let event = try rows(
                """
                SELECT e.person, e.other FROM log_entry l JOIN person_event e ON e.id = l.record
                WHERE l.leaf = \(leaf) AND l.kind = \(RecordKind.personEvent.stored)
                """
            ).first
            guard let event else { return false }
            let people = [try event.optionalInteger(0), try event.optionalInteger(1)].compactMap { $0 }
            return try !people.isEmpty && people.allSatisfy { try isInside(reach, person: $0) }
        }
    }

    /// - Parameter rows: actor and activity of a statement.
    private func isInside(_ reach: InspectionReach, makers rows: [Row]) throws -> Bool {
        guard let row = rows.first, let actor = try row.optionalInteger(0),
            let learner = try learners(ofActors: [actor]).learner(of: actor), try isInside(reach, person: learner)
        else { return false }
        guard let allowed = try courses(inside: reach) else { return true }
        guard let activity = try row.optionalInteger(1) else { return false }
        return try !allowed.isDisjoint(with: courses(of: [activity])[activity] ?? [])
    }
}
