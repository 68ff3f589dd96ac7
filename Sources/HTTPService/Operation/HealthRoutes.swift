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
        let log = useCases.evidence.standing.halt?.rawValue ?? "signing"
        return Self.answer("ready", log: log, restored: useCases.restored.last)
    }

    /// - Parameters:
    ///   - log: whether checkpoints are signed, or why not. Statements are taken in all the same.
    ///   - restored: what was erased again at the start; nothing, where no backup was restored.
    private static func answer(
        _ status: String, log: String? = nil, restored: EraseAgain.Report? = nil
    ) -> Response {
        var object = JSONObject()
        object.set("status", status)
        if let log { object.set("log", log) }
        if let restored, !restored.erasures.isEmpty { object.set("erased_again", restored.erasures.count) }
        if let restored, restored.unreadable > 0 { object.set("unreadable_erasures", restored.unreadable) }
        return .json(object)
    }
}
