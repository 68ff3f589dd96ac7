package import ExactJSON
package import Foundation

/// One xAPI statement that has passed every rule of xAPI 1.0.3 or 2.0, over the bytes that came
/// (xAPI 1.0.3 Data 2.4, and 2.0 where it was read under 2.0).
///
/// What the bytes say is never rewritten; properties are read from them, some when they are asked for.
package struct Statement: Sendable {
    /// The statement's object in the document that was read; `json.bytes` are its bytes.
    package let json: JSONValue
    /// As sent; nil where the server has to give one.
    package let id: UUID?
    package let actor: Actor
    /// The IRI of the verb.
    package let verb: String
    package let object: Object
    package let result: Result?
    package let context: Context?
    /// When it happened; nil where the server has to put `stored`.
    package let timestamp: Instant?
    /// `stored` as sent, which the server overwrites (Data 2.4.8).
    package let sentStored: Instant?
    /// `authority` as sent, which the server normally overwrites (Data 2.4.9).
    package let sentAuthority: Actor?
    /// `version` as sent, kept; nil where the server sets `XAPIVersion.statementVersion` (Data 2.4.10).
    package let version: String?
    package let attachments: [Attachment]

    /// What is done to, or with whom (Data 2.4.4).
    package enum Object: Sendable {
        case activity(Activity)
        /// An Agent or a Group.
        case actor(Actor)
        /// The id of another statement, which need not be known.
        case statementReference(UUID)
        indirect case subStatement(SubStatement)
    }

    /// Bounds of one statement.
    package struct Limits: Sendable {
        /// Bytes of its JSON text.
        package var bytes: Int
        /// Identified Agents and Groups, each counted once.
        package var distinctAgents: Int

        package init(bytes: Int = 1 << 20, distinctAgents: Int = 1000) {
            self.bytes = bytes
            self.distinctAgents = distinctAgents
        }
    }
}

extension Statement {
    /// The target of a voiding statement (Data 2.3.2), nil for all others.
    package var voids: UUID? {
        guard verb == VerbIRI.voided, case .statementReference(let target) = object else { return nil }
        return target
    }
}
