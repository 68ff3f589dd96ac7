import ExactJSON
import LearningRecords
import XAPI

extension RetentionSchedule.Draft {
    private static let members: Set = ["name", "category", "after", "from", "for", "enabled"]

    /// Reads `{"name": "…", "category": "people-gone", "after": "P5Y", "from": "employer", "for": {"category": "C"}}`.
    init(reading json: JSONValue) throws(Problem) {
        try json.requireMembers(Self.members)
        guard let category = json[key: "category"]?.string.flatMap(RetentionSchedule.Category.init(rawValue:)) else {
            let list = RetentionSchedule.Category.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("/category", french: "Une de : \(list).", english: "One of: \(list).")
        }
        guard let period = json[key: "after"]?.string.flatMap({ RetentionPeriod($0) }) else {
            throw .invalid(
                "/after", french: "Une durée du calendrier d’un jour à 200 ans, sans heures : P5Y, P18M, P90D.",
                english: "A period of the calendar from one day to 200 years, without hours: P5Y, P18M, P90D."
            )
        }
        self.init(
            name: try PathDraft.text(
                json[key: "name"], longest: RetentionSchedule.longestName, at: JSONPointer().appending("name")
            ),
            category: category, period: period, attribute: try Self.attribute(json[key: "from"], of: category),
            audience: try Self.audience(json[key: "for"], of: category), isEnabled: try Self.flag(json[key: "enabled"])
        )
    }

    /// Whose end begins the period; other categories have one moment each.
    private static func attribute(
        _ value: JSONValue?, of category: RetentionSchedule.Category
    ) throws(Problem) -> AttributeName? {
        guard category == .peopleGone else {
            guard value?.isNull ?? true else {
                throw .invalid(
                    "/from", french: "Seulement pour people-gone.", english: "Only of people-gone."
                )
            }
            return nil
        }
        let names = AttributeName.allCases.filter { !$0.isRestricted }
        guard let name = value?.string.flatMap(AttributeName.init(rawValue:)), names.contains(name) else {
            let list = names.map(\.rawValue).joined(separator: ", ")
            throw .invalid(
                "/from", french: "L’attribut dont la fin compte : \(list).",
                english: "The attribute whose end counts: \(list)."
            )
        }
        return name
    }

    private static func audience(
        _ value: JSONValue?, of category: RetentionSchedule.Category
    ) throws(Problem) -> [AttributeName: String] {
        let audience = try PathDraft.audience(value)
        guard audience.isEmpty || category == .peopleGone else {
            throw .invalid("/for", french: "Seulement pour people-gone.", english: "Only of people-gone.")
        }
        return audience
    }

    private static func flag(_ value: JSONValue?) throws(Problem) -> Bool {
        guard let value, !value.isNull else { return true }
        guard let flag = value.bool else {
            throw .invalid("/enabled", french: "true ou false.", english: "true or false.")
        }
        return flag
    }
}

extension RetentionSchedule {
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", id)
        object.set("version", version)
        object.set("name", draft.name)
        object.set("category", draft.category.rawValue)
        object.set("after", draft.period.text)
        object.set("from", draft.attribute?.rawValue)
        var people = JSONObject()
        for (name, value) in draft.audience.sorted(by: { $0.key < $1.key }) { people.set(name.rawValue, value) }
        object.set("for", json: people.json)
        object.set("enabled", draft.isEnabled)
        object.set("set_by", key)
        object.set("at", Instant(microseconds: at).rfc3339)
        return object
    }
}

extension RetentionPlan {
    var json: JSONObject {
        var object = JSONObject()
        object.set("dry_run", true)
        object.set("plan", digest)
        object.set("at", Instant(microseconds: at).rfc3339)
        object.set("due", json: due.json)
        object.set("answers_changed", due.answers)
        object.set("schedules", json: JSONLiteral.array(parts.map { $0.json.json }))
        object.set("people", json: JSONLiteral.array(people.map { JSONText.string($0.canonical) }))
        object.set("whole", isWhole)
        return object
    }
}

extension RetentionPlan.Part {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.set("schedule", schedule.id)
        object.set("version", schedule.version)
        object.set("category", schedule.draft.category.rawValue)
        object.set("due", json: due.json)
        let holds = held.sorted { $0.key.canonical < $1.key.canonical }.map { hold, count in
            var object = JSONObject()
            object.set("hold", hold.canonical)
            object.set("items", count)
            return object.json
        }
        object.set("held", json: JSONLiteral.array(holds))
        return object
    }
}

extension RetentionRun {
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", id.canonical)
        object.set("state", finishedAt == nil ? "running" : "done")
        object.set("key", key)
        object.set("at", Instant(microseconds: at).rfc3339)
        object.set("finished_at", finishedAt.map { Instant(microseconds: $0).rfc3339 })
        object.set("plan", plan)
        object.set("schedules", json: JSONLiteral.array(parts.map { $0.json.json }))
        object.set("after", json: after ?? JSONLiteral.null)
        object.set("erasures", json: JSONLiteral.array(tombstones.map { JSONText.string($0.canonical) }))
        object.set("leaf", json: leaf.map { Array(String($0).utf8) } ?? JSONLiteral.null)
        return object
    }
}

extension RetentionRun.Part {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.set("schedule", schedule)
        object.set("version", version)
        object.set("before", json: before.json)
        object.set("gone", json: gone.json)
        object.set("kept", kept)
        object.set("waiting", waiting)
        return object
    }
}
