import Hummingbird
import LearningRecords

/// The Activities Resource (Communication 2.5): all that is known of an Activity.
struct ActivityRoutes: Sendable {
    let useCases: UseCases

    /// A definition names nobody, so any key that has to do with Activities may read it.
    var routes: [Route] {
        let readers: Set<Scope> = [.statementsRead, .statementsReadMine, .state, .profile, .define]
        return [Route(.get, "/xapi/activities", .anyOf(readers), parameters: ["activityId"], use: show)]
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        let activity = try await useCases.findActivity(try context.query.activity())
        return try Representation(json: activity).response(to: request)
    }
}
