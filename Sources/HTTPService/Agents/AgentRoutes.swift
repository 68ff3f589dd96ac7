import Hummingbird
import LearningRecords
import XAPI

/// The Agents Resource (Communication 2.4): all that is known of an Agent, as a Person.
struct AgentRoutes: Sendable {
    let useCases: UseCases

    /// The names come from everybody's statements, so a key that reads its own alone may not see them.
    var routes: [Route] {
        [
            Route(.get, "/xapi/agents", .anyOf([.statementsRead, .profile]), parameters: ["agent"], use: show)
                .readingLearners()
        ]
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        let agent = try context.query.person()
        guard let identifier = agent.identifier else { throw Problem.noAgent }
        return try Representation(json: try await useCases.findPerson(agent, identifier)).response(to: request)
    }
}
