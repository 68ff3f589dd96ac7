import Completion
import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import Logging
import XAPI

/// Rules: made, shown, tried, and put in force in courses (`docs/rules.md`).
struct RuleRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/rules"
    private static let one = path + "/{id}"
    private static let inForce = "/api/v1/courses/{id}/rule"

    var routes: [Route] {
        [
            Route(.get, Self.path, .anyOf([.rules, .completions]), parameters: ["limit", "cursor"], use: list),
            Route(.get, Self.one, .anyOf([.rules, .completions]), parameters: ["version"], use: show),
            Route(.put, Self.one, .anyOf([.rules]), use: save),
            Route(.post, Self.one + "/trial", .anyOf([.rules]), use: tryOut).readingLearners(),
            Route(.get, Self.inForce, .anyOf([.rules, .completions]), use: showInForce),
            Route(.put, Self.inForce, .anyOf([.rules]), use: putInForce),
        ]
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindRules.largestPage) ?? 100
        let after = context.query["cursor"]
        let found = try await useCases.rules.find(after: after, limit: limit)
        let made = found.filter { !$0.isShipped }
        let next =
            made.count == limit
            ? made.last.map { Self.path + "?" + context.query.setting("cursor", $0.rule.id).query } : nil
        return .list(found.map { $0.json.json }, next: next)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        let version = try context.query.number("version", in: 1...1_000_000).map(Int64.init)
        let found = try await useCases.rules.find(try context.pathPart("id"), version: version)
        guard let found else { throw Problem.notFound }
        return .json(found.json)
    }

    @Sendable func save(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.pathPart("id")
        let document = try await settings.jsonObject(of: request, limit: RuleDocument.largest)
        switch try await useCases.rules.save(document, as: id, by: try context.caller().key) {
        case .created(let rule): return .json(rule.json, status: .created)
        case .unchanged(let rule): return .json(rule.json)
        case .invalidID: throw Problem.notFound
        case .refused(let error):
            throw Problem.invalid(
                error.pointer.description, french: error.message.french, english: error.message.english
            )
        case .shipped:
            throw Problem(
                .conflict,
                french: "Cette règle est livrée avec Relevé et ne change pas ; faites-en une sous un autre id.",
                english: "This rule comes with Relevé and does not change; make one under another id."
            )
        case .conflict(let newest):
            throw Problem(
                .conflict,
                french: "Le document porte un autre id, ou une autre version que la dernière (\(newest)).",
                english: "The document has another id, or another version than the newest (\(newest))."
            )
        }
    }

    @Sendable func tryOut(request: Request, context: ServiceContext) async throws -> Response {
        // It names people.
        guard try context.caller().may(.completions) else { throw Problem.forbidden(needing: [.completions]) }
        let body = try await settings.jsonObject(of: request)
        try body.requireMembers(["course", "version"])
        let course = try body.course()
        let version = try body.version()
        switch try await useCases.rules.tryOut(try context.pathPart("id"), version: version, in: course) {
        case .found(let report): return .json(report.json)
        case .unknownRule: throw Problem.notFound
        case .unknownCourse: throw Problem.noCourse
        case .unknownItem(let item): throw Problem.unknownItem(item)
        }
    }

    @Sendable func showInForce(request: Request, context: ServiceContext) async throws -> Response {
        guard let rules = try await useCases.rules.findInForce(try context.pathPart("id")) else {
            throw Problem.notFound
        }
        return .json(rules.json)
    }

    @Sendable func putInForce(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request)
        try body.requireMembers(["rule", "version"])
        guard let rule = body[key: "rule"] else {
            throw Problem.invalid("/rule", french: "L’id d’une règle.", english: "The id of a rule.")
        }
        let asked = PutRuleInForce.Request(
            course: try context.pathPart("id"),
            rule: try rule.text(ofBytes: 1...100, at: JSONPointer().appending("rule")),
            version: try body.version()
        )
        switch try await useCases.rules.putInForce(asked, by: try context.caller().key) {
        case .inForce(let rules):
            context.logger.info("rule in force", metadata: ["rule": "\(asked.rule)"])
            return .json(rules.json)
        case .unknownCourse: throw Problem.notFound
        case .unknownRule:
            throw Problem.invalid("/rule", french: "Aucune règle n’a cet id.", english: "No rule has this id.")
        case .unknownVersion:
            throw Problem.invalid(
                "/version", french: "La règle n’a pas cette version.", english: "The rule has no such version."
            )
        case .unknownItem(let item): throw Problem.unknownItem(item)
        }
    }
}

extension JSONValue {
    fileprivate func course() throws(Problem) -> String {
        guard let course = self[key: "course"] else { throw .noCourse }
        return try course.text(ofBytes: 1...2_000, at: JSONPointer().appending("course"))
    }

    fileprivate func version() throws(Problem) -> Int64? {
        guard let value = self[key: "version"], !value.isNull else { return nil }
        guard let version = value.integer, (1...1_000_000).contains(version) else {
            throw .invalid("/version", french: "Un nombre entier à partir de 1.", english: "A whole number from 1 on.")
        }
        return version
    }
}

extension Problem {
    static var noCourse: Problem {
        invalid("/course", french: "Aucun cours n’a cet id.", english: "No course has this id.")
    }

    fileprivate static func unknownItem(_ item: String) -> Problem {
        invalid(
            "/rule",
            french: "La règle nomme « \(item) », que le cours n’a dans aucune version.",
            english: "The rule names “\(item)”, which no version of the course has."
        )
    }
}
