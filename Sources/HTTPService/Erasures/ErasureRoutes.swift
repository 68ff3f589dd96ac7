import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import Logging
import XAPI

/// Erasure of people, and holds that keep them (`docs/erasure.md`).
struct ErasureRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/erasures"
    private static let holds = "/api/v1/holds"

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.erasures]), parameters: ["dry_run"], use: erase),
            Route(.get, Self.path, .anyOf([.erasures]), parameters: ["limit", "cursor"], use: list),
            Route(.post, Self.holds, .anyOf([.erasures]), use: hold),
            Route(.get, Self.holds, .anyOf([.erasures]), parameters: ["person"], use: listHolds).readingLearners(),
            Route(.delete, Self.holds + "/{id}", .anyOf([.erasures]), use: lift),
        ]
    }

    /// `{"person": "…"}` or `{"actor": Agent}`, with `reason` and optionally `requested_by`; `dry_run=true` counts.
    @Sendable func erase(request: Request, context: ServiceContext) async throws -> Response {
        let isDryRun = try context.query.boolean("dry_run") ?? false
        let body = try await settings.jsonObject(of: request, limit: settings.bodyLimit)
        try body.requireMembers(["person", "actor", "reason", "requested_by"])
        let learner = try body.erasedLearner()
        let language = context.language(of: request)
        if isDryRun {
            return .json(try await useCases.erasures.erase.count(learner).orProblem().json(in: language))
        }
        var asked = ErasePerson.Request(learner, reason: try body.reason())
        if let value = body[key: "requested_by"], !value.isNull {
            asked.requestedBy = try value.text(ofBytes: 1...1_000, at: JSONPointer().appending("requested_by"))
        }
        let report = try await useCases.erasures.erase(asked, by: try context.caller().key).orProblem()
        context.logger.info("person erased", metadata: ["erasure": "\(report.erasure?.canonical ?? "")"])
        return .json(report.json(in: language), status: .created)
    }

    /// Tombstones, newest first.
    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindErasures.largestPage) ?? 50
        let before = try context.query.number("cursor", in: 1...Int.max).map(Int64.init)
        let (items, next) = try await useCases.erasures.find(before: before, limit: limit)
        let link = next.map { Self.path + "?" + context.query.setting("cursor", String($0)).query }
        return .list(items.map(\.json.json), next: link)
    }

    /// `{"person": "…", "reason": "…", "until": "2027-12-31"}`.
    @Sendable func hold(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request, limit: settings.bodyLimit)
        try body.requireMembers(["person", "reason", "until"])
        guard let person = try body.optionalID("person") else {
            throw Problem.invalid("/person", french: "Un UUID.", english: "A UUID.")
        }
        var until: Day?
        if let value = body[key: "until"], !value.isNull {
            guard let day = value.string.flatMap({ Day($0) }) else {
                throw Problem.invalid("/until", french: "Un jour : 2027-12-31.", english: "A day: 2027-12-31.")
            }
            until = day
        }
        let (reason, key) = (try body.reason(), try context.caller().key)
        switch try await useCases.erasures.holds.place(on: person, because: reason, until: until, by: key) {
        case .success(let hold): return .json(hold.json, status: .created)
        case .failure(.unknownPerson):
            throw Problem.invalid("/person", french: "Aucune personne n’a cet id.", english: "No person has this id.")
        case .failure(.endsInPast):
            throw Problem.invalid("/until", french: "Un jour à venir.", english: "A day to come.")
        }
    }

    @Sendable func listHolds(request: Request, context: ServiceContext) async throws -> Response {
        let items = try await useCases.erasures.holds.list(of: try context.query.uuid("person"))
        return .list(items.map(\.json.json), next: nil)
    }

    @Sendable func lift(request: Request, context: ServiceContext) async throws -> Response {
        guard let id = UUID(canonical: try context.pathPart("id")),
            try await useCases.erasures.holds.lift(id, by: try context.caller().key)
        else { throw Problem.notFound }
        return Response(status: .noContent)
    }
}
