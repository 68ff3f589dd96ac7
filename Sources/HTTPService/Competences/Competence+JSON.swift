import ExactJSON
import LearningRecords
import XAPI

extension Competence {
    var json: JSONObject {
        var object = reference
        object.set("needs", needed)
        object.set("courses", json: JSONLiteral.array(courses.map { JSONText.string($0.iri) }))
        object.set("made_at", CompletionAnswer.time(madeAt))
        object.set("made_by", madeBy)
        return object
    }

    var reference: JSONObject {
        var object = JSONObject()
        object.set("id", id)
        object.set("version", version)
        var names = JSONObject()
        names.set("fr", title.french)
        names.set("en", title.english)
        object.set("title", json: names.json)
        return object
    }
}

extension CompetenceHolding {
    func add(to object: inout JSONObject) {
        object.set("status", status.rawValue)
        object.set("since", since.map(CompletionAnswer.time))
        object.set("until", until.map(CompletionAnswer.time))
    }
}

extension FindHolders.Holder {
    /// `because` leads to the completions that give it, each with its statements.
    var json: [UInt8] {
        var object = JSONObject()
        object.set("person", json: learner.json.json)
        holding.add(to: &object)
        object.set("because", json: JSONLiteral.array(because.map { JSONText.string($0) }))
        return object.json
    }

    private var because: [String] {
        let who =
            learner.person.map { ["person": $0.id.canonical] }
            ?? learner.actor.map { ["actor": String(decoding: $0.agentJSON, as: UTF8.self)] } ?? [:]
        return courses.map { course in
            CompletionRoutes.path + "?" + QueryParameters(who.merging(["course": course]) { one, _ in one }).query
        }
    }

    static let columns = ["person", "matricule", "name", "actor", "competence", "status", "since", "until", "courses"]

    func cells(of competence: Competence) -> [String] {
        [
            learner.person?.id.canonical ?? "", learner.person?.matricule ?? "", learner.person?.name ?? "",
            learner.actor.map { String(decoding: $0.agentJSON, as: UTF8.self) } ?? "", competence.id,
            holding.status.rawValue, holding.since.map(CompletionAnswer.time) ?? "",
            holding.until.map(CompletionAnswer.time) ?? "", courses.joined(separator: " "),
        ]
    }
}

extension CompetenceDraft {
    /// Reads `{"title": {"fr": "…", "en": "…"}, "courses": ["…"], "needs": 1}`.
    init(reading json: JSONValue) throws(Problem) {
        try json.requireMembers(["title", "courses", "needs"])
        let title = JSONPointer().appending("title")
        let names = json[key: "title"]
        try names?.requireMembers(["fr", "en"], at: title)
        let courses = try Self.courses(json[key: "courses"])
        let needed = json[key: "needs"].map { $0.integer ?? 0 } ?? 1
        guard (1...Int64(courses.count)).contains(needed) else {
            throw .invalid(
                "/needs", french: "Un nombre entier de 1 à \(courses.count).",
                english: "A whole number from 1 to \(courses.count)."
            )
        }
        self.init(
            title: LocalizedText(
                french: try PathDraft.text(names?[key: "fr"], longest: Self.longestTitle, at: title.appending("fr")),
                english: try PathDraft.text(names?[key: "en"], longest: Self.longestTitle, at: title.appending("en"))
            ), needed: Int(needed), courses: courses
        )
    }

    private static func courses(_ value: JSONValue?) throws(Problem) -> [String] {
        guard let value, value.kind == .array, (1...mostCourses).contains(value.count) else {
            throw .invalid(
                "/courses", french: "Une liste de 1 à \(mostCourses) cours.",
                english: "A list of 1 to \(mostCourses) courses."
            )
        }
        var courses: [String] = []
        for (place, course) in value.elements.enumerated() {
            let pointer = JSONPointer().appending("courses").appending(place)
            let iri = try PathDraft.text(course, longest: 2_000, at: pointer)
            guard !courses.contains(iri) else {
                throw .invalid(
                    pointer.description, french: "Ce cours y est déjà.", english: "This course is there already."
                )
            }
            courses.append(iri)
        }
        return courses
    }
}
