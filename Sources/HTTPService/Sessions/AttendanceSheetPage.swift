import Completion
import LearningRecords
import PlainPages

/// A *feuille d'émargement*: who is there, with a box to sign for each half-day.
struct AttendanceSheetPage: Sendable {
    static let mostBlankRows = 200
    /// Side by side on a sheet; more go into further tables.
    private static let halfDaysInTable = 4

    let roster: FindSessions.Roster
    let courseTitle: String
    let organisation: String?
    /// For people who are on no list.
    let blankRows: Int
    let language: Language

    private func text(_ french: String, _ english: String) -> String { language == .french ? french : english }

    var page: PlainPage {
        let session = roster.session
        let title = text("Feuille d’émargement", "Attendance sheet")
        var facts = [PlainPage.Fact(PlainText(text("Session", "Session")), PlainText(session.title, .strong))]
        if let organisation {
            facts.append(.init(PlainText(text("Organisme", "Organisation")), PlainText(organisation)))
        }
        if !session.place.isEmpty { facts.append(.init(PlainText(text("Lieu", "Place")), PlainText(session.place))) }
        let course = PlainText(lines: [PlainText(courseTitle), PlainText(session.course, .small)])
        facts.append(.init(PlainText(text("Formation", "Course")), course))
        var page = PlainPage(
            PlainText("\(title) – \(session.title)"), in: language.ofPage,
            [
                .heading(PlainText(title), level: 1), .facts(facts),
                .paragraph(
                    PlainText(
                        text(
                            "Chacun signe dans la case de chaque demi-journée à laquelle il est présent. Une case déjà remplie est ce"
                                + " qui a été relevé.",
                            "Everybody signs in the box of each half-day at which they are present. A box that is filled is what was"
                                + " recorded."))),
            ]
        )
        if roster.more > 0 { page.blocks.append(.paragraph(PlainText(unlisted))) }
        for start in stride(from: 0, to: session.halfDays.count, by: Self.halfDaysInTable) {
            let places = start..<min(start + Self.halfDaysInTable, session.halfDays.count)
            page.blocks += [.table(people(places)), .table(trainers(places))]
        }
        return page
    }

    private var unlisted: String {
        let (listed, more) = (roster.registered.count, roster.more)
        let (are, be) = more > 1 ? ("sont inscrites", "are") : ("est inscrite", "is")
        return text(
            "Les \(listed) dernières personnes inscrites à cette formation ont une ligne ; \(more) de plus y \(are).",
            "The last \(listed) people registered in this course have a row; \(more) more \(be) registered."
        )
    }

    private func columns(_ first: String, _ places: Range<Int>) -> [PlainTable.Column] {
        [.init(PlainText(first), width: 5)]
            + roster.session.halfDays[places].map { half in
                let day = PlainDate(inParis: half.startsAt)
                let (start, end) = (PlainDate.clock(inParis: half.startsAt), PlainDate.clock(inParis: half.endsAt))
                return .init(
                    PlainText(lines: [
                        PlainText(language == .french ? day.french : day.english),
                        PlainText("\(start) – \(end)", .small),
                    ]), width: 4
                )
            }
    }

    private func people(_ places: Range<Int>) -> PlainTable {
        let known = (roster.registered + roster.others).map { line in
            [name(line)] + places.map { PlainText(line.marks.indices.contains($0) ? word(line.marks[$0]) : "") }
        }
        let blank = Array(repeating: Array(repeating: PlainText(""), count: places.count + 1), count: blankRows)
        return PlainTable(
            PlainText(text("Stagiaires", "Trainees")), columns(text("Nom, matricule", "Name, matricule"), places),
            rows: known + blank, isToSign: true
        )
    }

    private func name(_ line: AttendanceLine) -> PlainText {
        PlainText(lines: [PlainText(line.name), PlainText(line.matricule ?? "", .small)])
    }

    private func trainers(_ places: Range<Int>) -> PlainTable {
        let names = roster.session.trainers.isEmpty ? [""] : roster.session.trainers
        return PlainTable(
            PlainText(text("Formateurs", "Trainers")), columns(text("Nom", "Name"), places),
            rows: names.map { [PlainText($0)] + places.map { _ in PlainText("") } }, isToSign: true
        )
    }

    private func word(_ mark: AttendanceMark?) -> String {
        switch mark {
        case .present: text("présent(e)", "present")
        case .absent: text("absent(e)", "absent")
        case .excused: text("excusé(e)", "excused")
        case nil: ""
        }
    }
}
