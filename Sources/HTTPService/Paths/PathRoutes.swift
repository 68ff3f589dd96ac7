import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords

/// Paths: made, shown, and how far people are on them (`docs/paths.md`).
struct PathRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/paths"
    private static let one = path + "/{id}"
    private static let progress: Set<String> = CSVTable.parameters.union(QueryParameters.attributes).union([
        "version", "person", "status", "limit", "cursor",
    ])

    var routes: [Route] {
        [
            Route(.get, Self.path, .anyOf([.rules, .completions]), parameters: ["limit", "cursor"], use: list),
            Route(.get, Self.one, .anyOf([.rules, .completions]), parameters: ["version"], use: show),
            Route(.put, Self.one, .anyOf([.rules]), use: save),
            Route(
                .get, Self.one + "/progress", .anyOf([.completions]), parameters: Self.progress, use: measure
            ).readingLearners(),
        ]
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindPaths.largestPage) ?? 50
        let found = try await useCases.paths.find(after: context.query["cursor"], limit: limit)
        let last = found.count == limit ? found.last : nil
        let next = last.map { Self.path + "?" + context.query.setting("cursor", $0.id).query }
        return .list(found.map(\.json.json), next: next)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        let version = try context.query.number("version", in: 1...1_000_000).map(Int64.init)
        guard let path = try await useCases.paths.find(try context.pathPart("id"), version: version) else {
            throw Problem.notFound
        }
        return .json(path.json)
    }

    @Sendable func save(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.pathPart("id")
        guard SavePath.isID(id) else { throw Problem.notFound }
        let body = try await settings.jsonObject(of: request)
        let draft = try PathDraft(reading: body)
        let version = try body.followedVersion()
        let key = try context.caller().key
        switch try await useCases.paths.save(draft, as: id, following: version, by: key) {
        case .created(let path): return .json(path.json, status: .created)
        case .unchanged(let path): return .json(path.json)
        case .conflict(let newest):
            throw Problem(
                .conflict,
                french: "La dernière version est la \(newest) : quelqu’un a été plus rapide.",
                english: "The newest version is \(newest): somebody was faster."
            )
        case .unknownCourse(let step, let place):
            throw Problem.invalid(
                draft.pointer(step: step, place: place, in: body), french: "Aucun cours n’a cet id.",
                english: "No course has this id."
            )
        }
    }

    @Sendable func measure(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        var asked = FindPathProgress.Request(path: try context.pathPart("id"))
        asked.version = try query.number("version", in: 1...1_000_000).map(Int64.init)
        asked.person = try query.uuid("person")
        asked.attributes = query.attributeValues
        asked.status = try query.pathStatus()
        asked.limit = try query.number("limit", in: 1...FindPathProgress.largestPage) ?? asked.limit
        asked.cursor = try query.completionCursor()
        let csv = try query.table()
        switch try await useCases.paths.progress(asked) {
        case .unknownPath: throw Problem.notFound
        case .unknownPerson: throw Problem.unknownPerson
        case .nobodyAsked:
            throw Problem.invalidParameter(
                "person",
                french:
                    "Ce parcours n’est destiné à personne en particulier : nommez une personne, un service, un métier…",
                english: "This path is for nobody in particular: name a person, a service, a métier…"
            )
        case .found(let page):
            let address = "\(Self.path)/\(page.path.id)/progress?"
            let next = page.next.map { address + query.setting("cursor", $0.text).query }
            let rows = page.items.map { $0.cells(on: page.path, at: page.asOf) }
            return csv?.response([FindPathProgress.Item.columns] + rows, named: "progress", next: next)
                ?? .list(page.items.map { $0.json(on: page.path, page.sessions, at: page.asOf) }, next: next)
        }
    }
}

extension JSONValue {
    fileprivate func followedVersion() throws(Problem) -> Int64? {
        guard let value = self[key: "version"], !value.isNull else { return nil }
        guard let version = value.integer, (0...1_000_000).contains(version) else {
            throw .invalid("/version", french: "Un nombre entier à partir de 0.", english: "A whole number from 0 on.")
        }
        return version
    }
}

extension QueryParameters {
    fileprivate func pathStatus() throws(Problem) -> PathProgress.Status? {
        guard let text = self["status"] else { return nil }
        guard let status = PathProgress.Status(rawValue: text) else {
            let list = PathProgress.Status.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("status", french: "un de : \(list).", english: "one of: \(list).")
        }
        return status
    }
}
