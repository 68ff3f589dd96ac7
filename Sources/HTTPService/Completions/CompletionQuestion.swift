import Completion
import LearningRecords
import XAPI

/// What a GET on completions asks, and the form of the answer.
struct CompletionQuestion {
    static let parameters: Set<String> = CSVTable.parameters.union(QueryParameters.attributes).union([
        "actor", "person", "course", "path", "source", "status", "attributes", "completed_since", "completed_before",
        "as_of",
        "cursor", "limit",
    ])

    let request: FindCompletions.Request
    /// Nil where JSON is asked.
    let csv: CSVTable?

    init(_ query: QueryParameters) throws {
        var request = FindCompletions.Request()
        request.actor = try query.agent("actor")
        request.person = try query.uuid("person")
        request.course = query["course"]
        request.source = query["source"]
        request.path = query["path"]
        request.status = try query.status()
        request.attributes.values = query.attributeValues
        request.attributes.isOfCompletion = try query.isOfCompletion()
        request.completed = try query.completed()
        request.asOf = try query.moment("as_of")
        request.limit = try query.number("limit", in: 1...FindCompletions.largestPage) ?? request.limit
        request.cursor = try query.completionCursor()
        self.request = request
        csv = try query.table()
    }
}

/// What a GET on the summary of completions asks.
struct SummaryQuestion {
    static let parameters: Set<String> = CSVTable.parameters.union(QueryParameters.attributes).union(["by", "course"])

    let request: SummarizeCompletions.Request
    let csv: CSVTable?

    init(_ query: QueryParameters) throws(Problem) {
        let dimensions = SummarizeCompletions.Dimension.all
        guard let dimension = dimensions.first(where: { $0.name == query["by"] }) else {
            let list = dimensions.map(\.name).joined(separator: ", ")
            throw .invalidParameter("by", french: "un de : \(list).", english: "one of: \(list).")
        }
        var request = SummarizeCompletions.Request(by: dimension)
        request.course = query["course"]
        request.attributes.values = query.attributeValues
        for (name, value) in request.attributes.values where value.isEmpty {
            throw .invalidParameter(name.rawValue, french: "une valeur.", english: "a value.")
        }
        self.request = request
        csv = try query.table()
    }
}

extension QueryParameters {
    /// Parameters that choose people by what they are.
    static let attributes = Set(AttributeFilter.names.map(\.rawValue))

    var attributeValues: [AttributeName: String] {
        AttributeFilter.names.reduce(into: [:]) { values, name in values[name] = self[name.rawValue] }
    }

    fileprivate func status() throws(Problem) -> CompletionStatus? {
        guard let text = self["status"] else { return nil }
        guard let status = CompletionStatus(rawValue: text) else {
            let list = CompletionStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("status", french: "un de : \(list).", english: "one of: \(list).")
        }
        return status
    }

    /// `attributes=then`: as they were on the day of completion; `now`, the default: as they are today.
    fileprivate func isOfCompletion() throws(Problem) -> Bool {
        switch self["attributes"] {
        case nil, "now": return false
        case "then": return true
        default: throw .invalidParameter("attributes", french: "now ou then.", english: "now or then.")
        }
    }

    /// Since a time, included, and before another, excluded.
    fileprivate func completed() throws(Problem) -> Range<Int64>? {
        let (since, before) = (try moment("completed_since"), try moment("completed_before"))
        guard since != nil || before != nil else { return nil }
        let start = since ?? Instant.earliest.microseconds
        guard let end = before else { return start..<Int64.max }
        guard start <= end else {
            throw .invalidParameter(
                "completed_before", french: "avant « completed_since ».", english: "before “completed_since”."
            )
        }
        return start..<end
    }

    /// A day, whose first moment is meant, or a point in time.
    func moment(_ name: String) throws(Problem) -> Int64? {
        if let text = self[name], let day = Day(text) { return Instant(iso8601: day.text + "T00:00:00Z")?.microseconds }
        return try timestamp(name)?.microseconds
    }

    func completionCursor() throws(Problem) -> CompletionCursor? {
        guard let text = self["cursor"] else { return nil }
        guard let cursor = CompletionCursor(text: text) else {
            throw .invalidParameter("cursor", french: "n’est pas lisible.", english: "is not readable.")
        }
        return cursor
    }
}
