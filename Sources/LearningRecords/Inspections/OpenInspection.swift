import Crypto
package import Foundation
package import Persistence
import XAPI

/// Lets an auditor in: makes an inspection with its key. Whom it is about is settled now; who joins a service later is not.
package struct OpenInspection: Sendable {
    package struct Request: Sendable {
        package var auditor: String
        package var purpose: String
        /// µs since 1970; from now on where it is not said.
        package var from: Int64?
        package var until: Int64
        /// Ids of people; nil where others are chosen by what follows.
        package var people: [UUID]?
        package var attributes: [AttributeName: String] = [:]
        /// IRI of a course: whoever stands in it.
        package var course: String?
        /// IRIs of the courses that may be read; nil for all.
        package var courses: [String]?

        package init(auditor: String, purpose: String, until: Int64) {
            (self.auditor, self.purpose, self.until) = (auditor, purpose, until)
        }
    }

    package enum Refusal: Error, Equatable, Sendable {
        case endsBeforeItBegins, endsInPast, tooLong
        /// At this place of the list.
        case unknownPerson(Int)
        case unknownCourse
        /// At this place of the list.
        case unknownCourseToRead(Int)
        case tooManyPeople
        /// Nobody has these attributes, or stands in the course.
        case nobody
    }

    private let database: any Database
    private let random: @Sendable (_ count: Int) -> [UInt8]

    package init(database: any Database, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.database = database
        self.random = random
    }

    /// - Parameter key: who opens it.
    /// - Returns: the inspection, and the secret of its key, which is kept nowhere.
    package func callAsFunction(
        _ request: Request, by key: String
    ) async throws -> Result<(inspection: Inspection, secret: String), Refusal> {
        let (uid, secret) = (UUID(random: random(16)), hexadecimal(random(32)))
        let inspectionKey = "inspection-" + hexadecimal(random(12))
        let digest = Array(SHA256.hash(data: Array(secret.utf8)))
        let outcome: Result<Inspection, Refusal> = try await database.write { transaction in
            let window: Range<Int64>
            switch request.window(now: transaction.startedAt) {
            case .success(let found): window = found
            case .failure(let refusal): return .failure(refusal)
            }
            switch try transaction.inspected(request) {
            case .failure(let refusal): return .failure(refusal)
            case .success(let (people, courses)):
                let number = try transaction.rows(
                    """
                    INSERT INTO inspection (uid, auditor, purpose, from_at, until_at, inspection_key, secret_sha256,
                        has_courses, access_key, at)
                    VALUES (\(uid), \(request.auditor), \(request.purpose), \(window.lowerBound), \(window.upperBound),
                        \(inspectionKey), \(digest), \(courses == nil ? 0 : 1), \(key), \(transaction.startedAt))
                    RETURNING id
                    """
                ).first?.integer(0)
                guard let number else { throw StoreError.unavailable }
                try transaction.insert(people, courses, ofInspection: number)
                guard let inspection = try transaction.inspection(uid) else { throw StoreError.unavailable }
                return .success(inspection)
            }
        }
        return outcome.map { ($0, secret) }
    }
}

extension OpenInspection.Request {
    fileprivate func window(now: Int64) -> Result<Range<Int64>, OpenInspection.Refusal> {
        let start = from ?? now
        guard start < until else { return .failure(.endsBeforeItBegins) }
        guard until > now else { return .failure(.endsInPast) }
        let (length, overflow) = until.subtractingReportingOverflow(start)
        guard !overflow, length <= Inspection.longest else { return .failure(.tooLong) }
        return .success(start..<until)
    }
}

extension Transaction {
    fileprivate func inspected(
        _ request: OpenInspection.Request
    ) throws -> Result<(people: Set<Int64>, courses: Set<Int64>?), OpenInspection.Refusal> {
        var courses: Set<Int64>?
        for (place, iri) in (request.courses ?? []).enumerated() {
            guard let number = try course(iri: iri) else { return .failure(.unknownCourseToRead(place)) }
            courses = (courses ?? []).union([number])
        }
        var chosen: Set<Int64>?
        if let people = request.people {
            var listed: Set<Int64> = []
            for (place, id) in people.enumerated() {
                guard let number = try livingPerson(id) else { return .failure(.unknownPerson(place)) }
                listed.insert(number)
            }
            chosen = listed
        }
        if !request.attributes.isEmpty {
            let having = try self.people(of: request.attributes)
            chosen = chosen?.intersection(having) ?? having
        }
        if let iri = request.course {
            guard let number = try course(iri: iri) else { return .failure(.unknownCourse) }
            let standing = try peopleStanding(in: number, limit: Inspection.mostPeople + 1)
            chosen = chosen?.intersection(standing) ?? standing
        }
        guard let chosen, !chosen.isEmpty else { return .failure(.nobody) }
        guard chosen.count <= Inspection.mostPeople else { return .failure(.tooManyPeople) }
        return .success((chosen, courses))
    }

    /// `standing_course` finds them.
    private func peopleStanding(in course: Int64, limit: Int) throws -> Set<Int64> {
        Set(
            try rows(
                """
                SELECT t.learner FROM standing t
                WHERE t.course = \(course) AND EXISTS (SELECT 1 FROM person p WHERE p.id = t.learner)
                ORDER BY t.learner LIMIT \(limit)
                """
            ).map { try $0.integer(0) }
        )
    }

    fileprivate func insert(_ people: Set<Int64>, _ courses: Set<Int64>?, ofInspection number: Int64) throws {
        let sorted = people.sorted()
        let batch = Batch(
            .integers("inspection", sorted.map { _ in number }), .integers("person", sorted)
        )
        try execute("INSERT INTO inspection_person \(rows: batch)")
        guard let courses = courses?.sorted(), !courses.isEmpty else { return }
        let rows = Batch(.integers("inspection", courses.map { _ in number }), .integers("course", courses))
        try execute("INSERT INTO inspection_course \(rows: rows)")
    }
}
