import Hummingbird
import LearningRecords

/// Whether the process lives, and whether it can serve: for whoever runs it.
struct HealthRoutes: Sendable {
    let useCases: UseCases

    var routes: [Route] {
        [Route(.get, "/healthz", .open, use: live), Route(.get, "/readyz", .open, use: ready)]
    }

    @Sendable func live(request: Request, context: ServiceContext) -> Response { Self.answer("ok") }

    @Sendable func ready(request: Request, context: ServiceContext) async throws -> Response {
        guard await useCases.isReady() else {
            throw Problem(
                .storeUnavailable,
                french: "La base ne répond pas.",
                english: "The store does not answer."
            )
        }
        return Self.answer("ready", log: useCases.evidence.standing.halt?.rawValue ?? "signing")
    }

    /// - Parameter log: whether checkpoints are signed, or why not. Statements are taken in all the same.
    private static func answer(_ status: String, log: String? = nil) -> Response {
        var object = JSONObject()
        object.set("status", status)
        if let log { object.set("log", log) }
        return .json(object)
    }
}
