import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import Logging
import XAPI

/// An auditor's access, limited in time and to some people, and ended when it must be (`docs/inspections.md`).
struct InspectionRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/inspections"
    private static let one = path + "/{id}"

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.admin]), use: open),
            Route(.get, Self.path, .anyOf([.admin, .accessLog]), parameters: ["limit", "cursor"], use: list),
            Route(.get, Self.one, .anyOf([.admin, .accessLog]), use: show),
            Route(.post, Self.one + "/revoke", .anyOf([.admin]), use: revoke),
        ]
    }

    @Sendable func open(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request)
        let asked = try OpenInspection.Request(reading: body)
        switch try await useCases.inspections.open(asked, by: try context.caller().key) {
        case .failure(let refusal): throw Problem(refusal)
        case .success(let opened):
            context.logger.info("inspection opened", metadata: ["inspection": "\(opened.inspection.id.canonical)"])
            guard let found = try await useCases.inspections.find(opened.inspection.id) else { throw Problem.notFound }
            var object = found.json(at: useCases.clock())
            object.set("secret", opened.secret)
            var response = Response.json(object, status: .created)
            response.headers[.cacheControl] = "no-store"
            response.headers[.location] = Self.path + "/" + opened.inspection.id.canonical
            return response
        }
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindInspections.largestPage) ?? 50
        let before = try context.query.number("cursor", in: 1...Int.max).map(Int64.init)
        let (items, next) = try await useCases.inspections.find(before: before, limit: limit)
        let link = next.map { Self.path + "?" + context.query.setting("cursor", String($0)).query }
        let now = useCases.clock()
        return .list(items.map { $0.json(at: now).json }, next: link)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        try await answer(try inspection(in: context))
    }

    @Sendable func revoke(request: Request, context: ServiceContext) async throws -> Response {
        let id = try inspection(in: context)
        guard try await useCases.inspections.revoke(id, by: try context.caller().key) else { throw Problem.notFound }
        context.logger.info("inspection revoked", metadata: ["inspection": "\(id.canonical)"])
        return try await answer(id)
    }

    private func answer(_ id: UUID) async throws -> Response {
        guard let found = try await useCases.inspections.find(id) else { throw Problem.notFound }
        return .json(found.json(at: useCases.clock()))
    }

    private func inspection(in context: ServiceContext) throws -> UUID {
        guard let id = UUID(canonical: try context.pathPart("id")) else { throw Problem.notFound }
        return id
    }
}

/// The use cases of inspections.
struct InspectionUseCases: Sendable {
    let open: OpenInspection
    let find: FindInspections
    let revoke: RevokeInspection
}
