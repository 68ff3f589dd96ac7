import Completion
import LearningRecords
import XAPI

/// How a summary is shown: each line with the address of the list behind it.
struct SummaryView {
    let request: SummarizeCompletions.Request
    /// Of the request: what the lists are narrowed by.
    let filters: QueryParameters

    func json(_ summary: SummarizeCompletions.Summary) -> JSONObject {
        var object = JSONObject()
        object.set("by", request.by.name)
        object.set("items", json: JSONLiteral.array(summary.lines.map { json($0).json }))
        object.set("next", String?.none)
        object.set("counts", json: summary.total.json)
        object.set("total", summary.total.total)
        object.set("as_of", Instant(microseconds: summary.asOf).rfc3339)
        object.set("pending", summary.isPending)
        return object
    }

    private func json(_ line: SummarizeCompletions.Line) -> JSONObject {
        var object = JSONObject()
        switch line.key {
        case .attribute(let name, let value): object.set(name.rawValue, value)
        case .source(let name): object.set("source", name)
        case .month(let month): object.set("month", month.text)
        case .course(let iri, let title, let source):
            var course = JSONObject()
            course.set("id", iri)
            course.set("title", title)
            course.set("source", source)
            object.set("course", json: course.json)
        }
        object.set("counts", json: line.tally.json)
        object.set("total", line.tally.total)
        object.set("list", list(behind: line.key))
        return object
    }

    /// A line of column names, then one for each line.
    func rows(_ summary: SummarizeCompletions.Summary) -> [[String]] {
        let keys = if case .course = request.by { ["course_id", "course_title", "source"] } else { [request.by.name] }
        let statuses = CompletionStatus.allCases.map(\.rawValue)
        return [keys + statuses + ["total", "list"]]
            + summary.lines.map { line in
                cells(line.key) + CompletionStatus.allCases.map { String(line.tally[$0]) }
                    + [String(line.tally.total), list(behind: line.key)]
            }
    }

    private func cells(_ key: SummarizeCompletions.Key) -> [String] {
        switch key {
        case .attribute(_, let value): [value ?? ""]
        case .source(let name): [name]
        case .month(let month): [month.text]
        case .course(let iri, let title, let source): [iri, title, source]
        }
    }

    /// `&status=` narrows it further.
    private func list(behind key: SummarizeCompletions.Key) -> String {
        var query = filters
        for name in CSVTable.parameters.union(["by"]) { _ = query.remove(name) }
        switch key {
        case .attribute(let name, let value): query = query.setting(name.rawValue, value ?? "")
        case .source(let name): query = query.setting("source", name)
        case .course(let iri, _, _): query = query.setting("course", iri)
        case .month(let month):
            query = query.setting("completed_since", month.text + "-01")
                .setting("completed_before", month.next.text + "-01")
        }
        return CompletionRoutes.path + "?" + query.query
    }
}

extension Tally {
    /// A count for each status.
    var json: [UInt8] {
        var object = JSONObject()
        for status in CompletionStatus.allCases { object.set(status.rawValue, self[status]) }
        return object.json
    }
}
