import Hummingbird
import LearningRecords
import XAPI

/// How long people learned, and how many were active.
struct TimeRoutes: Sendable {
    let useCases: UseCases

    static let activity = "/api/v1/activity"

    var routes: [Route] {
        [
            Route(
                .get, PeopleRoutes.one + "/time", .anyOf([.completions, .people]), parameters: CSVTable.parameters,
                use: time
            ).readingLearners().openToInspections(),
            Route(.get, Self.activity, .anyOf([.completions]), parameters: ActivityQuestion.parameters, use: activity)
                // Otherwise it counts, and names nobody.
                .readingLearners { ["learner", nil].contains($0["by"]) },
        ]
    }

    @Sendable func time(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.person()
        let csv = try context.query.table()
        guard let report = try await useCases.completions.time(id, inside: try context.reach()) else {
            throw Problem.notFound
        }
        return csv.map { $0.response(report.rows, named: "time") } ?? .json(report.json)
    }

    @Sendable func activity(request: Request, context: ServiceContext) async throws -> Response {
        let question = try ActivityQuestion(context.query, now: useCases.clock())
        let measure = try await useCases.completions.activity(question.request)
        let view = ActivityView(request: question.request, filters: context.query)
        return question.csv.map { $0.response(view.rows(measure), named: "activity") } ?? .json(view.json(measure))
    }
}
