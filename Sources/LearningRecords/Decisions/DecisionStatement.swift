import ExactJSON
import Foundation
import XAPI

/// A decision as a statement (`docs/administrative-decisions.md`): the verb says what was decided, `result.response` why,
/// `context.instructor` by whom.
struct DecisionStatement {
    let actor: InverseFunctionalIdentifier
    let decision: Decision
    let id: UUID
    /// µs since 1970.
    let at: Int64
    /// SHA-256 of the proof that came along.
    let sha256: [UInt8]?

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { statement in
            statement.member("id", id.canonical)
            statement.member("actor") { $0.json(actor.agentJSON) }
            statement.member("verb") { $0.json(verb) }
            statement.member("object") { object in
                object.object { activity in
                    activity.member("objectType", "Activity")
                    activity.member("id", decision.course)
                }
            }
            statement.member("result") { $0.json(result) }
            statement.member("context") { context in
                context.object { members in
                    members.member("instructor") { $0.json(decision.decider.json) }
                    members.member("platform", "Relevé")
                }
            }
            statement.member("timestamp", Instant(microseconds: at).rfc3339)
            if let attachment {
                statement.member("attachments") { $0.json(Array("[".utf8) + attachment + Array("]".utf8)) }
            }
        }
        return writer.bytes
    }

    private var verb: [UInt8] {
        let (iri, name) =
            switch decision.kind {
            case .completion: (VerbIRI.completed, "completed")
            case .waiver, .equivalence: (VerbIRI.waived, "waived")
            case .refusal: (VerbIRI.failed, "failed")
            }
        var writer = JSONWriter()
        writer.object { verb in
            verb.member("id", iri)
            verb.member("display") { display in display.object { $0.member("en", name) } }
        }
        return writer.bytes
    }

    /// cmi5 §9.5.5.2 has the reasons of a waiver.
    private var result: [UInt8] {
        var writer = JSONWriter()
        writer.object { result in
            switch decision.kind {
            case .completion: result.member("completion", true)
            case .refusal: result.member("success", false)
            case .waiver, .equivalence:
                result.member("completion", true)
                result.member("extensions") { extensions in
                    extensions.object { members in
                        members.member(CMI5IRI.reason, decision.kind == .waiver ? "Administrative" : "Equivalent")
                    }
                }
            }
            result.member("response", decision.reason)
        }
        return writer.bytes
    }

    private var attachment: [UInt8]? {
        guard let proof = decision.proof else { return nil }
        var writer = JSONWriter()
        writer.object { attachment in
            attachment.member("usageType", AttachmentUsageIRI.supportingMedia)
            attachment.member("display") { display in display.object { $0.member("fr", proof.title) } }
            attachment.member("contentType", proof.mediaType)
            switch proof.content {
            case .bytes(let bytes):
                attachment.member("length", Int64(bytes.count))
                attachment.member("sha2", hexadecimal(sha256 ?? []))
            case .elsewhere(let url, let length, let sha2):
                attachment.member("length", length)
                attachment.member("sha2", sha2)
                attachment.member("fileUrl", url)
            }
        }
        return writer.bytes
    }
}

extension Decider {
    /// An Agent.
    var json: [UInt8] {
        guard let name else { return identifier.agentJSON }
        var writer = JSONWriter()
        writer.object { $0.member("name", name) }
        // Two objects become one.
        return Array(identifier.agentJSON.dropLast()) + Array(",".utf8) + Array(writer.bytes.dropFirst())
    }
}
