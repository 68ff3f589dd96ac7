import ExactJSON
import Foundation
import LearningRecords
import XAPI

extension OpenInspection.Request {
    private static let members: Set<String> = QueryParameters.attributes.union([
        "auditor", "purpose", "from", "until", "people", "course", "courses",
    ])

    /// Reads `{"auditor": "…", "purpose": "…", "from": "2026-03-01", "until": "2026-04-01", "people": ["…"],
    /// "courses": ["…"]}`, with `service`, `employer`, `metier`, `category` or `course` in place of `people` or beside them.
    init(reading json: JSONValue) throws {
        try json.requireMembers(Self.members)
        guard let until = try json.moment("until") else {
            throw Problem.invalid("/until", french: "Jusqu’à quand.", english: "Until when.")
        }
        self.init(
            auditor: try json.words("auditor"), purpose: try json.words("purpose"), until: until
        )
        from = try json.moment("from")
        people = try json.list("people", most: Inspection.mostPeople) { $0.string.flatMap { UUID(uuidString: $0) } }
        courses = try json.list("courses", most: Inspection.mostCourses) { $0.string.flatMap { $0.isPlain ? $0 : nil } }
        course = try json.value("course")
        for name in AttributeFilter.names { attributes[name] = try json.value(name.rawValue) }
        guard people != nil || course != nil || !attributes.isEmpty else {
            throw Problem.invalid(
                "/people",
                french: "Des personnes, ou ce qui les choisit : service, employer, metier, category, course.",
                english: "People, or what chooses them: service, employer, metier, category, course."
            )
        }
    }
}

extension String {
    fileprivate var isPlain: Bool { !isEmpty && !utf8.contains(0) }
}

extension JSONValue {
    /// A text that must be there, of 200 characters.
    fileprivate func words(_ name: String) throws(Problem) -> String {
        guard let text = self[key: name]?.string, text.isPlain, text.count <= 200, text.utf8.count <= 800 else {
            throw .invalid(
                "/\(name)", french: "Un texte de 1 à 200 caractères.", english: "A text of 1 to 200 characters."
            )
        }
        return text
    }

    fileprivate func value(_ name: String) throws(Problem) -> String? {
        guard let value = self[key: name], !value.isNull else { return nil }
        guard let text = value.string, text.isPlain else {
            throw .invalid("/\(name)", french: "Un texte.", english: "A text.")
        }
        return text
    }

    /// A day, whose first moment in UTC is meant, or a point in time.
    fileprivate func moment(_ name: String) throws(Problem) -> Int64? {
        guard let text = try value(name) else { return nil }
        guard let instant = Instant(iso8601: Day(text).map { $0.text + "T00:00:00Z" } ?? text) else {
            throw .invalid("/\(name)", french: "Un jour, ou une date et heure.", english: "A day, or a date and time.")
        }
        return instant.microseconds
    }

    fileprivate func list<Element>(
        _ name: String, most: Int, _ read: (JSONValue) -> Element?
    ) throws(Problem) -> [Element]? {
        guard let value = self[key: name], !value.isNull else { return nil }
        guard value.kind == .array, (1...most).contains(value.count) else {
            throw .invalid("/\(name)", french: "Une liste de 1 à \(most).", english: "A list of 1 to \(most).")
        }
        var found: [Element] = []
        for (place, element) in value.elements.enumerated() {
            guard let element = read(element) else {
                throw .invalid("/\(name)/\(place)", french: "N’est pas un id.", english: "Is no id.")
            }
            found.append(element)
        }
        return found
    }
}

extension FindInspections.Item {
    func json(at now: Int64) -> JSONObject {
        var object = JSONObject()
        object.set("id", inspection.id.canonical)
        object.set("auditor", inspection.auditor)
        object.set("purpose", inspection.purpose)
        object.set("state", inspection.state(at: now).rawValue)
        object.set("from", time(inspection.from))
        object.set("until", time(inspection.until))
        object.set("people_count", people)
        object.set(
            "courses", json: courses.map { JSONLiteral.array($0.map { JSONText.string($0) }) } ?? JSONLiteral.null)
        object.set("key", inspection.key)
        object.set("made_by", inspection.madeBy)
        object.set("made_at", time(inspection.madeAt))
        object.set("revoked_at", inspection.revokedAt.map(time))
        object.set("revoked_by", inspection.revokedBy)
        return object
    }

    private func time(_ microseconds: Int64) -> String { Instant(microseconds: microseconds).rfc3339 }
}

extension FindInspections.Found {
    func json(at now: Int64) -> JSONObject {
        var object = item.json(at: now)
        object.set("people", json: JSONLiteral.array(people.map { JSONText.string($0.canonical) }))
        object.set("reads", reads)
        object.set("last_read_at", lastRead.map { Instant(microseconds: $0).rfc3339 })
        return object
    }
}
