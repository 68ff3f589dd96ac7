import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import Logging
import NIOCore
import XAPI

/// Access codes of people without mail or computer (`docs/access-codes.md`).
struct AccessRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings
    private let brake = FailureBrake()

    private static let code = PeopleRoutes.path + "/{id}/access-code"

    init(useCases: UseCases, settings: ServiceSettings) {
        self.useCases = useCases
        self.settings = settings
    }

    var routes: [Route] {
        [
            Route(.post, Self.code, .anyOf([.people]), use: give),
            Route(.delete, Self.code, .anyOf([.people]), use: take),
            Route(.post, PeopleRoutes.path + "/access-codes/cards", .anyOf([.people]), use: print)
                .readingLearners(),
            Route(.post, "/api/v1/access", .anyOf([.access]), use: enter).readingLearners(),
        ]
    }

    @Sendable func give(request: Request, context: ServiceContext) async throws -> Response {
        let person = try context.person()
        let key = try context.caller().key
        guard case .given(let given) = try await useCases.access.give(.people([person]), by: key), let one = given.first
        else { throw Problem.notFound }
        var object = JSONObject()
        object.set("person", one.person.id.canonical)
        object.set("name", one.person.name)
        object.set("code", one.code.text)
        var response = Response.json(object, status: .created)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    @Sendable func take(request: Request, context: ServiceContext) async throws -> Response {
        guard try await useCases.access.take(from: try context.person(), by: try context.caller().key) else {
            throw Problem.notFound
        }
        return Response(status: .noContent)
    }

    /// `{"people": ["…"]}`, or `{"service": "…"}` and its like.
    @Sendable func print(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request, limit: 256 << 10)
        let whom = try GiveAccessCodes.Whom(reading: body)
        let language = context.language(of: request)
        switch try await useCases.access.give(whom, by: try context.caller().key) {
        case .given(let given):
            context.logger.info("access cards printed", metadata: ["people": "\(given.count)"])
            let page = try AccessCards(given: given, address: useCases.access.address, language: language).html()
            return Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: page))
            )
        case .unknownPerson(let place):
            throw Problem.invalid("/people/\(place)", french: "Personne n’a cet id.", english: "Nobody has this id.")
        case .tooManyPeople:
            let most = GiveAccessCodes.mostPeople
            throw Problem.invalid(
                "", french: "Plus de \(most) personnes : imprimez en plusieurs fois.",
                english: "More than \(most) people: print in several goes."
            )
        }
    }

    /// `{"code": "7kq4 m2xp 9dtc"}`: who that is.
    @Sendable func enter(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request)
        try body.requireMembers(["code"])
        guard let text = body[key: "code"]?.string else {
            throw Problem.invalid("/code", french: "Le code de la carte.", english: "The code on the card.")
        }
        let (key, now) = (try context.caller().key, useCases.clock())
        if let seconds = brake.wait(for: key, at: now) { throw Problem.tooManyCodes(seconds) }
        guard let code = AccessCode(typed: text), case let outcome = try await useCases.access.find(code) else {
            brake.fail(key, at: now)
            throw Problem.unknownCode
        }
        switch outcome {
        case .unknown:
            brake.fail(key, at: now)
            throw Problem.unknownCode
        case .left:
            throw Problem(
                .forbidden,
                french: "Votre contrat est terminé : ce code n’ouvre plus rien. Voyez les ressources humaines.",
                english: "Your contract has ended: this code opens nothing any more. Ask human resources."
            )
        case .found(let person, let identifier):
            var object = JSONObject()
            object.set("person", person.id.canonical)
            object.set("name", person.name)
            object.set("actor", json: identifier.agentJSON)
            return .json(object)
        }
    }
}

extension GiveAccessCodes.Whom {
    init(reading json: JSONValue) throws(Problem) {
        try json.requireMembers(QueryParameters.attributes.union(["people"]))
        if let list = json[key: "people"] {
            let ids = list.kind == .array ? list.elements.map { $0.string.flatMap { UUID(uuidString: $0) } } : []
            guard (1...GiveAccessCodes.mostPeople).contains(ids.count), json.count == 1 else {
                throw .invalid(
                    "/people", french: "Une liste de 1 à \(GiveAccessCodes.mostPeople) ids, seule.",
                    english: "A list of 1 to \(GiveAccessCodes.mostPeople) ids, alone."
                )
            }
            if let place = ids.firstIndex(of: nil) {
                throw .invalid("/people/\(place)", french: "N’est pas un id.", english: "Is no id.")
            }
            self = .people(ids.compactMap { $0 })
            return
        }
        var attributes: [AttributeName: String] = [:]
        for name in AttributeFilter.names {
            let pointer = JSONPointer().appending(name.rawValue)
            guard let value = json[key: name.rawValue] else { continue }
            attributes[name] = try value.text(ofBytes: 1...AttributeName.longestValue, at: pointer)
        }
        guard !attributes.isEmpty else {
            throw .invalid(
                "/people", french: "Dites pour qui : des personnes, un service, un métier…",
                english: "Say for whom: people, a service, a métier…"
            )
        }
        self = .everybody(attributes)
    }
}

extension Problem {
    fileprivate static var unknownCode: Problem {
        Problem(
            .notFound, french: "Ce code n’ouvre rien. Vérifiez chaque signe, ou demandez une nouvelle carte.",
            english: "This code opens nothing. Check each sign, or ask for a new card."
        )
    }

    fileprivate static func tooManyCodes(_ seconds: Int64) -> Problem {
        var problem = Problem(
            .tooManyCodes, french: "Trop de codes faux : attendez \(seconds) secondes.",
            english: "Too many wrong codes: wait \(seconds) seconds."
        )
        problem.headers[.retryAfter] = String(seconds)
        return problem
    }
}
