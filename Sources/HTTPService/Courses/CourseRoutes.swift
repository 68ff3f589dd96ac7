import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// The catalogue: courses found by words, one course, and what people say of it.
struct CourseRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/courses"
    private static let one = path + "/{id}"

    var routes: [Route] {
        [
            Route(
                .get, Self.path, .anyOf([.completions, .packages]),
                parameters: [
                    "q", "source", "language", "metier", "min_duration", "max_duration", "limit", "cursor",
                ], use: find
            ),
            Route(.post, Self.path, .anyOf([.packages]), use: create),
            Route(.get, Self.one, .anyOf([.completions, .packages]), use: show),
            Route(.patch, Self.one, .anyOf([.packages]), use: change),
        ]
    }

    @Sendable func find(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        var asked = FindCourses.Request()
        asked.words = query["q"] ?? ""
        asked.source = query["source"]
        asked.language = query["language"]
        asked.metier = query["metier"]
        asked.duration = try query.durations()
        asked.limit = try query.number("limit", in: 1...FindCourses.largestPage) ?? asked.limit
        asked.offset = try query.number("cursor", in: 0...10_000_000) ?? 0
        let page = try await useCases.courses.find(asked)
        var object = JSONObject()
        object.set("items", json: JSONLiteral.array(page.items.map { $0.json.json }))
        object.set("next", page.next.map { Self.path + "?" + query.setting("cursor", String($0)).query })
        object.set("total", page.total)
        return .json(object)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        guard let details = try await useCases.courses.find(try context.pathPart("id")) else { throw Problem.notFound }
        return .json(details.json)
    }

    /// `{"source": "cnfpt", "identifier": "SST-1", "title": "…"}`, and what a change takes.
    @Sendable func create(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.peopleBody(of: request)
        let draft = try CourseDraft(reading: body, besides: ["source", "identifier", "title"])
        switch try await useCases.courses.create(try DescribedCourse(reading: body), draft) {
        case .created(let course): return .json(course.json, status: .created)
        case .alreadyThere(let course): return .json(course.json)
        case .invalidSource:
            throw Problem.invalid(
                "/source", french: "Le nom d’une source : de 1 à 64 lettres, chiffres, points et tirets.",
                english: "The name of a source: 1 to 64 letters, digits, dots and hyphens."
            )
        }
    }

    /// `{"language": "fr", "duration": "PT2H", "description": "…", "metiers": ["…"], "keywords": ["…"]}`, each where it is
    /// there; null says nothing any more.
    @Sendable func change(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.pathPart("id")
        let draft = try CourseDraft(reading: try await settings.peopleBody(of: request))
        guard let course = try await useCases.courses.change(draft, id: id) else { throw Problem.notFound }
        return .json(course.json)
    }
}

extension QueryParameters {
    /// From `min_duration` to `max_duration`, ISO 8601.
    fileprivate func durations() throws(Problem) -> ClosedRange<Int64>? {
        let (least, most) = (try duration("min_duration"), try duration("max_duration"))
        guard least != nil || most != nil else { return nil }
        guard least ?? 0 <= most ?? .max else {
            throw .invalidParameter(
                "max_duration", french: "plus que « min_duration ».", english: "more than “min_duration”."
            )
        }
        return (least ?? 0)...(most ?? .max)
    }

    private func duration(_ name: String) throws(Problem) -> Int64? {
        guard let text = self[name] else { return nil }
        guard let duration = ISODuration(iso8601: text) else {
            throw .invalidParameter(
                name, french: "une durée ISO 8601, comme PT2H.", english: "an ISO 8601 duration, such as PT2H."
            )
        }
        return duration.microseconds
    }
}
