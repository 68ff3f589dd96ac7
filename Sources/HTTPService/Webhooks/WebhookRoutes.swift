import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// Receivers to which the feed is sent (`docs/feed.md`). A secret is shown once, in the answer that makes it.
struct WebhookRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/webhooks"

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.admin]), use: create),
            Route(.get, Self.path, .anyOf([.admin]), use: list),
            Route(.delete, Self.path + "/{id}", .anyOf([.admin]), use: delete),
            Route(.post, Self.path + "/{id}/replay", .anyOf([.admin]), use: replay),
        ]
    }

    @Sendable func create(request: Request, context: ServiceContext) async throws -> Response {
        let asked = try CreateWebhook.Request(reading: try await body(of: request))
        switch try await useCases.webhooks.create(asked) {
        case .created(let id, let secret, let position):
            return .json(asked.answer(id: id, secret: secret, position: position), status: .created)
        case .beyondLog(let size): throw Problem.beyondLog(size: size)
        }
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        .list(try await useCases.webhooks.list().map(\.json), next: nil)
    }

    @Sendable func delete(request: Request, context: ServiceContext) async throws -> Response {
        guard try await useCases.webhooks.delete(try context.pathPart("id")) else { throw Problem.notFound }
        return Response(status: .noContent)
    }

    @Sendable func replay(request: Request, context: ServiceContext) async throws -> Response {
        guard let after = try (try await body(of: request)).leaf("after") else { throw Problem.noLeaf }
        switch try await useCases.webhooks.replay(try context.pathPart("id"), after: after) {
        case .replayed: return Response(status: .noContent)
        case .unknown: throw Problem.notFound
        case .beyondLog(let size): throw Problem.beyondLog(size: size)
        }
    }

    private func body(of request: Request) async throws -> JSONValue {
        guard request.mediaType == "application/json" else { throw Problem.jsonOnly }
        let bytes = try await BodyReader(limit: 64 << 10, timeout: settings.bodyTimeout).read(request)
        return try JSONDocument(reading: bytes).root
    }
}

extension Problem {
    fileprivate static var noLeaf: Problem {
        invalid("/after", french: "Un nombre entier à partir de -1.", english: "A whole number from -1 on.")
    }

    fileprivate static func beyondLog(size: Int64) -> Problem {
        invalid(
            "/after",
            french: "Le journal n’a que \(size) enregistrements, à partir de 0.",
            english: "The log has only \(size) records, from 0 on."
        )
    }
}

extension JSONValue {
    /// A leaf of the log, or -1 for before the first; nil where nothing is said.
    fileprivate func leaf(_ key: String) throws(Problem) -> Int64? {
        guard let value = self[key: key], !value.isNull else { return nil }
        guard let leaf = value.integer, leaf >= -1 else { throw .noLeaf }
        return leaf
    }
}

extension CreateWebhook.Request {
    /// Reads `{"url": "https://…", "label": "…", "after": 0}`.
    fileprivate init(reading json: JSONValue) throws(Problem) {
        guard let address = json[key: "url"]?.string.flatMap(WebhookAddress.init(_:)) else {
            throw .invalid(
                "/url",
                french:
                    "Une adresse http ou https de \(WebhookAddress.largest) octets au plus, sans identifiant ni « # ».",
                english: "An http or https address of at most \(WebhookAddress.largest) bytes, without user or “#”."
            )
        }
        self.init(address: address, label: try Self.label(json), after: try json.leaf("after"))
    }

    private static func label(_ json: JSONValue) throws(Problem) -> String? {
        guard let value = json[key: "label"], !value.isNull else { return nil }
        guard let label = value.string, !label.isEmpty, label.utf8.count <= 200, !label.utf8.contains(0) else {
            throw .invalid(
                "/label",
                french: "Un nom de 1 à 200 octets, sans U+0000.",
                english: "A name of 1 to 200 bytes, without U+0000."
            )
        }
        return label
    }

    fileprivate func answer(id: String, secret: String, position: Int64) -> JSONObject {
        var object = JSONObject()
        object.set("id", id)
        object.set("secret", secret)
        object.set("url", address.text)
        object.set("label", label)
        object.set("position", position)
        return object
    }
}

extension ListWebhooks.Webhook {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("id", id)
        object.set("url", url)
        object.set("label", label)
        object.set("created_at", Instant(microseconds: createdAt).rfc3339)
        object.set("state", state.rawValue)
        object.set("position", position)
        object.set("failures", failures)
        object.set("last_error", lastError)
        object.set("next_attempt", nextAttempt.map { Instant(microseconds: $0).rfc3339 })
        return object.json
    }
}
