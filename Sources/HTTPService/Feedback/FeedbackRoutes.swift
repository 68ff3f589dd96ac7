import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import Persistence

/// What learners think of courses: ratings and comments (`docs/feedback.md`).
struct FeedbackRoutes: Sendable {
    let useCases: UseCases

    static let path = "/api/v1/feedback"
    static let comments = path + "/comments"

    var routes: [Route] {
        [
            Route(
                .get, Self.path, .anyOf([.completions]),
                parameters: CSVTable.parameters.union(["by", "limit", "cursor"]), use: summarize
            ),
            Route(
                .get, Self.comments, .anyOf([.completions]), parameters: ["course", "limit", "cursor"], use: list
            ).readingLearners(),
        ]
    }

    @Sendable func summarize(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        let csv = try query.table()
        let limit = try query.number("limit", in: 1...SummarizeFeedback.largestPage) ?? 50
        let last = try query.number("cursor", in: 1...Int.max).map(Int64.init)
        switch query["by"] {
        case "source":
            let lines = try await useCases.feedback.summarize.bySource()
            let rows = lines.map { [$0.source] + $0.stars.cells(csv) }
            return csv?.response([["source"] + SummarizeFeedback.Stars.columns] + rows, named: "feedback")
                ?? .list(lines.map { $0.stars.json(of: $0.source) }, next: nil)
        case "course":
            let lines = try await useCases.feedback.summarize(after: last, limit: limit)
            let end = lines.count == limit ? lines.last?.number : nil
            let next = end.map { Self.path + "?" + query.setting("cursor", String($0)).query }
            let rows = lines.map { [$0.iri, $0.title, $0.source] + $0.stars.cells(csv) }
            let columns = ["course_id", "course_title", "source"] + SummarizeFeedback.Stars.columns
            return csv?.response([columns] + rows, named: "feedback", next: next)
                ?? .list(lines.map(\.json), next: next)
        default: throw Problem.invalidParameter("by", french: "course ou source.", english: "course or source.")
        }
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        let limit = try query.number("limit", in: 1...FindComments.largestPage) ?? 50
        let course = try query.required("course")
        let cursor = try query.commentCursor()
        guard let page = try await useCases.feedback.comments(course: course, after: cursor, limit: limit) else {
            throw Problem.unknownCourse
        }
        let namesPeople = try context.caller().may(.people)
        let next = page.next.map { Self.comments + "?" + query.setting("cursor", $0.text).query }
        return .list(page.items.map { $0.json(namingPeople: namesPeople) }, next: next)
    }
}

/// The use cases of feedback.
struct FeedbackUseCases: Sendable {
    let summarize: SummarizeFeedback
    let comments: FindComments

    init(database: any Database) {
        summarize = SummarizeFeedback(database: database)
        comments = FindComments(database: database)
    }
}

extension QueryParameters {
    fileprivate func commentCursor() throws(Problem) -> CommentCursor? {
        guard let text = self["cursor"] else { return nil }
        guard let cursor = CommentCursor(text: text) else {
            throw .invalidParameter("cursor", french: "n’est pas lisible.", english: "is not readable.")
        }
        return cursor
    }
}
