import Foundation
import Persistence
import XAPI

/// What was written of a sheet, and what is to be stated because of it.
struct AttendanceWrite: Sendable {
    let session: TrainingSession
    let changed: Int
    /// Everything ever recorded of the people of the sheet.
    let rows: [AttendanceRow]
    let actors: [Int64: InverseFunctionalIdentifier]
    let now: Int64

    /// Each presence that holds, and a void for each that no longer does, in the order in which they came.
    func statements(by authority: InverseFunctionalIdentifier) -> [(id: UUID, json: [UInt8])] {
        let latest = rows.latest
        return rows.sorted { ($0.revision, $0.person, $0.halfDay) < ($1.revision, $1.person, $1.halfDay) }
            .flatMap { row -> [(id: UUID, json: [UInt8])] in
                let key = AttendanceKey(person: row.person, halfDay: row.halfDay)
                guard let statement = row.statement, let actor = actors[row.actor] else { return [] }
                let own = (statement, AttendanceStatement(session: session, row: row, actor: actor).json)
                guard let last = latest[key], last.revision > row.revision else { return [own] }
                let void = AttendanceStatement.id(session, key, revision: row.revision, isVoid: true)
                return [
                    own, (void, AttendanceStatement.voiding(statement, as: void, by: authority, at: last.at)),
                ]
            }
    }
}

/// A sheet on its way into a session, inside a transaction.
struct AttendancePlan {
    let transaction: any Transaction
    let session: TrainingSession
    let publicURL: String
    let key: String

    mutating func write(_ lines: [RecordAttendance.Line]) throws -> AttendanceWrite {
        let people = try people(of: lines)
        try transaction.lockPeople(Set(people))
        let before = try transaction.attendance(of: session, people: Set(people))
        let actors = try transaction.speakers(of: Set(people), publicURL: publicURL, by: key)
        let latest = before.latest
        var new: [AttendanceRow] = []
        for (line, (person, marks)) in zip(people, lines.map(\.marks)).enumerated() {
            new += try rows(of: person, marks, line: line, latest, actor: actors[person] ?? 0)
        }
        try transaction.insert(new.sorted { ($0.person, $0.halfDay) < ($1.person, $1.halfDay) }, in: session)
        let all = before + new
        return AttendanceWrite(
            session: session, changed: new.count { $0.halfDay > 0 }, rows: all,
            actors: try transaction.identifiers(of: Set(all.map(\.actor))), now: transaction.startedAt
        )
    }

    /// The marks that differ, and the session as a whole where that differs then.
    private func rows(
        of person: Int64, _ marks: [AttendanceMark?], line: Int, _ latest: [AttendanceKey: AttendanceRow],
        actor: Int64
    ) throws -> [AttendanceRow] {
        guard marks.count <= session.halfDays.count else { throw RecordAttendance.Refusal.tooManyMarks(line: line) }
        var rows: [AttendanceRow] = []
        var isWhole = true
        for (place, half) in session.halfDays.enumerated() {
            let there = latest[.init(person: person, halfDay: place + 1)]
            let mark = (marks.indices.contains(place) ? marks[place] : nil) ?? there?.mark
            isWhole = isWhole && mark == .present
            guard let mark, mark != there?.mark else { continue }
            guard mark != .present || half.startsAt <= transaction.startedAt else {
                throw RecordAttendance.Refusal.notYetBegun(line: line, halfDay: place)
            }
            rows.append(row(person, place + 1, mark, behind: there, actor: actor))
        }
        let whole = latest[.init(person: person, halfDay: 0)]
        if isWhole != (whole?.mark == .present) {
            rows.append(row(person, 0, isWhole ? .present : .absent, behind: whole, actor: actor))
        }
        return rows
    }

    private func row(
        _ person: Int64, _ halfDay: Int, _ mark: AttendanceMark, behind there: AttendanceRow?, actor: Int64
    ) -> AttendanceRow {
        let key = AttendanceKey(person: person, halfDay: halfDay)
        let revision = (there?.revision ?? 0) + 1
        return AttendanceRow(
            person: person, halfDay: halfDay, revision: revision, mark: mark, actor: actor,
            statement: mark == .present ? AttendanceStatement.id(session, key, revision: revision) : nil, key: self.key,
            at: transaction.startedAt
        )
    }

    private func people(of lines: [RecordAttendance.Line]) throws -> [Int64] {
        let matricules = lines.compactMap { if case .matricule(let text) = $0.who { text } else { nil } }
        let byMatricule = try transaction.people(withMatricules: Set(matricules))
        var seen: Set<Int64> = []
        return try lines.enumerated().map { place, line in
            let person: Int64? =
                switch line.who {
                case .person(let id): try transaction.livingPerson(id)
                case .matricule(let text): try byMatricule[text].flatMap { try transaction.living($0) }
                }
            guard let person else { throw RecordAttendance.Refusal.unknownPerson(line: place) }
            guard seen.insert(person).inserted else { throw RecordAttendance.Refusal.personTwice(line: place) }
            return person
        }
    }
}

extension Transaction {
    /// Whom a person was merged into, or themselves.
    func living(_ number: Int64) throws -> Int64? {
        guard let row = try rows("SELECT uid, merged_into FROM person WHERE id = \(number)").first else { return nil }
        return try row.optionalInteger(1) == nil ? number : livingPerson(row.uuid(0))
    }
}
