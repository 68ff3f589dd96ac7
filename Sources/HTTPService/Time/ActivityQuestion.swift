import LearningRecords
import XAPI

/// What a GET on activity asks: a window of time, by what it is counted, and for whom.
struct ActivityQuestion {
    static let parameters: Set<String> = CSVTable.parameters.union(QueryParameters.attributes).union([
        "by", "window", "since", "until", "course", "source",
    ])

    let request: MeasureActivity.Request
    let csv: CSVTable?

    /// A century: more is a mistake.
    private static let longest: Int64 = 100 * 31_556_952_000_000

    init(_ query: QueryParameters, now: Int64) throws {
        let dimensions = MeasureActivity.Dimension.all
        let name = query["by"] ?? "learner"
        guard let dimension = dimensions.first(where: { $0.name == name }) else {
            let list = dimensions.map(\.name).joined(separator: ", ")
            throw Problem.invalidParameter("by", french: "un de : \(list).", english: "one of: \(list).")
        }
        var request = MeasureActivity.Request(by: dimension, in: try Self.window(query, now: now))
        request.filter.course = query["course"]
        request.filter.source = query["source"]
        request.filter.attributes = query.attributeValues
        self.request = request
        csv = try query.table()
    }

    /// `window=P15D` before `until`, which is now where it is not said; or `since` and `until`.
    private static func window(_ query: QueryParameters, now: Int64) throws -> Range<Int64> {
        let end = try query.moment("until") ?? now
        if let since = try query.moment("since") {
            guard query["window"] == nil else {
                throw Problem.invalidParameter("window", french: "ou « since ».", english: "or “since”.")
            }
            guard since < end, end - since <= longest else { throw Problem.windowTooLong("since") }
            return since..<end
        }
        guard let text = query["window"], let duration = ISODuration(iso8601: text), duration.microseconds > 0 else {
            throw Problem.invalidParameter(
                "window", french: "une durée ISO 8601, comme P15D.", english: "an ISO 8601 duration, such as P15D."
            )
        }
        guard duration.microseconds <= longest, end - duration.microseconds >= Instant.earliest.microseconds else {
            throw Problem.windowTooLong("window")
        }
        return end - duration.microseconds..<end
    }
}

extension Problem {
    fileprivate static func windowTooLong(_ name: String) -> Problem {
        invalidParameter(
            name,
            french: "la période doit finir après son début, et durer cent ans au plus.",
            english: "the period must end after it begins, and last a hundred years at most."
        )
    }
}
