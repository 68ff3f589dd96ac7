import LearningRecords
import XAPI

/// How activity is shown: each line with the address of the learners behind it.
struct ActivityView {
    let request: MeasureActivity.Request
    let filters: QueryParameters

    func json(_ measure: MeasureActivity.Measure) -> JSONObject {
        var object = JSONObject()
        object.set("by", request.by.name)
        object.set("since", time(request.window.lowerBound))
        object.set("until", time(request.window.upperBound))
        object.set("learners", measure.learners)
        measure.total.add(to: &object)
        object.set("items", json: JSONLiteral.array(measure.lines.map { json($0).json }))
        object.set("next", String?.none)
        object.set("as_of", time(measure.asOf))
        return object
    }

    private func json(_ line: MeasureActivity.Line) -> JSONObject {
        var object = JSONObject()
        switch line.key {
        case .learner(let learner):
            var person = JSONObject()
            person.set("id", learner.person?.id.canonical)
            person.set("matricule", learner.person?.matricule)
            person.set("name", learner.person?.name)
            person.set("actor", json: learner.actor?.agentJSON ?? JSONLiteral.null)
            object.set("person", json: person.json)
        case .attribute(let name, let value): object.set(name.rawValue, value)
        case .source(let name): object.set("source", name)
        case .month(let month): object.set("month", month.text)
        case .course(let course): object.set("course", json: course?.reference ?? JSONLiteral.null)
        }
        object.set("learners", line.learners)
        line.time.add(to: &object)
        object.set("list", list(behind: line.key))
        return object
    }

    /// A line of column names, then one for each line.
    func rows(_ measure: MeasureActivity.Measure) -> [[String]] {
        let keys =
            switch request.by {
            case .learner: ["person", "matricule", "name"]
            case .course: ["course_id", "course_title"]
            default: [request.by.name]
            }
        return [keys + ["learners", "sessions", "counted", "declared", "list"]]
            + measure.lines.map { line in
                cells(line.key) + [String(line.learners)] + line.time.cells + [list(behind: line.key)]
            }
    }

    private func cells(_ key: MeasureActivity.Key) -> [String] {
        switch key {
        case .learner(let learner):
            [
                learner.person?.id.canonical ?? "", learner.person?.matricule ?? "",
                learner.person?.name ?? learner.actor?.canonical ?? "",
            ]
        case .attribute(_, let value): [value ?? ""]
        case .source(let name): [name ?? ""]
        case .month(let month): [month.text]
        case .course(let course): [course?.id ?? "", course?.title ?? ""]
        }
    }

    /// Of a learner their lines, where somebody knows them; of all else the learners.
    private func list(behind key: MeasureActivity.Key) -> String {
        var query = filters
        for name in CSVTable.parameters.union(["by", "window", "since", "until"]) { _ = query.remove(name) }
        query = query.setting("by", "learner").setting("since", time(request.window.lowerBound))
            .setting("until", time(request.window.upperBound))
        switch key {
        case .learner(let learner):
            if let id = learner.person?.id { return "\(PeopleRoutes.path)/\(id.canonical)/time" }
            let actor = learner.actor.map { String(decoding: $0.agentJSON, as: UTF8.self) } ?? ""
            return CompletionRoutes.path + "?" + QueryParameters(["actor": actor]).query
        case .attribute(let name, let value): query = query.setting(name.rawValue, value ?? "")
        case .source(let name): query = query.setting("source", name ?? "")
        case .course(let course): query = query.setting("course", course?.id ?? "")
        case .month(let month):
            let part = request.window.clamped(to: month.start..<max(month.start, month.next.start))
            query = query.setting("since", time(part.lowerBound)).setting("until", time(part.upperBound))
        }
        return TimeRoutes.activity + "?" + query.query
    }

    private func time(_ microseconds: Int64) -> String { Instant(microseconds: microseconds).rfc3339 }
}

extension CompletionAnswer.Course {
    var reference: [UInt8] {
        var object = JSONObject()
        object.set("id", id)
        object.set("title", title)
        object.set("source", source)
        return object.json
    }
}

extension TimeTotals {
    /// Sessions, time counted, time declared.
    var cells: [String] {
        [
            String(sessions), ISODuration.text(of: counted), ISODuration.text(of: declared),
        ]
    }
}
