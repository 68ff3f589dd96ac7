import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// Who is to take which course.
struct RegistrationRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/registrations"

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.people]), use: register),
            Route(.delete, Self.path + "/{id}", .anyOf([.people]), use: withdraw),
        ]
    }

    /// `{"course": "https://…", "person": "…"}`, or everybody of a `service`, `metier`, `employer` or `category`.
    @Sendable func register(request: Request, context: ServiceContext) async throws -> Response {
        let asked = try RegistrationRequest(reading: try await settings.peopleBody(of: request))
        let key = try context.caller().key
        switch try await useCases.completions.register(asked.target, in: asked.course, by: key) {
        case .unknownCourse:
            throw Problem.invalid("/course", french: "Aucun cours n’a cet id.", english: "No course has this id.")
        case .unknownPerson:
            throw Problem.invalid("/person", french: "Aucune personne n’a cet id.", english: "No person has this id.")
        case .tooManyPeople:
            throw Problem.invalid(
                "",
                french: "Plus de \(RegisterPeople.mostPeople) personnes à la fois.",
                english: "More than \(RegisterPeople.mostPeople) people at once."
            )
        case .registered(let report):
            return .json(asked.answer(report), status: report.registered > 0 ? .created : .ok)
        }
    }

    @Sendable func withdraw(request: Request, context: ServiceContext) async throws -> Response {
        guard let id = UUID(canonical: try context.pathPart("id")),
            try await useCases.completions.withdraw(id, by: try context.caller().key)
        else { throw Problem.notFound }
        return Response(status: .noContent)
    }
}

/// Whom to register, and where.
private struct RegistrationRequest {
    let course: String
    let target: RegisterPeople.Target
    /// As parameters of the list of those who are registered.
    private let list: QueryParameters

    private static let members = QueryParameters.attributes.union(["course", "person"])

    init(reading body: JSONValue) throws {
        var texts: [String: String] = [:]
        for (key, value) in body.members {
            let pointer = JSONPointer().appending(key)
            guard Self.members.contains(key) else { throw Problem.unknownMember(pointer, known: Self.members) }
            guard let text = value.string, !text.isEmpty, !text.utf8.contains(0) else {
                throw Problem.invalid(
                    pointer.description, french: "Un texte est attendu.", english: "A text is expected."
                )
            }
            texts[key] = text
        }
        guard let course = texts.removeValue(forKey: "course") else {
            throw Problem.invalid("/course", french: "Il faut un cours.", english: "A course is needed.")
        }
        self.course = course
        list = QueryParameters(texts).setting("course", course)
        if let person = texts.removeValue(forKey: "person") {
            guard texts.isEmpty, let id = UUID(canonical: person) else {
                throw Problem.invalid(
                    "/person", french: "Un UUID, et rien d’autre.", english: "A UUID, and nothing else."
                )
            }
            target = .person(id)
            return
        }
        let values = texts.reduce(into: [AttributeName: String]()) { values, text in
            if let name = AttributeName(rawValue: text.key) { values[name] = text.value }
        }
        guard !values.isEmpty else {
            throw Problem.invalid(
                "/person",
                french: "Qui ? Il faut une personne, ou un service, un métier, un employeur, une catégorie.",
                english: "Whom? A person is needed, or a service, a métier, an employer, a category."
            )
        }
        target = .everybody(values)
    }

    func answer(_ report: RegisterPeople.Report) -> JSONObject {
        var object = JSONObject()
        object.set("course", course)
        object.set("registered", report.registered)
        object.set("already", report.already)
        object.set("registration", report.registration?.canonical)
        object.set("list", CompletionRoutes.path + "?" + list.query)
        return object
    }
}
