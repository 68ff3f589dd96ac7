package import Foundation
import Persistence

extension FindSessions {
    /// Who has a row on a sheet of paper to sign.
    package struct Roster: Sendable {
        package let session: TrainingSession
        /// Registered in the course of the session, in the order of names, with what was recorded of them.
        package let registered: [AttendanceLine]
        /// How many more are registered, of whom nothing was recorded.
        package let more: Int64
        /// Of whom something was recorded, and who are not among those registered; in the order of names.
        package let others: [AttendanceLine]
    }

    /// People registered in a course whom a sheet lists. More do not fit into a room.
    package static let mostRegistered = 200

    /// A session has no registrations of its own: whoever is registered in its course may come.
    ///
    /// - Parameter most: of those registered last, that many are listed.
    /// - Returns: nil where there is no such session.
    package func roster(of id: UUID, most: Int = Self.mostRegistered) async throws -> Roster? {
        try await database.read { transaction in
            guard let session = try transaction.session(id) else { return nil }
            let latest = try transaction.attendance(of: session).latest
            let marked = Set(latest.map(\.key.person))
            let (registered, more) = try transaction.registered(for: session, most: most)
            let people = try transaction.people(numbered: registered.union(marked))
            let lines = transaction.lines(of: people, latest, in: session)
            return Roster(
                session: session, registered: lines.filter { registered.contains($0.person) }.map(\.line), more: more,
                others: lines.filter { !registered.contains($0.person) }.map(\.line)
            )
        }
    }
}

extension Transaction {
    /// The last who were registered in the course of a session, as whom they are now, and how many came before them;
    /// `registration_course` has them in order.
    fileprivate func registered(for session: TrainingSession, most: Int) throws -> (people: Set<Int64>, more: Int64) {
        guard let course = try course(iri: session.course) else { return ([], 0) }
        let found = try rows(
            """
            SELECT r.person, r.registered_at, p.merged_into FROM registration r JOIN person p ON p.id = r.person
            WHERE r.course = \(course) ORDER BY r.registered_at DESC, r.person DESC LIMIT \(most)
            """
        )
        let people = try found.compactMap { row -> Int64? in
            let person = try row.integer(0)
            return try row.optionalInteger(2) == nil ? person : self.living(person)
        }
        guard found.count == most, let last = found.last else { return (Set(people), 0) }
        let more = try rows(
            """
            SELECT count(*) FROM registration r WHERE r.course = \(course)
            AND (r.registered_at, r.person) < (\(last.integer(1)), \(last.integer(0)))
            AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.session = \(session.number) AND a.person = r.person)
            """
        ).first?.integer(0)
        return (Set(people), more ?? 0)
    }
}
