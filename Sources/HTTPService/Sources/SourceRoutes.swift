import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// Sources of statements: for which courses they are trusted, and what is odd in what they send (`docs/sources.md`).
struct SourceRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/sources"
    private static let one = path + "/{id}"

    var routes: [Route] {
        [
            Route(.get, Self.path, .anyOf([.rules]), use: list),
            Route(.get, Self.one, .anyOf([.rules]), use: show),
            Route(.put, Self.one, .anyOf([.rules]), use: save),
            Route(.get, Self.one + "/advisory", .anyOf([.rules]), use: advise),
        ]
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        .list(try await useCases.sources.find().map { $0.json.json }, next: nil)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        guard let source = try await useCases.sources.find(try context.pathPart("id")) else { throw Problem.notFound }
        return .json(source.json)
    }

    @Sendable func save(request: Request, context: ServiceContext) async throws -> Response {
        let name = try context.pathPart("id")
        let asked = try SaveSource.Request(name: name, reading: try await settings.jsonObject(of: request))
        switch try await useCases.sources.save(asked, by: try context.caller().key) {
        case .created(let source): return .json(source.json, status: .created)
        case .saved(let source): return .json(source.json)
        case .invalidName: throw Problem.notFound
        case .unknownCourse(let place):
            throw Problem.invalid(
                JSONPointer().appending("courses").appending(place).description,
                french: "Aucun cours n’a cet id.",
                english: "No course has this id."
            )
        }
    }

    @Sendable func advise(request: Request, context: ServiceContext) async throws -> Response {
        guard let advice = try await useCases.sources.advise(try context.pathPart("id")) else { throw Problem.notFound }
        return .json(advice.json(in: context.language(of: request)))
    }
}

extension SaveSource.Request {
    /// Reads `{"label": "CEGOS", "courses": "all"}`, or a list of courses' ids.
    fileprivate init(name: String, reading json: JSONValue) throws(Problem) {
        try json.requireMembers(["label", "courses"])
        var label: String?
        if let value = json[key: "label"], !value.isNull {
            label = try value.text(ofBytes: 1...200, at: JSONPointer().appending("label"))
        }
        self.init(name: name, label: label, trust: try Self.trust(json[key: "courses"]))
    }

    private static func trust(_ value: JSONValue?) throws(Problem) -> StatementSource.Trust {
        if value?.string == "all" { return .all }
        let most = StatementSource.mostCourses
        guard let value, value.kind == .array, value.count <= most else {
            throw .invalid(
                "/courses",
                french: "« all », ou une liste de \(most) ids de cours au plus.",
                english: "“all”, or a list of at most \(most) ids of courses."
            )
        }
        var courses: [String] = []
        for (place, element) in value.elements.enumerated() {
            courses.append(
                try element.text(ofBytes: 1...2_000, at: JSONPointer().appending("courses").appending(place))
            )
        }
        return .courses(courses)
    }
}

extension StatementSource {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.set("id", name)
        object.set("label", label)
        switch trust {
        case .all: object.set("courses", "all")
        case .courses(let iris): object.set("courses", json: JSONLiteral.array(iris.map { JSONText.string($0) }))
        }
        object.set("trusted_since", trustedSince.map { Instant(microseconds: $0).rfc3339 })
        let keys = keys.map { key in
            var object = JSONObject()
            object.set("key", key.id)
            object.set("label", key.label)
            object.set("created_at", Instant(microseconds: key.createdAt).rfc3339)
            object.set("revoked_at", key.revokedAt.map { Instant(microseconds: $0).rfc3339 })
            return object.json
        }
        object.set("keys", json: JSONLiteral.array(keys))
        return object
    }
}

extension AdviseSource.Advice {
    fileprivate func json(in language: Language) -> JSONObject {
        var object = JSONObject()
        object.set("source", source)
        object.set("statements", statements)
        object.set("from", period.map { Instant(microseconds: $0.lowerBound).rfc3339 })
        object.set("until", period.map { Instant(microseconds: $0.upperBound).rfc3339 })
        object.set("findings", json: JSONLiteral.array(findings.map { $0.json(in: language) }))
        return object
    }
}

extension SourceFinding {
    fileprivate func json(in language: Language) -> [UInt8] {
        var object = JSONObject()
        object.set("code", code.rawValue)
        object.set("severity", code.severity.rawValue)
        object.set("message", message.text(in: language))
        object.set("count", count)
        object.set("of", total)
        object.set("examples", json: JSONLiteral.array(examples.map { JSONText.string($0.canonical) }))
        return object.json
    }
}
