import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import TransparencyLog

/// What witnesses and time stamping authorities say of checkpoints (`docs/evidence.md`). An operator brings it; whoever checks reads
/// it without a key, as the checkpoint itself.
struct WitnessRoutes: Sendable {
    let evidence: EvidenceUseCases
    let settings: ServiceSettings

    private static let base = "/api/v1/evidence/"

    var routes: [Route] {
        [
            Route(.post, Self.base + "cosignatures", .anyOf([.evidence]), use: cosign),
            Route(.post, Self.base + "timestamps", .anyOf([.evidence]), use: stamp),
            Route(.get, Self.base + "cosigned", .open, parameters: ["size"], use: cosigned),
            Route(.get, Self.base + "timestamps/{size}", .open, use: stamps),
        ]
    }

    /// `{"note": "…", "witnesses": ["name+number+key"]}`: a checkpoint with the lines that witnesses added.
    @Sendable func cosign(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request)
        try body.requireMembers(["note", "witnesses"])
        guard let note = body[key: "note"]?.string.flatMap({ try? SignedNote(reading: Array($0.utf8)) }) else {
            throw Problem.invalid("/note", french: "Une note signée, en entier.", english: "A signed note, whole.")
        }
        let texts = body[key: "witnesses"]?.elements.map(\.string) ?? []
        let keys = texts.compactMap { $0.flatMap { try? VerifierKey(text: $0) } }
        guard (1...20).contains(texts.count), keys.count == texts.count else {
            throw Problem.invalid(
                "/witnesses", french: "1 à 20 clés de témoins : nom+numéro+clé.",
                english: "1 to 20 keys of witnesses: name+number+key."
            )
        }
        switch try await evidence.witnesses.keep(note, cosignedBy: keys, by: try context.caller().key) {
        case .success(let all): return .note(all.bytes, status: .created)
        case .failure(let refusal): throw Problem(refusal, at: "/note")
        }
    }

    /// `{"size": 1204, "reply": "base64"}`: what a time stamping authority answered.
    @Sendable func stamp(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request)
        try body.requireMembers(["size", "reply"])
        guard let size = body[key: "size"]?.integer.flatMap(UInt64.init(exactly:)) else {
            throw Problem.invalid("/size", french: "La taille du point de contrôle.", english: "The checkpoint’s size.")
        }
        guard let reply = body[key: "reply"]?.string.flatMap({ Data(base64Encoded: $0) }) else {
            throw Problem.invalid(
                "/reply", french: "Une réponse RFC 3161 en base64.", english: "An RFC 3161 reply in base64."
            )
        }
        let key = try context.caller().key
        if let refusal = try await evidence.witnesses.keep(timestamp: Array(reply), ofSize: size, by: key) {
            throw Problem(refusal, at: refusal == .otherTree ? "/size" : "/reply")
        }
        return .json(JSONObject(), status: .created)
    }

    /// The newest checkpoint with a cosignature, or that of a size.
    @Sendable func cosigned(request: Request, context: ServiceContext) async throws -> Response {
        let size = try context.query.number("size", in: 0...Int.max).map { UInt64($0) }
        guard let note = try await evidence.witnesses.cosigned(size: size) else { throw Problem.notFound }
        return .note(note.bytes)
    }

    /// Replies in base64, oldest first.
    @Sendable func stamps(request: Request, context: ServiceContext) async throws -> Response {
        guard let size = UInt64(try context.pathPart("size")) else { throw Problem.notFound }
        var writer = JSONWriter()
        let replies = try await evidence.witnesses.timestamps(ofSize: size)
        writer.object { answer in
            answer.member("size", size)
            answer.member("replies") { $0.array(replies) { $0.string(Data($1).base64EncodedString()) } }
        }
        return .json(writer.bytes)
    }
}

extension Response {
    fileprivate static func note(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}

extension Problem {
    fileprivate init(_ refusal: KeepWitnesses.Refusal, at pointer: String) {
        self =
            switch refusal {
            case .unreadable:
                .invalid(pointer, french: "Ce n’est pas une réponse RFC 3161.", english: "This is no RFC 3161 reply.")
            case .otherLog:
                .invalid(
                    pointer, french: "Ce journal n’a pas signé cette note.", english: "This log did not sign this note."
                )
            case .otherTree:
                .invalid(
                    pointer, french: "À cette taille, le journal a une autre racine, ou n’est pas si grand.",
                    english: "Of this size the log has another root, or it is not that large."
                )
            case .notCosigned:
                .invalid(
                    pointer, french: "Une signature n’est d’aucune des clés données, ou aucun témoin n’a signé.",
                    english: "A signature is by none of the keys given, or no witness signed."
                )
            case .otherDigest:
                .invalid(
                    pointer, french: "La réponse ne porte pas l’empreinte du texte de ce point de contrôle.",
                    english: "The reply does not hold the digest of this checkpoint’s text."
                )
            }
    }
}
