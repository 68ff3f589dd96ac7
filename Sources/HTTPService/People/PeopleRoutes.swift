import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// People: made, changed, found, and what was done about them (`docs/people.md`).
struct PeopleRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    static let path = "/api/v1/people"
    static let one = path + "/{id}"

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.people]), use: create),
            Route(
                .get, Self.path, .anyOf([.people]),
                parameters: ["q", "matricule", "identifier", "on", "limit", "cursor"], use: list
            ).readingLearners(),
            Route(.get, Self.one, .anyOf([.people]), parameters: ["on"], use: show).readingLearners(),
            Route(.patch, Self.one, .anyOf([.people]), use: update),
            Route(.get, Self.one + "/history", .anyOf([.people]), parameters: ["limit", "cursor"], use: history)
                .readingLearners(),
        ]
    }

    @Sendable func create(request: Request, context: ServiceContext) async throws -> Response {
        try await save(request, context, id: nil)
    }

    @Sendable func update(request: Request, context: ServiceContext) async throws -> Response {
        try await save(request, context, id: try context.person())
    }

    private func save(_ request: Request, _ context: ServiceContext, id: UUID?) async throws -> Response {
        let caller = try context.caller()
        let draft = try PersonDraft(reading: try await settings.peopleBody(of: request))
        guard caller.may(.peopleRestricted) || !draft.values.contains(where: { $0.name.isRestricted }) else {
            throw Problem.forbidden(needing: [.peopleRestricted])
        }
        switch try await useCases.people.save(draft, id: id, by: caller.key) {
        case .created(let person): return .json(try view(context).json(of: person), status: .created)
        case .saved(let person): return .json(try view(context).json(of: person))
        case .refused(let refusal): throw Problem(refusal)
        }
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        var asked = FindPeople.Request()
        asked.words = query["q"] ?? ""
        asked.matricule = query["matricule"]
        asked.identifier = try query.agent("identifier")
        asked.limit = try query.number("limit", in: 1...FindPeople.largestPage) ?? asked.limit
        asked.cursor = try query.peopleCursor()
        let view = try view(context)
        let page = try await useCases.people.find(asked)
        let next = page.next.map { Self.path + "?" + query.setting("cursor", $0.text).query }
        return .list(page.items.map { view.json(of: $0).json }, next: next)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        guard let person = try await useCases.people.find(try context.person()) else { throw Problem.notFound }
        return .json(try view(context).json(of: person))
    }

    @Sendable func history(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.person()
        let limit = try context.query.number("limit", in: 1...FindPersonEvents.largestPage) ?? 100
        let before = try context.query.number("cursor", in: 1...Int.max) ?? .max
        let page = try await useCases.people.events(
            of: id, before: Int64(before), limit: limit,
            includingRestricted: try context.caller().may(.peopleRestricted)
        )
        guard let page else { throw Problem.notFound }
        let next = page.next.map {
            "\(Self.path)/\(id.canonical)/history?" + context.query.setting("cursor", String($0)).query
        }
        return .list(page.items.map(\.json), next: next)
    }

    private func view(_ context: ServiceContext) throws -> PersonView {
        PersonView(
            today: Day(containing: useCases.clock()), then: try context.query.day("on"),
            includesRestricted: try context.caller().may(.peopleRestricted)
        )
    }
}

extension ServiceSettings {
    /// A small JSON body about people.
    func peopleBody(of request: Request) async throws -> JSONValue {
        guard request.mediaType == "application/json" else { throw Problem.jsonOnly }
        let bytes = try await BodyReader(limit: 256 << 10, timeout: bodyTimeout).read(request)
        let document = try JSONDocument(reading: bytes)
        guard document.root.kind == .object else {
            throw Problem.invalid("", french: "Un objet est attendu.", english: "An object is expected.")
        }
        return document.root
    }
}

extension ServiceContext {
    /// The person in the path; what is no id is found nowhere.
    func person() throws -> UUID {
        guard let id = UUID(canonical: try pathPart("id")) else { throw Problem.notFound }
        return id
    }
}

extension QueryParameters {
    func peopleCursor() throws(Problem) -> PeopleCursor? {
        guard let text = self["cursor"] else { return nil }
        guard let cursor = PeopleCursor(text: text) else {
            throw .invalidParameter("cursor", french: "n’est pas lisible.", english: "is not readable.")
        }
        return cursor
    }

    fileprivate func day(_ name: String) throws(Problem) -> Day? {
        guard let text = self[name] else { return nil }
        guard let day = Day(text) else { throw .invalidParameter(name, french: "une date.", english: "a date.") }
        return day
    }
}
