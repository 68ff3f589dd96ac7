import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// Keys of content players and providers: made, listed, given a new secret, revoked. A secret is shown once, in the answer
/// that makes it.
struct KeyRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    var routes: [Route] {
        [
            Route(.post, "/api/v1/keys", .anyOf([.admin]), use: create),
            Route(.get, "/api/v1/keys", .anyOf([.admin]), use: list),
            Route(.post, "/api/v1/keys/{id}/rotate", .anyOf([.admin]), use: rotate),
            Route(.delete, "/api/v1/keys/{id}", .anyOf([.admin]), use: revoke),
        ]
    }

    private var reader: BodyReader { BodyReader(limit: 64 << 10, timeout: settings.bodyTimeout) }

    @Sendable func create(request: Request, context: ServiceContext) async throws -> Response {
        guard request.mediaType == "application/json" else { throw Problem.jsonOnly }
        let bytes = try await reader.read(request)
        let asked = try CreateKey.Request(reading: try JSONDocument(reading: bytes).root)
        switch try await useCases.keys.create(asked) {
        case .created(let id, let secret): return .json(asked.answer(id: id, secret: secret), status: .created)
        case .alreadyThere:
            throw Problem(.conflict, french: "Cette clé existe déjà.", english: "This key is here already.")
        }
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        .list(try await useCases.keys.list().map(\.json), next: nil)
    }

    /// The body, where there is one, says for how long the secret before is still good.
    @Sendable func rotate(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.pathPart("id")
        let bytes = try await reader.read(request)
        guard bytes.isEmpty || request.mediaType == "application/json" else { throw Problem.jsonOnly }
        let grace = try bytes.isEmpty ? 0 : RotateKey.grace(reading: try JSONDocument(reading: bytes).root)
        guard let rotated = try await useCases.keys.rotate(id, grace: grace) else { throw Problem.notFound }
        return .json(rotated.answer(id: id))
    }

    @Sendable func revoke(request: Request, context: ServiceContext) async throws -> Response {
        guard try await useCases.keys.revoke(try context.pathPart("id")) else { throw Problem.notFound }
        return Response(status: .noContent)
    }
}

extension Problem {
    static var jsonOnly: Problem {
        Problem(.unsupportedContentType, french: "Envoyez application/json.", english: "Send application/json.")
    }
}

extension CreateKey.Request {
    /// Reads `{"label": "…", "source": "…", "scopes": ["statements/write", …]}`.
    fileprivate init(reading json: JSONValue) throws(Problem) {
        guard let label = json[key: "label"]?.string, !label.isEmpty, label.utf8.count <= 200,
            !label.utf8.contains(0)
        else {
            throw .invalid(
                "/label",
                french: "Un nom de 1 à 200 octets, sans U+0000.",
                english: "A name of 1 to 200 bytes, without U+0000."
            )
        }
        guard let source = json[key: "source"]?.string, StatementSource.isName(source) else {
            throw .invalid(
                "/source",
                french: "1 à 64 lettres, chiffres, points et tirets.",
                english: "1 to 64 letters, digits, dots and hyphens."
            )
        }
        let names = json[key: "scopes"].map { Array($0.elements) } ?? []
        let scopes = names.compactMap { $0.string.flatMap(Scope.init(rawValue:)) }
        guard !scopes.isEmpty, scopes.count == names.count else {
            let known = Scope.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("/scopes", french: "Un ou plusieurs de : \(known).", english: "One or more of: \(known).")
        }
        self.init(label: label, source: source, scopes: Set(scopes))
    }

    fileprivate func answer(id: String, secret: String) -> JSONObject {
        var object = JSONObject()
        object.set("key", id)
        object.set("secret", secret)
        object.set("label", label)
        object.set("source", source)
        object.set("scopes", json: JSONLiteral.array(scopes.map(\.rawValue).sorted().map { JSONText.string($0) }))
        return object
    }
}

extension ListKeys.Key {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("key", id)
        object.set("label", label)
        object.set("source", source)
        object.set("scopes", json: JSONLiteral.array(scopes.map { JSONText.string($0) }))
        object.set("authority", json: authority)
        object.set("created_at", Instant(microseconds: createdAt).rfc3339)
        object.set("rotated_at", rotatedAt.map { Instant(microseconds: $0).rfc3339 })
        object.set("revoked_at", revokedAt.map { Instant(microseconds: $0).rfc3339 })
        return object.json
    }
}
