import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import Logging
import XAPI

/// Decisions about completions (`docs/administrative-decisions.md`).
struct DecisionRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/decisions"

    var routes: [Route] { [Route(.post, Self.path, .anyOf([.decisions]), use: decide)] }

    @Sendable func decide(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request, limit: settings.bodyLimit)
        if body[key: "decision"]?.string == "revocation" { return try await revoke(body, context) }
        let decision = try Decision(reading: body)
        let id = try body.optionalID("id")
        switch try await useCases.decisions.decide(decision, id: id, by: try context.caller().key) {
        case .failure(let refusal): throw Problem(refusal)
        case .success(let decided):
            context.logger.info("decision stored", metadata: ["decision": "\(decision.kind.rawValue)"])
            return .json(decision.json(decided), status: .created)
        }
    }

    private func revoke(_ body: JSONValue, _ context: ServiceContext) async throws -> Response {
        try body.requireMembers(["decision", "of", "decided_by", "reason"])
        guard let decision = try body.optionalID("of") else {
            throw Problem.invalid("/of", french: "L’id d’une décision.", english: "The id of a decision.")
        }
        let (decider, reason) = (try body.decider(), try body.reason())
        switch try await useCases.decisions.revoke(decision, by: decider, because: reason) {
        case .failure(let refusal): throw Problem(refusal)
        case .success(let id):
            context.logger.info("decision revoked")
            var object = JSONObject()
            object.set("id", id.canonical)
            object.set("decision", "revocation")
            object.set("of", decision.canonical)
            object.set("reason", reason)
            return .json(object, status: .created)
        }
    }
}

extension Decision {
    fileprivate func json(_ decided: DecideCompletion.Decided) -> JSONObject {
        var object = JSONObject()
        object.set("id", decided.id.canonical)
        object.set("decision", kind.rawValue)
        object.set("actor", json: decided.actor.agentJSON)
        object.set("course", course)
        object.set("reason", reason)
        object.set("decided_at", Instant(microseconds: decided.at).rfc3339)
        return object
    }
}

extension Problem {
    /// Why a decision was not stored.
    fileprivate init(_ refusal: DecisionRefusal) {
        switch refusal {
        case .unknownPerson:
            self = .invalid("/person", french: "Aucune personne n’a cet id.", english: "No person has this id.")
        case .unknownCourse: self = .noCourse
        case .inFuture:
            self = .invalid("/decided_at", french: "Une date passée.", english: "A time in the past.")
        case .unknownDecision:
            self = .invalid("/of", french: "Aucune décision n’a cet id.", english: "No decision has this id.")
        case .invalid(let error): self.init(error)
        case .sharedActor:
            self.init(
                .conflict,
                french: "Cet identifiant est partagé et ne compte pour personne.",
                english: "This identifier is shared and counts for nobody."
            )
        case .idTaken:
            self.init(
                .conflict, french: "Une autre déclaration a cet id.", english: "Another statement has this id."
            )
        case .revokedBefore:
            self.init(
                .conflict, french: "Cette décision est déjà révoquée.", english: "This decision is revoked already."
            )
        }
    }
}
