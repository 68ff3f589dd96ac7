import ExactJSON
import Foundation
import LearningRecords
import XAPI

extension SessionDraft {
    private static let members: Set = ["course", "title", "place", "trainers", "half_days"]

    /// Reads `{"course": "…", "title": "…", "place": "…", "trainers": ["…"], "half_days": [{"starts_at": "…", "ends_at": "…"}]}`.
    init(reading json: JSONValue) throws {
        for (key, _) in json.members where !Self.members.contains(key) {
            throw Problem.unknownMember(JSONPointer().appending(key), known: Self.members)
        }
        let title = try Self.text(json[key: "title"], at: "/title")
        let course = try Self.text(json[key: "course"], longest: 2_000, at: "/course")
        self.init(course: course, title: title, halfDays: try Self.halfDays(json[key: "half_days"]))
        if let value = json[key: "place"], !value.isNull { place = try Self.text(value, at: "/place") }
        trainers = try Self.list(json[key: "trainers"], most: TrainingSession.mostTrainers, at: "/trainers")
            .enumerated().map { try Self.text($0.element, at: "/trainers/\($0.offset)") }
        if let odd = oddHalfDay {
            throw Problem.invalid(
                "/half_days/\(odd)",
                french: "Une demi-journée finit après son début, dure douze heures au plus, et suit la précédente.",
                english: "A half-day ends after it begins, lasts twelve hours at most, and follows the one before."
            )
        }
    }

    private static func halfDays(_ value: JSONValue?) throws -> [TrainingSession.HalfDay] {
        let list = try list(value, most: TrainingSession.mostHalfDays, at: "/half_days")
        guard !list.isEmpty else {
            throw Problem.invalid(
                "/half_days", french: "Il faut une demi-journée au moins.", english: "A half-day is needed at least."
            )
        }
        return try list.enumerated().map { place, element in
            func time(_ name: String) throws -> Int64 {
                guard let instant = element[key: name]?.string.flatMap(Instant.init(iso8601:)) else {
                    throw Problem.invalid(
                        "/half_days/\(place)/\(name)", french: "Une date et heure ISO 8601.",
                        english: "An ISO 8601 date and time."
                    )
                }
                return instant.microseconds
            }
            return .init(startsAt: try time("starts_at"), endsAt: try time("ends_at"))
        }
    }

    private static func list(_ value: JSONValue?, most: Int, at pointer: String) throws(Problem) -> [JSONValue] {
        guard let value else { return [] }
        guard value.kind == .array, value.count <= most else {
            throw .invalid(pointer, french: "Une liste de \(most) au plus.", english: "A list of at most \(most).")
        }
        return Array(value.elements)
    }

    /// One line of text.
    private static func text(
        _ value: JSONValue?, longest: Int = TrainingSession.longestText, at pointer: String
    ) throws(Problem) -> String {
        guard let text = value?.string?.trimmingSpace, !text.isEmpty, text.utf8.count <= longest,
            !text.utf8.contains(where: { $0 < 0x20 })
        else {
            throw .invalid(
                pointer, french: "Un texte d’une ligne, de 1 à \(longest) octets.",
                english: "A text of one line, of 1 to \(longest) bytes."
            )
        }
        return text
    }
}

extension [RecordAttendance.Line] {
    /// Reads `{"lines": [{"matricule": "004217", "half_days": ["present", "absent", null]}, …]}`, or with `person`.
    init(reading json: JSONValue) throws {
        guard let lines = json[key: "lines"], lines.kind == .array, lines.count <= RecordAttendance.mostLines else {
            throw Problem.invalid(
                "/lines", french: "Une liste de \(RecordAttendance.mostLines) lignes au plus.",
                english: "A list of at most \(RecordAttendance.mostLines) lines."
            )
        }
        self = try lines.elements.enumerated().map { place, line in
            RecordAttendance.Line(
                try Self.who(line, at: "/lines/\(place)"), try Self.marks(line, at: "/lines/\(place)/half_days")
            )
        }
    }

    private static func who(_ line: JSONValue, at pointer: String) throws(Problem) -> RecordAttendance.Line.Who {
        if let id = line[key: "person"]?.string.flatMap(UUID.init(canonical:)) { return .person(id) }
        if let text = line[key: "matricule"]?.string, !text.utf8.contains(0) { return .matricule(text) }
        throw .invalid(
            pointer, french: "Il faut « person » ou « matricule ».", english: "“person” or “matricule” is needed."
        )
    }

    private static func marks(_ line: JSONValue, at pointer: String) throws(Problem) -> [AttendanceMark?] {
        guard let list = line[key: "half_days"], list.kind == .array, list.count <= TrainingSession.mostHalfDays else {
            throw .invalid(
                pointer, french: "Une marque par demi-journée.", english: "A mark for each half-day."
            )
        }
        var marks: [AttendanceMark?] = []
        for (place, element) in list.elements.enumerated() {
            guard !element.isNull else {
                marks.append(nil)
                continue
            }
            guard let mark = element.string.flatMap(AttendanceMark.init(rawValue:)) else {
                throw .invalid(
                    "\(pointer)/\(place)", french: "present, absent ou excused.", english: "present, absent or excused."
                )
            }
            marks.append(mark)
        }
        return marks
    }
}

extension Problem {
    init(_ refusal: RecordAttendance.Refusal) {
        switch refusal {
        case .unknownSession: self = .notFound
        case .unknownPerson(let line):
            self = .invalid(
                "/lines/\(line)", french: "Aucune personne n’est celle-là.", english: "There is no such person."
            )
        case .personTwice(let line):
            self = .invalid(
                "/lines/\(line)", french: "Cette personne est déjà plus haut.",
                english: "This person stands further up already."
            )
        case .tooManyMarks(let line):
            self = .invalid(
                "/lines/\(line)/half_days", french: "Plus de marques que de demi-journées.",
                english: "More marks than half-days."
            )
        case .notYetBegun(let line, let halfDay):
            self = .invalid(
                "/lines/\(line)/half_days/\(halfDay)", french: "Cette demi-journée n’a pas commencé.",
                english: "This half-day has not begun."
            )
        case .invalid(let error): self.init(error)
        }
    }
}
