import Completion
import LearningRecords

/// What a GET on completions asks, and the form of the answer.
struct CompletionQuestion {
    static let parameters: Set<String> = [
        "actor", "person", "course", "status", "cursor", "limit", "format", "separator", "bom",
    ]

    let request: FindCompletions.Request
    /// Nil where JSON is asked.
    let csv: CompletionCSV?

    init(_ query: QueryParameters) throws {
        var request = FindCompletions.Request()
        request.actor = try query.agent("actor")
        request.person = try query.uuid("person")
        request.course = query["course"]
        request.status = try query.status()
        request.limit = try query.number("limit", in: 1...FindCompletions.largestPage) ?? request.limit
        request.cursor = try query.completionCursor()
        self.request = request
        csv = try query.csv()
    }
}

extension QueryParameters {
    fileprivate func status() throws(Problem) -> CompletionStatus? {
        guard let text = self["status"] else { return nil }
        guard let status = CompletionStatus(rawValue: text) else {
            let list = CompletionStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("status", french: "un de : \(list).", english: "one of: \(list).")
        }
        return status
    }

    fileprivate func completionCursor() throws(Problem) -> CompletionCursor? {
        guard let text = self["cursor"] else { return nil }
        guard let cursor = CompletionCursor(text: text) else {
            throw .invalidParameter("cursor", french: "n’est pas lisible.", english: "is not readable.")
        }
        return cursor
    }

    /// `format=csv`, with `separator=;` (the default: what French spreadsheets expect) or `,`, and `bom=true`.
    fileprivate func csv() throws(Problem) -> CompletionCSV? {
        guard ["json", "csv", nil].contains(self["format"]) else {
            throw .invalidParameter("format", french: "json ou csv.", english: "json or csv.")
        }
        let separator = self["separator"] ?? ";"
        guard separator == ";" || separator == "," else {
            throw .invalidParameter("separator", french: "« ; » ou « , ».", english: "“;” or “,”.")
        }
        let hasByteOrderMark = try boolean("bom") ?? false
        guard self["format"] == "csv" else { return nil }
        return CompletionCSV(separator: separator, hasByteOrderMark: hasByteOrderMark)
    }
}
