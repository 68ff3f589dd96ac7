import Hummingbird
import LearningRecords

/// Who completed what, and which statements say so; and how many.
struct CompletionRoutes: Sendable {
    let useCases: UseCases

    static let path = "/api/v1/completions"

    var routes: [Route] {
        [
            Route(.get, Self.path, .anyOf([.completions]), parameters: CompletionQuestion.parameters, use: find)
                .readingLearners().openToInspections(),
            Route(
                .get, Self.path + "/summary", .anyOf([.completions]), parameters: SummaryQuestion.parameters,
                use: summarize
            ),
        ]
    }

    @Sendable func find(request: Request, context: ServiceContext) async throws -> Response {
        let question = try CompletionQuestion(context.query)
        var asked = question.request
        asked.reach = try context.reach()
        switch try await useCases.completions.find(asked) {
        case .unknownCourse: throw Problem.unknownCourse
        case .unknownPerson: throw Problem.unknownPerson
        case .unknownSource:
            throw Problem.invalidParameter(
                "source", french: "aucune source n’a ce nom.", english: "no source has this name."
            )
        case .unknownPath:
            throw Problem.invalidParameter(
                "path", french: "aucun parcours n’a cet id.", english: "no path has this id."
            )
        case .inFuture:
            throw Problem.invalidParameter("as_of", french: "une date passée.", english: "a time in the past.")
        case .notAsOf:
            throw Problem.invalidParameter(
                "as_of",
                french: "ne va pas avec « completed_since », « completed_before » ni « attributes=then ».",
                english: "does not go with “completed_since”, “completed_before” or “attributes=then”."
            )
        case .found(let page):
            let next = page.next.map { Self.path + "?" + context.query.setting("cursor", $0.text).query }
            let language = context.language(of: request)
            return question.csv?.response(page.items, next: next, in: language)
                ?? Response.list(page.items, next: next, sizeOfOne: 1_500) { $0.write(in: language, to: &$1) }
        }
    }

    @Sendable func summarize(request: Request, context: ServiceContext) async throws -> Response {
        let question = try SummaryQuestion(context.query)
        switch try await useCases.completions.summarize(question.request) {
        case .unknownCourse: throw Problem.unknownCourse
        case .unsupported:
            throw Problem.invalidParameter(
                "by",
                french: "par mois, seul « course » peut être demandé avec.",
                english: "by month, only “course” may be asked with it."
            )
        case .found(let summary):
            let view = SummaryView(request: question.request, filters: context.query)
            return question.csv.map { $0.response(view.rows(summary), named: "summary") } ?? .json(view.json(summary))
        }
    }
}

extension Problem {
    static var unknownCourse: Problem {
        invalidParameter("course", french: "aucun cours n’a cet id.", english: "no course has this id.")
    }

    static var unknownPerson: Problem {
        invalidParameter("person", french: "aucune personne n’a cet id.", english: "no person has this id.")
    }
}
