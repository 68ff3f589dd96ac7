import HTTPTypes
import Hummingbird
package import LearningRecords
import Persistence
import XAPI

/// Who read learners' data, for the data protection officer (`docs/access-log.md`).
struct AccessLogRoutes: Sendable {
    let useCases: UseCases

    private static let path = "/api/v1/access-log"
    private static let parameters = CSVTable.parameters.union(["since", "until", "key", "person", "limit", "cursor"])

    var routes: [Route] {
        [Route(.get, Self.path, .anyOf([.accessLog]), parameters: Self.parameters, use: list).readingLearners()]
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        let csv = try query.table()
        var asked = FindReads.Request()
        (asked.since, asked.until) = (try query.moment("since"), try query.moment("until"))
        (asked.key, asked.person) = (query["key"], try query.uuid("person"))
        asked.limit = try query.number("limit", in: 1...FindReads.largestPage) ?? asked.limit
        if let text = query["cursor"] {
            guard let cursor = ReadCursor(text: text) else {
                throw Problem.invalidParameter("cursor", french: "n’est pas lisible.", english: "is not readable.")
            }
            asked.cursor = cursor
        }
        let (items, next) = try await useCases.reads.find(asked)
        let link = next.map { Self.path + "?" + query.setting("cursor", $0.text).query }
        guard let csv else { return .list(items.map(\.json.json), next: link) }
        return csv.response([FindReads.Item.columns] + items.map(\.cells), named: "access-log", next: link)
    }
}

/// The use cases of the access log.
package struct ReadUseCases: Sendable {
    package let log: LogReads
    let find: FindReads

    init(database: any Database, clock: @escaping @Sendable () -> Int64) {
        log = LogReads(database: database, clock: clock)
        find = FindReads(database: database)
    }
}

extension FindReads.Item {
    fileprivate static let columns = [
        "at", "key", "name", "route", "person", "actor", "question", "inspection", "purpose", "status", "times", "leaf",
    ]

    fileprivate var cells: [String] {
        let content = read.content
        return [
            time, content.key, content.keyName, content.route, content.person?.canonical ?? "", actor ?? "",
            content.question, content.inspection?.canonical ?? "", content.purpose ?? "", String(content.status),
            String(read.times), leaf.map { String($0) } ?? "",
        ]
    }

    fileprivate var json: JSONObject {
        let content = read.content
        var object = JSONObject()
        object.set("at", time)
        object.set("key", content.key)
        object.set("name", content.keyName)
        object.set("route", content.route)
        object.set("person", content.person?.canonical)
        object.set("actor", actor)
        object.set("question", content.question)
        object.set("inspection", content.inspection?.canonical)
        object.set("purpose", content.purpose)
        object.set("status", content.status)
        object.set("times", read.times)
        object.set("leaf", json: leaf.map { Array(String($0).utf8) } ?? JSONLiteral.null)
        return object
    }

    private var time: String { Instant(microseconds: read.at).rfc3339 }
    private var actor: String? { read.content.actor.map { hexadecimal($0) } }
}
