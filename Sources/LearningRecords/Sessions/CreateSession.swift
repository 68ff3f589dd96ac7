package import Foundation
package import Persistence

/// Plans a session of a course.
package struct CreateSession: Sendable {
    private let database: any Database
    private let newID: @Sendable () -> UUID

    package init(database: any Database, newID: @escaping @Sendable () -> UUID) {
        self.database = database
        self.newID = newID
    }

    /// - Parameters:
    ///   - draft: with half-days in order, none of them odd.
    ///   - key: who asks.
    /// - Returns: nil where there is no such course.
    package func callAsFunction(_ draft: SessionDraft, by key: String) async throws -> TrainingSession? {
        let id = newID()
        return try await database.writeAgainOnRace { transaction in
            guard let course = try transaction.course(iri: draft.course) else { return nil }
            try transaction.insert(draft, id: id, course: course, by: key)
            guard let session = try transaction.session(id) else { return nil }
            try transaction.know(session, course: course)
            return session
        }
    }
}

/// Sessions of a course, or all, newest first; and one, with who was there.
package struct FindSessions: Sendable {
    package struct Page: Sendable {
        package let items: [TrainingSession]
        /// Where more follow.
        package let next: Int64?
    }

    package struct Sheet: Sendable {
        package let session: TrainingSession
        /// In the order of names.
        package let lines: [AttendanceLine]
    }

    package static let largestPage = 200

    let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter course: IRI.
    /// - Returns: nil where there is no such course.
    package func callAsFunction(course: String?, before: Int64 = .max, limit: Int = 50) async throws -> Page? {
        try await database.read { transaction in
            let number = try course.map { try transaction.course(iri: $0) }
            if number == .some(nil) { return nil }
            let numbers = try transaction.sessionNumbers(of: number ?? nil, before: before, limit: limit + 1)
            let sessions = try transaction.sessions(numbered: Array(numbers.prefix(limit)))
            return Page(
                items: sessions.sorted { $0.number > $1.number },
                next: numbers.count > limit ? numbers.prefix(limit).last : nil
            )
        }
    }

    package func callAsFunction(_ id: UUID) async throws -> Sheet? {
        try await database.read { transaction in
            guard let session = try transaction.session(id) else { return nil }
            return Sheet(session: session, lines: try transaction.sheet(of: session))
        }
    }

    /// Every mark that was recorded, newest first; the first ones where there are many.
    package func history(of id: UUID, limit: Int = 1_000) async throws -> [AttendanceEvent]? {
        try await database.read { transaction in
            guard let session = try transaction.session(id) else { return nil }
            return Array(try transaction.events(of: session).prefix(limit))
        }
    }
}

extension Transaction {
    fileprivate func insert(_ draft: SessionDraft, id: UUID, course: Int64, by key: String) throws {
        let number =
            try rows(
                """
                INSERT INTO training_session (uid, course, title, place, trainers, access_key, created_at)
                VALUES (\(id), \(course), \(draft.title), \(draft.place), \(draft.trainers.joined(separator: "\n")), \(key),
                    \(startedAt)) RETURNING id
                """
            ).first?.integer(0) ?? 0
        let halves = draft.halfDays
        let batch = Batch(
            .integers("number", halves.indices.map { Int64($0) + 1 }),
            .integers("starts_at", halves.map(\.startsAt)), .integers("ends_at", halves.map(\.endsAt))
        )
        try execute(
            """
            INSERT INTO half_day (session, number, starts_at, ends_at)
            SELECT \(number), k.number, k.starts_at, k.ends_at FROM \(batch) AS k
            """
        )
    }

    /// The half-days are activities of the course, so that the time of whoever attends them is the course's. They are none of
    /// its items: no rule looks at them.
    fileprivate func know(_ session: TrainingSession, course: Int64) throws {
        let terms = session.halfDays.indices.map { Term.activity(session.activity(ofHalfDay: $0 + 1)) }
        let numbers = try intern(Set(terms)).values.sorted()
        try execute(
            """
            INSERT INTO course_activity (course, activity) SELECT \(course), k.activity
            FROM \(Batch(.integers("activity", numbers))) AS k WHERE true ON CONFLICT (course, activity) DO NOTHING
            """
        )
    }

    /// `training_session_uid` finds it.
    func session(_ id: UUID) throws -> TrainingSession? {
        guard let number = try rows("SELECT id FROM training_session WHERE uid = \(id)").first?.integer(0) else {
            return nil
        }
        return try sessions(numbered: [number]).first
    }

    /// Newest first, along `training_session_course` where a course is asked.
    fileprivate func sessionNumbers(of course: Int64?, before: Int64, limit: Int) throws -> [Int64] {
        let one: Query = course.map { "s.course = \($0) AND" } ?? ""
        return try rows(
            "SELECT s.id FROM training_session s WHERE \(one) s.id < \(before) ORDER BY s.id DESC LIMIT \(limit)"
        ).map { try $0.integer(0) }
    }

    /// By course, the sessions that are still to begin, the earliest first; `training_session_course` and the key of `half_day`
    /// find them.
    func sessionsToCome(of courses: Set<Int64>) throws -> [Int64: [TrainingSession]] {
        guard !courses.isEmpty else { return [:] }
        let found = try rows(
            """
            SELECT s.id, s.course FROM \(Batch(.integers("course", courses.sorted()))) AS k
            JOIN training_session s ON s.course = k.course
            JOIN half_day h ON h.session = s.id AND h.number = 1 WHERE h.starts_at > \(startedAt)
            """
        ).map { (id: try $0.integer(0), course: try $0.integer(1)) }
        let courseOf = Dictionary(found.map { ($0.id, $0.course) }, uniquingKeysWith: { one, _ in one })
        let sessions = try sessions(numbered: found.map(\.id)).sorted { one, other in
            (one.halfDays.first?.startsAt ?? 0, one.number) < (other.halfDays.first?.startsAt ?? 0, other.number)
        }
        return Dictionary(grouping: sessions) { courseOf[$0.number] ?? 0 }
    }

    fileprivate func sessions(numbered numbers: [Int64]) throws -> [TrainingSession] {
        guard !numbers.isEmpty else { return [] }
        let batch = Batch(.integers("id", numbers))
        let halves = try rows(
            """
            SELECT h.session, h.number, h.starts_at, h.ends_at FROM \(batch) AS k JOIN half_day h ON h.session = k.id
            """
        ).map { (try $0.integer(0), try $0.integer(1), try $0.integer(2), try $0.integer(3)) }
        let bySession = Dictionary(grouping: halves, by: \.0)
        return try rows(
            """
            SELECT s.id, s.uid, c.iri, s.title, s.place, s.trainers, s.created_at FROM \(batch) AS k
            JOIN training_session s ON s.id = k.id JOIN course c ON c.id = s.course
            """
        ).map { row in
            let number = try row.integer(0)
            return TrainingSession(
                id: try row.uuid(1), course: try row.text(2), title: try row.text(3), place: try row.text(4),
                trainers: try row.text(5).split(separator: "\n").map(String.init),
                halfDays: (bySession[number] ?? []).sorted { $0.1 < $1.1 }.map { .init(startsAt: $0.2, endsAt: $0.3) },
                createdAt: try row.integer(6), number: number
            )
        }
    }
}
