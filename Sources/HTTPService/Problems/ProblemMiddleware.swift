import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever a route throws into a Problem; what the service itself is to blame for goes to the log.
struct ProblemMiddleware: RouterMiddleware {
    let routes: RouteTable

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            if let refusal = context.refusal { throw refusal }
            return try await next(request, context)
        } catch {
            let problem = problem(answering: error, to: request, context: context)
            if problem.status.kind == .serverError, !problem.type.isExpected {
                context.logger.error("request failed", metadata: ["error": "\(error)"])
            }
            let response = problem.response(in: context.language(of: request))
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    /// Hummingbird says "not found" also of a path that is known under other methods.
    private func problem(answering error: any Error, to request: Request, context: ServiceContext) -> Problem {
        guard let error = error as? HTTPError, error.status == .notFound else { return Problem(answering: error) }
        let allowed = routes.methods(at: request.uri.path)
        return allowed.isEmpty ? .notFound : .notAllowed(allowed)
    }
}
