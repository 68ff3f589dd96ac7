import Completion
package import EvidenceVerification
package import Foundation
package import Persistence
import XAPI

/// What a certificate says of one person in one course: where they stand, and the half-days at which they were present.
package struct FindCertificate: Sendable {
    package struct Certificate: Sendable {
        package let person: Person
        /// Completed, by more than a waiver.
        package let answer: CompletionAnswer
        /// In the order in which they began.
        package let halfDays: [AttendedHalfDay]
    }

    package enum Outcome: Sendable {
        case found(Certificate)
        case unknownPerson, unknownCourse
        /// With where they stand; nil where nothing is known of them there.
        case notCompleted(CompletionAnswer?)
    }

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameters:
    ///   - id: of a person; one that was merged is the other.
    ///   - course: IRI.
    ///   - reach: where an inspection asks.
    package func callAsFunction(
        of id: UUID, in course: String, inside reach: InspectionReach? = nil
    ) async throws -> Outcome {
        let (outcome, read) = try await database.read { [outlines] transaction in
            var finder = CompletionFinder(transaction: transaction, outlines: outlines, limit: 1)
            return (try finder.certificate(of: id, in: course, inside: reach), finder.outlines.read)
        }
        outlines.remember(read)
        return outcome
    }
}

extension CompletionFinder {
    fileprivate mutating func certificate(
        of id: UUID, in course: String, inside reach: InspectionReach?
    ) throws -> FindCertificate.Outcome {
        var request = FindCompletions.Request()
        (request.person, request.course, request.reach) = (id, course, reach)
        guard let number = try transaction.livingPerson(id, inside: reach),
            let person = try transaction.people(numbered: [number])[number]
        else { return .unknownPerson }
        guard case .found(let page) = try find(request), let place = try transaction.course(iri: course) else {
            return .unknownCourse
        }
        guard let answer = page.items.first, answer.evaluation.completed else {
            return .notCompleted(page.items.first)
        }
        let halfDays = try transaction.halfDays(of: number, in: place, course)
        return .found(.init(person: person, answer: answer, halfDays: halfDays))
    }
}

extension Transaction {
    /// Presences that hold, of the person and of whoever was merged into them. `training_session_course`, `attendance_key` and
    /// the key of `half_day` find them.
    func halfDays(of person: Int64, in course: Int64, _ iri: String) throws -> [AttendedHalfDay] {
        var people: Set<Int64> = []
        var next: Set<Int64> = [person]
        while !next.isEmpty {
            people.formUnion(next)
            next = Set(try self.people(mergedInto: next).values.joined()).subtracting(people)
        }
        let rows = try rows(
            """
            SELECT s.uid, s.title, h.number, h.starts_at, h.ends_at, a.mark, a.statement, a.revision, a.person
            FROM \(Batch(.integers("person", people.sorted()))) AS k JOIN training_session s ON s.course = \(course)
            JOIN attendance a ON a.session = s.id AND a.person = k.person AND a.half_day > 0
            JOIN half_day h ON h.session = a.session AND h.number = a.half_day
            """
        )
        return try rows.map { try HeldMark($0, course: iri) }.halfDays
    }
}

/// A mark on a sheet, and the half-day that it is about.
private struct HeldMark {
    struct Place: Hashable {
        let activity: String
        let person: Int64
    }

    let place: Place
    let revision: Int64
    /// Nil where nobody was there.
    let halfDay: AttendedHalfDay?

    init(_ row: Row, course: String) throws {
        let number = Int(clamping: try row.integer(2))
        let activity = TrainingSession.activity(ofHalfDay: number, of: try row.uuid(0), in: course)
        place = Place(activity: activity, person: try row.integer(8))
        revision = try row.integer(7)
        guard try row.text(5) == AttendanceMark.present.rawValue, let statement = try row.optionalUUID(6) else {
            halfDay = nil
            return
        }
        halfDay = AttendedHalfDay(
            activity: activity, name: try row.text(1), startsAt: try row.integer(3), endsAt: try row.integer(4),
            statement: statement
        )
    }
}

extension [HeldMark] {
    /// What the last mark of each says, once also where two who are one were present.
    fileprivate var halfDays: [AttendedHalfDay] {
        let last = Dictionary(
            map { ($0.place, $0) }, uniquingKeysWith: { one, other in one.revision > other.revision ? one : other }
        )
        let held = last.values.compactMap(\.halfDay).map { ($0.activity, $0) }
        return Dictionary(held, uniquingKeysWith: { one, _ in one }).values
            .sorted { ($0.startsAt, $0.activity) < ($1.startsAt, $1.activity) }
    }
}
