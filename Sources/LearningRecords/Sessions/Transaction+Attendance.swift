import Foundation
import Persistence

/// What holds of one person and half-day: the row with the highest revision.
struct AttendanceRow: Sendable {
    let person: Int64
    /// 0 for the session as a whole.
    let halfDay: Int
    let revision: Int64
    let mark: AttendanceMark
    let actor: Int64
    let statement: UUID?
    let key: String
    let at: Int64
}

extension Transaction {
    /// Every row of a session, or of some people there; `attendance_key` has them in order.
    func attendance(of session: TrainingSession, people: Set<Int64>? = nil) throws -> [AttendanceRow] {
        let columns: Query =
            "a.person, a.half_day, a.revision, a.mark, a.actor, a.statement, a.access_key, a.recorded_at"
        let found: [Row]
        if let people {
            guard !people.isEmpty else { return [] }
            found = try rows(
                """
                SELECT \(columns) FROM \(Batch(.integers("person", people.sorted()))) AS k
                JOIN attendance a ON a.session = \(session.number) AND a.person = k.person
                """
            )
        } else {
            found = try rows("SELECT \(columns) FROM attendance a WHERE a.session = \(session.number)")
        }
        return try found.compactMap { row in
            guard let mark = AttendanceMark(rawValue: try row.text(3)) else { return nil }
            return AttendanceRow(
                person: try row.integer(0), halfDay: Int(try row.integer(1)), revision: try row.integer(2), mark: mark,
                actor: try row.integer(4), statement: try row.optionalUUID(5), key: try row.text(6),
                at: try row.integer(7)
            )
        }
    }

    func insert(_ rows: [AttendanceRow], in session: TrainingSession) throws {
        guard !rows.isEmpty else { return }
        let batch = Batch(
            .integers("person", rows.map(\.person)), .integers("half_day", rows.map { Int64($0.halfDay) }),
            .integers("revision", rows.map(\.revision)), .texts("mark", rows.map(\.mark.rawValue)),
            .integers("actor", rows.map(\.actor)), .blobs("statement", rows.map { $0.statement?.storedBytes }),
            .texts("access_key", rows.map(\.key)), .integers("recorded_at", rows.map(\.at))
        )
        try execute(
            """
            INSERT INTO attendance (session, person, half_day, revision, mark, actor, statement, access_key, recorded_at)
            SELECT \(session.number), k.person, k.half_day, k.revision, k.mark, k.actor, k.statement, k.access_key,
                k.recorded_at FROM \(batch) AS k
            """
        )
    }

    /// A line for each person of whom something was recorded, in the order of names.
    func sheet(of session: TrainingSession) throws -> [AttendanceLine] {
        let latest = try attendance(of: session).latest
        let people = try people(numbered: Set(latest.map(\.key.person)))
        return lines(of: people, latest, in: session).map(\.line)
    }

    /// A line for each of these people, in the order of names.
    func lines(
        of people: [Int64: Person], _ latest: [AttendanceKey: AttendanceRow], in session: TrainingSession
    ) -> [(person: Int64, line: AttendanceLine)] {
        var lines = people.mapValues { AttendanceLine(of: $0, in: session) }
        for (key, row) in latest { lines[key.person]?.take(row) }
        return lines.sorted { one, other in
            let (first, second) = (people[one.key]?.sortKey ?? [], people[other.key]?.sortKey ?? [])
            return first == second ? one.key < other.key : first.lexicographicallyPrecedes(second)
        }.map { ($0.key, $0.value) }
    }

    /// Newest first.
    func events(of session: TrainingSession) throws -> [AttendanceEvent] {
        let rows = try attendance(of: session).filter { $0.halfDay > 0 }
        let people = try people(numbered: Set(rows.map(\.person)))
        return rows.sorted { ($0.at, $0.revision, $0.halfDay) > ($1.at, $1.revision, $1.halfDay) }.compactMap { row in
            people[row.person].map {
                AttendanceEvent(
                    person: $0.id, halfDay: row.halfDay, mark: row.mark, statement: row.statement, key: row.key,
                    at: row.at
                )
            }
        }
    }
}

extension AttendanceLine {
    fileprivate init(of person: Person, in session: TrainingSession) {
        self.init(
            person: person.id, matricule: person.matricule, name: person.name,
            marks: Array(repeating: nil, count: session.halfDays.count),
            statements: Array(repeating: nil, count: session.halfDays.count)
        )
    }

    fileprivate mutating func take(_ row: AttendanceRow) {
        if row.halfDay == 0 { isWhole = row.mark == .present }
        guard marks.indices.contains(row.halfDay - 1) else { return }
        marks[row.halfDay - 1] = row.mark
        statements[row.halfDay - 1] = row.statement
    }
}

struct AttendanceKey: Hashable, Comparable, Sendable {
    let person: Int64
    let halfDay: Int

    static func < (one: Self, other: Self) -> Bool {
        (one.person, one.halfDay) < (other.person, other.halfDay)
    }
}

extension [AttendanceRow] {
    /// What holds.
    var latest: [AttendanceKey: AttendanceRow] {
        reduce(into: [:]) { latest, row in
            let key = AttendanceKey(person: row.person, halfDay: row.halfDay)
            if row.revision > latest[key]?.revision ?? 0 { latest[key] = row }
        }
    }
}
