import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// Every answer of the Statement Resource says up to when it shows all statements, refusals too (Communication 2.1.3).
struct ConsistentThroughMiddleware: RouterMiddleware {
    let consistentThrough: ConsistentThrough

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path == StatementRoutes.path else { return try await next(request, context) }
        // Asked before the statements are, and left out where the store does not answer: nothing is promised then.
        let time = try? await consistentThrough()
        var response = try await next(request, context)
        response.headers[.experienceAPIConsistentThrough] = time?.rfc3339
        return response
    }
}
