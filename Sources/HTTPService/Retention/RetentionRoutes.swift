import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import Logging
import XAPI

/// How long what is kept, and runs that destroy what was kept long enough (`docs/retention.md`).
struct RetentionRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let schedules = "/api/v1/retention/schedules"
    private static let runs = "/api/v1/retention/runs"

    var routes: [Route] {
        [
            Route(.get, Self.schedules, .anyOf([.erasures]), parameters: ["all"], use: list),
            Route(.put, Self.schedules + "/{id}", .anyOf([.erasures]), use: set),
            Route(.post, Self.runs, .anyOf([.erasures]), use: start).readingLearners(),
            Route(.get, Self.runs + "/{id}", .anyOf([.erasures]), use: show).readingLearners(),
        ]
    }

    /// Those in force; `all=true` gives every version that ever was.
    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let all = try context.query.boolean("all") ?? false
        return .list(try await useCases.retention.set.list(all: all).map(\.json.json), next: nil)
    }

    @Sendable func set(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.pathPart("id")
        guard RetentionSchedule.isID(id) else {
            throw Problem.invalidParameter(
                "id", french: "1 à 64 lettres minuscules sans accent, chiffres et tirets.",
                english: "1 to 64 small letters without accents, digits and hyphens."
            )
        }
        let draft = try RetentionSchedule.Draft(reading: try await settings.jsonObject(of: request))
        switch try await useCases.retention.set(id, to: draft, by: try context.caller().key) {
        case .set(let schedule, let isNew):
            return .json(schedule.json, status: isNew && schedule.version == 1 ? .created : .ok)
        case .tooMany:
            throw Problem(
                .conflict, french: "Il y a déjà \(RetentionSchedule.most) règles de conservation.",
                english: "There are \(RetentionSchedule.most) schedules already."
            )
        }
    }

    /// `{"dry_run": true}` says what would go; `{"plan": "…"}` destroys what such an answer said.
    @Sendable func start(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request)
        try body.requireMembers(["dry_run", "plan"])
        switch (body[key: "dry_run"]?.bool ?? false, body[key: "plan"]?.string) {
        case (true, nil): return .json(try await useCases.retention.plan().json)
        case (false, let plan?): return try await run(plan, context)
        default:
            throw Problem.invalid(
                "/plan", french: "« dry_run »: true d’abord ; puis « plan », tel que la réponse l’a donné.",
                english: "“dry_run”: true first; then “plan”, as that answer gave it."
            )
        }
    }

    private func run(_ plan: String, _ context: ServiceContext) async throws -> Response {
        switch try await useCases.retention.run.start(plan, by: try context.caller().key) {
        case .started(let id):
            context.logger.info("retention run started", metadata: ["run": "\(id.canonical)"])
            guard let run = try await useCases.retention.find(id) else { throw Problem.notFound }
            return .json(run.json, status: .accepted)
        case .stale:
            throw Problem(
                .conflict, french: "Ce qui partirait n’est plus ce que dit ce plan ; demandez-le de nouveau.",
                english: "What would go is no longer what this plan says; ask again."
            )
        case .underWay(let id):
            throw Problem(
                .conflict, french: "L’exécution \(id.canonical) n’est pas terminée.",
                english: "Run \(id.canonical) has not ended."
            )
        }
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        guard let id = UUID(canonical: try context.pathPart("id")),
            let run = try await useCases.retention.find(id)
        else { throw Problem.notFound }
        return .json(run.json)
    }
}
