package import ExactJSON
package import Foundation

/// A statement inside another that says what might happen, not what did (xAPI 1.0.3 Data 2.4.4.3).
///
/// It has no id, stored, version or authority, and its object is never a SubStatement.
package struct SubStatement: Sendable {
    package let json: JSONValue
    package let actor: Actor
    /// The IRI of the verb.
    package let verb: String
    package let object: Object
    package let result: Statement.Result?
    package let context: Statement.Context?
    package let timestamp: Instant?
    package let attachments: [Statement.Attachment]

    /// What a SubStatement may be about.
    package enum Object: Sendable {
        case activity(Activity)
        case actor(Actor)
        case statementReference(UUID)
    }

    init(_ json: JSONValue, reading rules: Rules) throws(Violation) {
        let parts = try StatementParts(json, isSubStatement: true)
        let core = try StatementCore(parts, in: json, rules)
        self.json = json
        actor = core.actor
        verb = core.verb
        switch core.object {
        case .activity(let activity): object = .activity(activity)
        case .actor(let actor): object = .actor(actor)
        case .statementReference(let id): object = .statementReference(id)
        case .subStatement(let nested): throw Violation(.nestedSubStatement, .statementObject, nested.json)
        }
        result = core.result
        context = core.context
        timestamp = core.timestamp
        attachments = core.attachments
    }
}
