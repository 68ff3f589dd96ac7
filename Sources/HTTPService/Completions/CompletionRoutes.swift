import Hummingbird
import LearningRecords

/// Who completed what, and which statements say so.
struct CompletionRoutes: Sendable {
    let useCases: UseCases

    var routes: [Route] {
        [
            Route(
                .get,
                "/api/v1/completions",
                .anyOf([.completions]),
                parameters: CompletionQuestion.parameters,
                use: find
            )
        ]
    }

    @Sendable func find(request: Request, context: ServiceContext) async throws -> Response {
        let question = try CompletionQuestion(context.query)
        switch try await useCases.findCompletions(question.request) {
        case .unknownCourse:
            throw Problem.invalidParameter(
                "course",
                french: "aucun cours n’a cet id.",
                english: "no course has this id."
            )
        case .unknownPerson:
            throw Problem.invalidParameter(
                "person",
                french: "aucune personne n’a cet id.",
                english: "no person has this id."
            )
        case .found(let page):
            let next = page.next.map { "/api/v1/completions?" + context.query.setting("cursor", $0.text).query }
            let language = context.language(of: request)
            return question.csv?.response(page.items, next: next, in: language)
                ?? .list(page.items.map { $0.json(in: language) }, next: next)
        }
    }
}
