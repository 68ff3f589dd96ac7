import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// A session of two half-days in a course that is completed by attendance.
struct Classroom: Sendable {
    let people: PeopleStore
    let course: SampleCourse
    let session: TrainingSession
    let record: RecordAttendance
    let find: FindSessions

    /// 2025-11-03, three hours in the morning and as long in the afternoon.
    static let morning: Int64 = 1_762_160_400_000_000
    static let hour: Int64 = 3_600_000_000
    static let halves = [
        TrainingSession.HalfDay(startsAt: morning, endsAt: morning + 3 * hour),
        .init(startsAt: morning + 4 * hour, endsAt: morning + 7 * hour),
    ]

    static func open(in records: RecordStore, halves: [TrainingSession.HalfDay] = halves) async throws -> Classroom {
        let course = try await SampleCourse.store(in: records, items: ["A"])
        try await records.database.write { transaction in
            try transaction.execute("UPDATE course SET rule = 'attendance' WHERE id > 0")
        }
        let create = CreateSession(database: records.database, newID: { UUID() })
        let draft = SessionDraft(course: course.iri, title: "Novembre", halfDays: halves)
        guard let session = try await create(draft, by: "drh") else { throw RecordStore.Missing() }
        return Classroom(records, course, session)
    }

    init(_ records: RecordStore, _ course: SampleCourse, _ session: TrainingSession) {
        people = PeopleStore(records)
        (self.course, self.session) = (course, session)
        let url = "https://releve.example.fr"
        let store = StoreStatements(
            database: records.database, terms: records.terms, outlines: records.outlines, learn: records.learn,
            checkSignatures: CheckSignatures(VerifySignature(), clock: { 0 }), newID: { UUID() }
        )
        record = RecordAttendance(
            database: records.database, store: store,
            authority: ServiceAuthority(database: records.database, publicURL: url), publicURL: url
        )
        find = FindSessions(database: records.database)
    }

    /// How many marks changed; nil where the sheet was refused.
    func sign(_ lines: [(String, [AttendanceMark?])]) async throws -> Int? {
        let lines = lines.map { RecordAttendance.Line(.matricule($0.0), $0.1) }
        guard case .recorded(let changed, _) = try await record(lines, in: session.id, by: "drh") else { return nil }
        return changed
    }

    func refusal(_ lines: [(String, [AttendanceMark?])]) async throws -> RecordAttendance.Refusal? {
        let lines = lines.map { RecordAttendance.Line(.matricule($0.0), $0.1) }
        guard case .refused(let refusal) = try await record(lines, in: session.id, by: "drh") else { return nil }
        return refusal
    }

    /// Who stands how, and how many minutes they learned.
    func standings() async throws -> [String] {
        try await people.records.completions { $0.course = course.iri }.map { answer in
            "\(answer.learner.person?.name ?? "-") \(answer.evaluation.status.rawValue)"
        }.sorted()
    }
}

@Suite("attendance")
struct AttendanceTests {
    @Test("a sheet of paper lists who is registered, then who has a mark, by name", arguments: Engine.allCases)
    func roster(engine: Engine) async throws {
        try await engine.withRecords { records in
            let classroom = try await Classroom.open(in: records)
            let (people, id) = (classroom.people, classroom.session.id)
            var made: [String: UUID] = [:]
            for (place, name) in ["Zola", "Brel", "Ange", "Dumas", "Colette"].enumerated() {
                made[name] = try await people.make(name, matricule: "\(place)")
            }
            let twin = try await people.make("Dumas-Davy")
            func names(_ lines: [AttendanceLine]) -> [String] { lines.map(\.name) }
            let empty = try #require(try await classroom.find.roster(of: id))
            #expect(empty.registered.isEmpty && empty.others.isEmpty && empty.more == 0)
            for name in ["Zola", "Brel", "Ange"] {
                let person = try #require(made[name])
                _ = try await people.register(.person(person), in: classroom.course.iri, by: "drh")
            }
            _ = try await people.register(.person(twin), in: classroom.course.iri, by: "drh")
            _ = try await people.merge(twin, into: try #require(made["Dumas"]), by: "drh")
            #expect(try await classroom.sign([("1", [.present]), ("4", [nil, .excused])]) == 2)
            let whole = try #require(try await classroom.find.roster(of: id))
            #expect(names(whole.registered) == ["Ange", "Brel", "Dumas", "Zola"])
            #expect(whole.registered.map(\.marks) == [[nil, nil], [.present, nil], [nil, nil], [nil, nil]])
            #expect(names(whole.others) == ["Colette"] && whole.more == 0)
            let first = try #require(try await classroom.find.roster(of: id, most: 2))
            #expect(names(first.registered) == ["Ange", "Dumas"], "the last two")
            #expect(names(first.others) == ["Brel", "Colette"] && first.more == 1, "Zola; Brel has a mark")
            #expect(try await classroom.find.roster(of: id, most: 4)?.more == 0)
            #expect(try await classroom.find.roster(of: UUID()) == nil)
        }
    }

    @Test("whoever was there all the time is complete; who was not is not", arguments: Engine.allCases)
    func complete(engine: Engine) async throws {
        try await engine.withRecords { records in
            let classroom = try await Classroom.open(in: records)
            let one = try await classroom.people.make("Un", matricule: "1", accounts: ["1"])
            _ = try await classroom.people.make("Deux", matricule: "2")
            #expect(try await classroom.sign([("1", [.present, .present]), ("2", [.present, .absent])]) == 4)
            #expect(try await classroom.standings().contains("Un completed"))
            #expect(try await !classroom.standings().contains("Deux completed"))
            let sheet = try #require(try await classroom.find(classroom.session.id))
            #expect(sheet.lines.map(\.name) == ["Deux", "Un"] && sheet.lines.map(\.isWhole) == [false, true])
            #expect(sheet.lines.map { $0.statements.count { $0 != nil } } == [1, 2])
            let time = try #require(try await FindPersonTime(database: records.database)(one))
            #expect(time.total.counted == 6 * Classroom.hour && time.total.sessions == 2)
            #expect(time.byCourse.map(\.course?.id) == [classroom.course.iri])
            let answer = try await records.completions { $0.person = one }.first
            #expect(answer?.evaluation.because.count == 1)
            #expect(answer?.evaluation.firstCompletedAt == Classroom.halves.last?.endsAt)
        }
    }

    @Test(
        "a correction voids what was stated, and history keeps it; the same sheet again changes nothing",
        arguments: Engine.allCases)
    func corrected(engine: Engine) async throws {
        try await engine.withRecords { records in
            let classroom = try await Classroom.open(in: records)
            let id = try await classroom.people.make("Un", matricule: "1")
            let sheet: [(String, [AttendanceMark?])] = [("1", [.present, .present])]
            #expect(try await classroom.sign(sheet) == 2)
            #expect(try await classroom.sign(sheet) == 0)
            #expect(try await classroom.sign([("1", [nil, .excused])]) == 1)
            #expect(try await !classroom.standings().contains("Un completed"))
            let time = try #require(try await FindPersonTime(database: records.database)(id))
            #expect(time.total.counted == 3 * Classroom.hour)
            #expect(try await classroom.sign(sheet) == 1)
            #expect(try await classroom.standings() == ["Un completed"])
            let history = try #require(try await classroom.find.history(of: classroom.session.id))
            #expect(history.map(\.mark).first == .present && history.count == 4)
            #expect(history.filter { $0.halfDay == 2 }.map(\.mark) == [.present, .excused, .present])
            #expect(history.allSatisfy { $0.key == "drh" && $0.person == id })
            let counts = try await records.database.read { transaction in
                try transaction.rows(
                    """
                    SELECT count(*), sum(CASE WHEN voided_by IS NULL THEN 0 ELSE 1 END) FROM statement
                    WHERE activity IS NOT NULL
                    """
                ).map { (try $0.integer(0), try $0.integer(1)) }
            }
            #expect(counts.first?.0 == 5 && counts.first?.1 == 2)
        }
    }

    @Test("what was cut short before it was stated is stated by the same sheet", arguments: Engine.allCases)
    func cutShort(engine: Engine) async throws {
        try await engine.withRecords { records in
            let classroom = try await Classroom.open(in: records)
            _ = try await classroom.people.make("Un", matricule: "1")
            let session = classroom.session
            // As if the process had ended behind the first of its two transactions.
            _ = try await records.database.write { transaction in
                var plan = AttendancePlan(
                    transaction: transaction, session: session, publicURL: "https://releve.example.fr", key: "drh"
                )
                return try plan.write([.init(.matricule("1"), [.present, .present])])
            }
            #expect(try await classroom.standings() == [])
            #expect(try await classroom.sign([("1", [.present, .present])]) == 0)
            #expect(try await classroom.standings() == ["Un completed"])
        }
    }

    @Test("what cannot be is refused whole, with its line", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await engine.withRecords { records in
            let later = TrainingSession.HalfDay(startsAt: Int64.max - 10, endsAt: Int64.max - 1)
            let classroom = try await Classroom.open(in: records, halves: [Classroom.halves[0], later])
            _ = try await classroom.people.make("Un", matricule: "1")
            let good: (String, [AttendanceMark?]) = ("1", [.present])
            let cases: [([(String, [AttendanceMark?])], RecordAttendance.Refusal)] = [
                ([good, ("9", [.present])], .unknownPerson(line: 1)),
                ([good, good], .personTwice(line: 1)),
                ([("1", [.present, nil, nil])], .tooManyMarks(line: 0)),
                ([("1", [.present, .present])], .notYetBegun(line: 0, halfDay: 1)),
            ]
            for (lines, refusal) in cases {
                #expect(try await classroom.refusal(lines) == refusal)
            }
            #expect(try await classroom.find(classroom.session.id)?.lines.isEmpty == true)
            let nowhere = try await classroom.record([], in: UUID(), by: "drh")
            guard case .refused(.unknownSession) = nowhere else {
                Issue.record("a session that there is not")
                return
            }
            #expect(try await classroom.sign([("1", [.present, .excused])]) == 2, "absence can be announced")
        }
    }

    @Test("two who sign the same sheet at once, through two nodes: one presence stands", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let one = try await Classroom.open(in: try await RecordStore(nodes[0]))
            let other = Classroom(try await RecordStore(nodes[1]), one.course, one.session)
            _ = try await one.people.make("Un", matricule: "1")
            for round in 0..<8 {
                let mark: AttendanceMark = round % 2 == 0 ? .present : .absent
                async let first = one.sign([("1", [mark, .present])])
                async let second = other.sign([("1", [.present, .present])])
                _ = try await (first, second)
            }
            _ = try await one.sign([("1", [.present, .present])])
            let standing = try await nodes[0].read { transaction in
                try transaction.rows(
                    "SELECT activity, count(*) FROM statement WHERE activity IS NOT NULL AND voided_by IS NULL GROUP BY activity"
                ).map { try $0.integer(1) }
            }
            #expect(standing == [1, 1, 1], "two half-days, and the whole")
            #expect(try await one.standings() == ["Un completed"])
        }
    }

    @Test(
        "half-days that cannot be",
        arguments: [
            ([(0, 1)], nil), ([(1, 1)], 0), ([(2, 1)], 0), ([(0, 13)], 0), ([(0, 2), (1, 3)], 1),
            ([(0, 2), (2, 4)], nil),
        ] as [([(Int64, Int64)], Int?)]
    )
    func odd(hours: [(Int64, Int64)], place: Int?) {
        let halves = hours.map {
            TrainingSession.HalfDay(startsAt: $0.0 * Classroom.hour, endsAt: $0.1 * Classroom.hour)
        }
        #expect(SessionDraft(course: "c", title: "t", halfDays: halves).oddHalfDay == place)
        let endless = TrainingSession.HalfDay(startsAt: .min, endsAt: .max)
        #expect(SessionDraft(course: "c", title: "t", halfDays: [endless]).oddHalfDay == 0)
    }
}

@Suite("attendance sheets as tables")
struct AttendanceTableTests {
    @Test(
        "are read, names beside the marks left out",
        arguments: [
            ("matricule;nom;1;2\n1;Un;P;A\n2;Deux;;excusé\n", "1 present absent, 2 - excused"),
            ("Matricule,1\r\n1,x\r\n", "1 present"), ("2;matricule\nP;1\n", "1 - present"), ("matricule;1\n", ""),
        ]
    )
    func reading(table: String, lines: String) throws {
        let read = try AttendanceTable.read(Array(table.utf8)).get()
        let told = read.map { line in
            guard case .matricule(let text) = line.who else { return "-" }
            return ([text] + line.marks.map { $0?.rawValue ?? "-" }).joined(separator: " ")
        }
        #expect(told.joined(separator: ", ") == lines)
    }

    @Test(
        "name the line of what is wrong",
        arguments: [
            ("", .noHeader, 1), ("nom;1\n", .noHeader, 1),
            ("matricule;1\n1;P\n2;peut-être\n", .unknownMark("peut-être"), 3),
            ("matricule;1\n1;P?\n", .unknownMark("P?"), 2),
            ("matricule;1\n;P\n", .noMatricule, 2), ("matricule;1\n\"1;P\n", .brokenLine, 2),
        ] as [(String, AttendanceTable.Fault.Kind, Int)]
    )
    func faults(table: String, kind: AttendanceTable.Fault.Kind, line: Int) {
        guard case .failure(let fault) = AttendanceTable.read(Array(table.utf8)) else {
            Issue.record("it was read")
            return
        }
        #expect(fault.kind == kind && fault.line == line)
    }
}
