import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// Whose identifiers are whose: given, taken away, shared; people merged and split again; learners whom nobody knows.
struct IdentifierRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let one = PeopleRoutes.one
    private static let shared = PeopleRoutes.path + "/shared"
    private static let unknown = PeopleRoutes.path + "/unknown"

    var routes: [Route] {
        [
            Route(.post, Self.one + "/identifiers", .anyOf([.people]), use: attach),
            Route(.delete, Self.one + "/identifiers", .anyOf([.people]), parameters: ["identifier"], use: detach),
            Route(.post, Self.one + "/merge", .anyOf([.people]), use: merge),
            Route(.post, Self.one + "/split", .anyOf([.people]), use: split),
            Route(.get, Self.unknown, .anyOf([.people]), parameters: ["limit", "cursor"], use: findUnknown)
                .readingLearners(),
            Route(.get, Self.shared, .anyOf([.people]), parameters: ["limit", "cursor"], use: findShared)
                .readingLearners(),
            Route(.post, Self.shared, .anyOf([.people]), use: share),
            Route(.delete, Self.shared, .anyOf([.people]), parameters: ["identifier"], use: unshare),
        ]
    }

    @Sendable func attach(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.person()
        return try await change(.attach(to: id), try await identifier(in: request), context)
    }

    @Sendable func detach(request: Request, context: ServiceContext) async throws -> Response {
        try await change(.detach(from: try context.person()), try context.query.identifier(), context)
    }

    @Sendable func share(request: Request, context: ServiceContext) async throws -> Response {
        try await change(.share, try await identifier(in: request), context)
    }

    @Sendable func unshare(request: Request, context: ServiceContext) async throws -> Response {
        try await change(.unshare, try context.query.identifier(), context)
    }

    private func change(
        _ change: ChangeIdentifier.Change, _ identifier: InverseFunctionalIdentifier, _ context: ServiceContext
    ) async throws -> Response {
        switch try await useCases.people.change(change, identifier, by: try context.caller().key) {
        case .done: return Response(status: .noContent)
        case .refused(let refusal): throw Problem(refusal)
        }
    }

    /// `{"identifier": {"mbox": "mailto:…"}}`.
    private func identifier(in request: Request) async throws -> InverseFunctionalIdentifier {
        let body = try await settings.peopleBody(of: request)
        guard let json = body[key: "identifier"] else { throw Problem.noIdentifier }
        return try json.identifier(at: JSONPointer().appending("identifier"))
    }

    @Sendable func merge(request: Request, context: ServiceContext) async throws -> Response {
        let (id, other) = (try context.person(), try await otherPerson(in: request))
        let caller = try context.caller()
        switch try await useCases.people.merge(other, into: id, by: caller.key) {
        case .merged(let person):
            let view = PersonView(
                today: Day(containing: useCases.clock()), then: nil, includesRestricted: caller.may(.peopleRestricted)
            )
            return .json(view.json(of: person))
        case .refused(let refusal): throw Problem(refusal)
        }
    }

    @Sendable func split(request: Request, context: ServiceContext) async throws -> Response {
        let (id, other) = (try context.person(), try await otherPerson(in: request))
        let caller = try context.caller()
        switch try await useCases.people.split(other, from: id, by: caller.key) {
        case .split(let report):
            let view = PersonView(
                today: Day(containing: useCases.clock()), then: nil, includesRestricted: caller.may(.peopleRestricted)
            )
            return .json(report.json(by: view))
        case .refused(let refusal): throw Problem(refusal)
        }
    }

    /// `{"person": "…"}`.
    private func otherPerson(in request: Request) async throws -> UUID {
        let body = try await settings.peopleBody(of: request)
        guard let id = body[key: "person"]?.string.flatMap(UUID.init(canonical:)) else {
            throw Problem.invalid("/person", french: "L’id de l’autre personne.", english: "The other person's id.")
        }
        return id
    }

    @Sendable func findUnknown(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindUnknownPeople.largestPage) ?? 50
        let page = try await useCases.people.unknown(after: try context.query.peopleCursor(), limit: limit)
        let next = page.next.map { Self.unknown + "?" + context.query.setting("cursor", $0.text).query }
        return .list(page.items.map(\.json), next: next)
    }

    @Sendable func findShared(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindSharedIdentifiers.largestPage) ?? 100
        let page = try await useCases.people.shared(after: try context.query.peopleCursor(), limit: limit)
        let next = page.next.map { Self.shared + "?" + context.query.setting("cursor", $0.text).query }
        return .list(page.items.map(\.json), next: next)
    }
}

extension QueryParameters {
    fileprivate func identifier() throws -> InverseFunctionalIdentifier {
        guard let identifier = try agent("identifier") else { throw Problem.noIdentifier }
        return identifier
    }
}

extension Problem {
    fileprivate static var noIdentifier: Problem {
        invalid(
            "/identifier", french: "Un Agent xAPI avec un identifiant.", english: "An xAPI Agent with an identifier."
        )
    }
}
