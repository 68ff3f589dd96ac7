import Completion
import ExactJSON
import LearningRecords
import XAPI

extension Campaign {
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", id.canonical)
        var names = JSONObject()
        names.set("fr", title.french)
        names.set("en", title.english)
        object.set("title", json: names.json)
        var path = JSONObject()
        path.set("id", self.path.id)
        path.set("version", self.path.version)
        object.set("path", json: path.json)
        var people = JSONObject()
        for (name, value) in audience.sorted(by: { $0.key < $1.key }) { people.set(name.rawValue, value) }
        object.set("for", json: people.json)
        object.set("deadline", CompletionAnswer.time(deadline))
        object.set("started_at", CompletionAnswer.time(startedAt))
        object.set("started_by", startedBy)
        object.set("people", CampaignRoutes.path + "/\(id.canonical)/people")
        return object
    }
}

extension FindCampaigns.Report {
    var json: JSONObject {
        var object = campaign.json
        let list = CampaignRoutes.path + "/\(campaign.id.canonical)/people"
        object.set("counts", json: counts.json)
        object.set("total", counts.total)
        object.set("late", list + "?state=late")
        let lines = services.map { service, counts in
            var object = JSONObject()
            object.set("service", service)
            object.set("counts", json: counts.json)
            object.set("total", counts.total)
            object.set("list", list + "?" + QueryParameters(["service": service ?? ""]).query)
            return object.json
        }
        object.set("services", json: JSONLiteral.array(lines))
        object.set("as_of", CompletionAnswer.time(asOf))
        return object
    }
}

extension FindCampaigns.Counts {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        for state in CampaignState.allCases { object.set(state.rawValue, byState[state] ?? 0) }
        return object.json
    }
}

extension CampaignMember {
    func json(on day: Day) -> [UInt8] {
        var object = JSONObject()
        var person = learner.json
        for name in AttributeFilter.names.sorted() { person.set(name.rawValue, learner.values(on: day)[name]) }
        object.set("person", json: person.json)
        object.set("state", state.rawValue)
        object.set("done", progress.done)
        object.set("total", progress.steps.count)
        object.set("percent", progress.percent)
        object.set("completed_at", progress.completedAt.flatMap { $0 == .min ? nil : CompletionAnswer.time($0) })
        object.set("next", json: JSONLiteral.array(progress.next.map { JSONText.string($0.course.iri) }))
        return object.json
    }

    static let columns =
        ["person", "matricule", "name"] + AttributeFilter.names.sorted().map(\.rawValue)
        + ["state", "done", "total", "percent", "completed_at", "next", "deadline"]

    func cells(in campaign: Campaign, on day: Day) -> [String] {
        let values = learner.values(on: day)
        let completed = progress.completedAt.flatMap { $0 == .min ? nil : CompletionAnswer.time($0) }
        return [
            learner.person?.id.canonical ?? "", learner.person?.matricule ?? "", learner.person?.name ?? "",
        ] + AttributeFilter.names.sorted().map { values[$0] ?? "" } + [
            state.rawValue, String(progress.done), String(progress.steps.count), String(progress.percent),
            completed ?? "", progress.next.map(\.course.title).joined(separator: " ; "),
            CompletionAnswer.time(campaign.deadline),
        ]
    }
}

extension CampaignDraft {
    private static let members: Set = ["title", "path", "for", "deadline"]

    /// Reads `{"title": {"fr": "…", "en": "…"}, "path": "…", "deadline": "2026-12-31", "for": {"service": "…"}}`.
    init(reading json: JSONValue) throws(Problem) {
        try json.requireMembers(Self.members)
        let title = JSONPointer().appending("title")
        let names = json[key: "title"]
        try names?.requireMembers(["fr", "en"], at: title)
        let audience = try PathDraft.audience(json[key: "for"])
        self.init(
            title: LocalizedText(
                french: try PathDraft.text(names?[key: "fr"], longest: Self.longestTitle, at: title.appending("fr")),
                english: try PathDraft.text(names?[key: "en"], longest: Self.longestTitle, at: title.appending("en"))
            ),
            path: try PathDraft.text(json[key: "path"], longest: 100, at: JSONPointer().appending("path")),
            audience: audience.isEmpty ? nil : audience, deadline: try Self.deadline(json[key: "deadline"])
        )
    }

    /// A time; or a day, whose end in Paris is meant.
    static func deadline(_ value: JSONValue?) throws(Problem) -> Int64 {
        if let text = value?.string {
            if let day = Day(text) { return PlainDate.start(inParisOfDay: day.number + 1) }
            if let time = Instant(iso8601: text) { return time.microseconds }
        }
        throw .invalid(
            "/deadline", french: "Un jour (2026-12-31), dont la fin compte, ou une heure précise.",
            english: "A day (2026-12-31), whose end counts, or a time."
        )
    }
}
