import Completion
package import Foundation
package import Persistence
package import XAPI

/// How long one person learned: the ledger of their sessions, and what it comes to by course, month, service and employer. Each
/// instant counts once, so each table adds up to the total.
package struct FindPersonTime: Sendable {
    package struct Report: Sendable {
        package let person: Person
        package let total: TimeTotals
        /// The course with the smallest number, where an activity stands in several; nil for activities of none.
        package let byCourse: [(course: CompletionAnswer.Course?, TimeTotals)]
        /// In which a session ended, in UTC.
        package let byMonth: [(month: Month, TimeTotals)]
        /// What held of the person on the day on which the session ended; nil where nothing did.
        package let byAttribute: [AttributeName: [(value: String?, TimeTotals)]]
        /// The last ones, newest first.
        package let sessions: [Session]
        package let hasMoreSessions: Bool
        /// Stable codes: `overlapping-sessions`, `session-longer-than-a-day`, `sessions-left-out`.
        package let findings: [String]
        package let asOf: Instant
    }

    package struct Session: Sendable {
        package let course: CompletionAnswer.Course?
        package let statement: UUID
        package let end: Int64
        package let declared: Int64
        package let counted: Int64
    }

    /// Sessions in a report.
    package static let mostSessions = 500

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter reach: where an inspection asks.
    /// - Returns: nil where there is no such person; one that was merged is the other.
    package func callAsFunction(_ id: UUID, inside reach: InspectionReach? = nil) async throws -> Report? {
        try await database.read { transaction in
            guard let number = try transaction.livingPerson(id, inside: reach),
                let person = try transaction.people(numbered: [number])[number]
            else { return nil }
            let facts = try transaction.facts(ofActors: Set(person.identifiers.map(\.actor)))
            let time = LearnerTime(try transaction.facts(facts, inside: reach))
            let courses = try transaction.courses(
                holding: Set(time.sessions.map(\.activity)), among: try transaction.courses(inside: reach)
            )
            return Report(person, time, courses: courses, now: transaction.startedAt)
        }
    }
}

extension FindPersonTime.Report {
    fileprivate init(
        _ person: Person, _ time: LearnerTime, courses: [Int64: StoredCourse], now: Int64
    ) {
        var total = TimeTotals()
        var byCourse: [Int64?: TimeTotals] = [:]
        var byMonth: [Month: TimeTotals] = [:]
        var byAttribute: [AttributeName: [String?: TimeTotals]] = [.service: [:], .employer: [:]]
        for session in time.sessions {
            let day = Day(containing: session.end)
            total.add(session)
            byCourse[courses[session.activity]?.id, default: TimeTotals()].add(session)
            byMonth[Month(containing: session.end), default: TimeTotals()].add(session)
            for name in byAttribute.keys {
                let value = person.attributes[name]?.value(on: day)?.value
                byAttribute[name]?[value, default: TimeTotals()].add(session)
            }
        }
        let shown = Dictionary(
            courses.values.map { ($0.id, CompletionAnswer.Course($0)) }, uniquingKeysWith: { one, _ in one }
        )
        self.init(
            person: person, total: total,
            byCourse: byCourse.sorted { ($0.key ?? .max) < ($1.key ?? .max) }.map {
                ($0.key.flatMap { shown[$0] }, $0.value)
            },
            byMonth: byMonth.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            byAttribute: byAttribute.mapValues { values in
                values.sorted { ($0.key ?? "\u{10FFFF}") < ($1.key ?? "\u{10FFFF}") }.map { ($0.key, $0.value) }
            },
            sessions: Self.latest(time, courses: courses, shown),
            hasMoreSessions: time.sessions.count > FindPersonTime.mostSessions, findings: time.findings,
            asOf: Instant(microseconds: now)
        )
    }

    private static func latest(
        _ time: LearnerTime, courses: [Int64: StoredCourse], _ shown: [Int64: CompletionAnswer.Course]
    ) -> [FindPersonTime.Session] {
        time.sessions.sorted { ($0.end, $0.statement.uuidString) > ($1.end, $1.statement.uuidString) }
            .prefix(FindPersonTime.mostSessions).map { session in
                FindPersonTime.Session(
                    course: courses[session.activity].flatMap { shown[$0.id] }, statement: session.statement,
                    end: session.end, declared: session.declared, counted: session.counted
                )
            }
    }
}

extension CompletionAnswer.Course {
    /// In its newest version.
    init(_ course: StoredCourse) {
        self.init(id: course.iri, title: course.title, version: course.newest.number, source: course.source)
    }
}

extension Transaction {
    /// Everything that these actors did; `fact_key` finds it.
    func facts(ofActors actors: Set<Int64>) throws -> [(FactKey, Facts)] {
        guard !actors.isEmpty else { return [] }
        return try rows(
            """
            SELECT \(Query.factColumns) FROM \(Batch(.integers("actor", actors.sorted()))) AS k
            JOIN fact f ON f.actor = k.actor
            """
        ).map { (try FactKey($0), try StoredFacts($0).facts) }
    }

    /// By activity the course in which it stands, the one with the smallest number.
    ///
    /// - Parameter allowed: those that may be named; nil for all.
    func courses(
        holding activities: Set<Int64>, among allowed: Set<Int64>? = nil
    ) throws -> [Int64: StoredCourse] {
        guard !activities.isEmpty else { return [:] }
        let numbers = try courses(of: activities).compactMapValues { courses in
            (allowed.map { courses.intersection($0) } ?? courses).min()
        }
        let courses = try courses(numbered: Set(numbers.values))
        return numbers.compactMapValues { courses[$0] }
    }
}
