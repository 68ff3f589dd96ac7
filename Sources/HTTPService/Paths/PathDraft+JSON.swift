import ExactJSON
import LearningRecords
import XAPI

extension PathDraft {
    private static let members: Set = ["title", "ordered", "for", "steps", "version"]

    /// Reads `{"title": {"fr": "…", "en": "…"}, "ordered": true, "for": {"metier": "…"}, "steps": [{"course": "…"},
    /// {"atLeast": 1, "of": ["…", "…"]}]}`.
    init(reading json: JSONValue) throws(Problem) {
        try json.requireMembers(Self.members)
        let title = JSONPointer().appending("title")
        let names = json[key: "title"]
        try names?.requireMembers(["fr", "en"], at: title)
        self.init(
            title: LocalizedText(
                french: try Self.text(names?[key: "fr"], longest: Self.longestTitle, at: title.appending("fr")),
                english: try Self.text(names?[key: "en"], longest: Self.longestTitle, at: title.appending("en"))
            ),
            isOrdered: try Self.isOrdered(json[key: "ordered"]),
            audience: try Self.audience(json[key: "for"]),
            steps: try Self.steps(json[key: "steps"])
        )
        if let (step, place) = repeated {
            throw .invalid(
                pointer(step: step, place: place, in: json),
                french: "Ce cours est déjà dans le parcours.", english: "This course stands in the path already."
            )
        }
        guard steps.reduce(0, { $0 + $1.courses.count }) <= Self.mostCourses else {
            throw .invalid(
                "/steps", french: "\(Self.mostCourses) cours au plus.", english: "At most \(Self.mostCourses) courses."
            )
        }
    }

    /// Where a course stands in the body.
    func pointer(step: Int, place: Int, in json: JSONValue) -> String {
        let elements = json[key: "steps"].map { Array($0.elements) } ?? []
        let isChoice = elements.indices.contains(step) && elements[step][key: "of"] != nil
        return "/steps/\(step)/" + (isChoice ? "of/\(place)" : "course")
    }

    private static func isOrdered(_ value: JSONValue?) throws(Problem) -> Bool {
        guard let value, !value.isNull else { return false }
        guard let isOrdered = value.bool else {
            throw .invalid("/ordered", french: "true ou false.", english: "true or false.")
        }
        return isOrdered
    }

    static func audience(_ value: JSONValue?) throws(Problem) -> [AttributeName: String] {
        guard let value, !value.isNull else { return [:] }
        let place = JSONPointer().appending("for")
        guard value.kind == .object else {
            throw .invalid("/for", french: "Un objet est attendu.", english: "An object is expected.")
        }
        try value.requireMembers(QueryParameters.attributes, at: place)
        var audience: [AttributeName: String] = [:]
        for (key, value) in value.members {
            guard let name = AttributeName(rawValue: key) else { continue }
            audience[name] = try text(value, longest: AttributeName.longestValue, at: place.appending(key))
        }
        return audience
    }

    private static func steps(_ value: JSONValue?) throws(Problem) -> [Step] {
        guard let value, value.kind == .array, (1...mostSteps).contains(value.count) else {
            throw .invalid(
                "/steps", french: "Une liste de 1 à \(mostSteps) étapes.", english: "A list of 1 to \(mostSteps) steps."
            )
        }
        var steps: [Step] = []
        for (number, element) in value.elements.enumerated() {
            steps.append(try step(element, at: JSONPointer().appending("steps").appending(number)))
        }
        return steps
    }

    /// A course, or some of several.
    private static func step(_ value: JSONValue, at place: JSONPointer) throws(Problem) -> Step {
        guard value.kind == .object, value[key: "of"] != nil else {
            try value.requireMembers(["course"], at: place)
            return Step(
                needed: 1, courses: [try text(value[key: "course"], longest: 2_000, at: place.appending("course"))]
            )
        }
        try value.requireMembers(["atLeast", "of"], at: place)
        let list = value[key: "of"].map { Array($0.elements) } ?? []
        guard (1...mostCourses).contains(list.count) else {
            throw .invalid(
                place.appending("of").description, french: "Une liste de 1 à \(mostCourses) cours.",
                english: "A list of 1 to \(mostCourses) courses."
            )
        }
        var courses: [String] = []
        for (number, course) in list.enumerated() {
            courses.append(try text(course, longest: 2_000, at: place.appending("of").appending(number)))
        }
        guard let needed = value[key: "atLeast"]?.integer, (1...Int64(list.count)).contains(needed) else {
            throw .invalid(
                place.appending("atLeast").description, french: "Un nombre entier de 1 à \(list.count).",
                english: "A whole number from 1 to \(list.count)."
            )
        }
        return Step(needed: Int(needed), courses: courses)
    }

    static func text(
        _ value: JSONValue?, longest: Int, at place: JSONPointer
    ) throws(Problem) -> String {
        guard let value else {
            throw .invalid(place.description, french: "Un texte est attendu ici.", english: "A text is wanted here.")
        }
        return try value.text(ofBytes: 1...longest, at: place)
    }
}
