import Foundation
import Hummingbird
import LearningRecords
import XAPI

/// Statements in the order in which they were stored, for systems that follow (`docs/feed.md`).
struct FeedRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let feed = "/api/v1/statements/feed"

    var routes: [Route] {
        [
            Route(.get, Self.feed, .anyOf([.statementsRead]), parameters: ["after", "limit"], use: page)
                .readingLearners(),
            Route(.get, "/api/v1/statements/{id}", .anyOf([.statementsRead]), use: one).readingLearners(),
        ]
    }

    @Sendable func page(request: Request, context: ServiceContext) async throws -> Response {
        let form = try form(asked: request)
        let limit = try context.query.number("limit", in: 1...FindFeedPage.largestPage) ?? FindFeedPage.largestPage
        let after = try context.query.number("after", in: -1...Int.max) ?? -1
        let page = try await useCases.feed.findPage(after: Int64(after), limit: limit)
        let next = page.isLast ? nil : Self.feed + "?" + context.query.setting("after", "\(page.after)").query
        var object = JSONObject()
        object.set("items", json: JSONLiteral.array(try page.items.map { try $0.json(in: form) }))
        object.set("next", next)
        object.set("after", page.after)
        object.set("log_size", page.logSize)
        return .json(object)
    }

    @Sendable func one(request: Request, context: ServiceContext) async throws -> Response {
        let form = try form(asked: request)
        guard let id = UUID(uuidString: try context.pathPart("id")),
            let item = try await useCases.feed.findItem(id)
        else { throw Problem.notFound }
        return .json(try item.json(in: form))
    }

    /// Statements as they came, under the version that the request names, if it names one.
    private func form(asked request: Request) throws -> StatementForm {
        guard request.headers[.experienceAPIVersion] != nil else {
            return StatementForm(version: settings.defaultVersion)
        }
        return StatementForm(version: try VersionNegotiation.version(asked: request))
    }
}
