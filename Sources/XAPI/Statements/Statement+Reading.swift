package import ExactJSON
import Foundation

extension Statement {
    /// Reads and checks one statement: every rule of xAPI 1.0.3 Data, and the additions of 2.0 where asked for.
    ///
    /// Duplicate keys are known to the document, not to the value: ask `InvalidStatement(duplicateKeysIn:)` once per
    /// document.
    ///
    /// - Parameters:
    ///   - json: the statement's object; in a batch, one element of the array.
    ///   - version: the version that the request names; `context.contextAgents` and the like exist from 2.0 on.
    ///   - pointer: where `json` stands in the body: `/3` for the fourth of a batch. Refusals start with it.
    /// - Throws: the first broken rule met, in the order of the properties.
    package init(
        reading json: JSONValue,
        version: XAPIVersion,
        pointer: JSONPointer = JSONPointer(),
        limits: Limits = Limits(),
    ) throws(InvalidStatement) {
        do {
            try self.init(json, Rules(version: version, limits: limits))
        } catch {
            throw error.located(from: json, at: pointer)
        }
    }

    private init(_ json: JSONValue, _ rules: Rules) throws(Violation) {
        guard json.range.count <= rules.limits.bytes else {
            throw Violation(.statementTooLarge, .limits, json, expected: .limit(rules.limits.bytes))
        }
        let parts = try StatementParts(json, isSubStatement: false)
        id = try parts.id.map { value throws(Violation) in try value.uuid(.id) }
        let core = try StatementCore(parts, in: json, rules)
        self.json = json
        actor = core.actor
        verb = core.verb
        object = core.object
        result = core.result
        context = core.context
        timestamp = core.timestamp
        attachments = core.attachments
        sentStored = try parts.stored.map { value throws(Violation) in try value.instant(.stored) }
        sentAuthority = try parts.authority.map { value throws(Violation) in try Self.authority(value) }
        version = try parts.version.map { value throws(Violation) in try Self.version(value, rules.version) }
        try requireFewAgents(rules.limits.distinctAgents)
    }

    private static func version(_ json: JSONValue, _ rules: XAPIVersion) throws(Violation) -> String {
        let text = try json.text(.version)
        guard rules.accepts(statementVersion: text) else {
            let known = rules == .v1_0_3 ? ["1.0.0", "1.0.x"] : ["1.0.0", "1.0.x", "2.0.0", "2.0.x"]
            throw Violation(.unsupportedVersion, .version, json, expected: .oneOf(known))
        }
        return text
    }

    /// Data 2.4.9: an Agent, or for three-legged OAuth an anonymous Group of an application, known by its account,
    /// and a user.
    private static func authority(_ json: JSONValue) throws(Violation) -> Actor {
        let actor = try Actor(json, allowing: .agentOrGroup)
        guard actor.isGroup else { return actor }
        let hasApplication = actor.members.contains { member in
            if case .account = member.identifier { true } else { false }
        }
        guard actor.kind == .anonymousGroup, actor.members.count == 2, hasApplication else {
            throw Violation(.invalidAuthority, .authority, json)
        }
        return actor
    }

    /// Counting apart only where so many are named at all that the limit could be passed.
    private func requireFewAgents(_ limit: Int) throws(Violation) {
        guard namedAgentCount > limit, agents.count > limit else { return }
        throw Violation(.tooManyAgents, .limits, json, expected: .limit(limit))
    }
}

extension Statement.Object {
    init(_ json: JSONValue, _ rules: Rules) throws(Violation) {
        try json.requireObject(.object)
        guard let objectType = json[key: "objectType"] else {
            self = .activity(try Activity(json))
            return
        }
        switch try objectType.text(.object) {
        case "Activity": self = .activity(try Activity(json))
        case "Agent", "Group": self = .actor(try Actor(json, allowing: .agentOrGroup))
        case "StatementRef": self = .statementReference(try json.statementReference())
        case "SubStatement":
            guard !rules.isInSubStatement else { throw Violation(.nestedSubStatement, .statementObject, json) }
            var inner = rules
            inner.isInSubStatement = true
            self = .subStatement(try SubStatement(json, reading: inner))
        default:
            let known = ["Activity", "Agent", "Group", "StatementRef", "SubStatement"]
            throw Violation(.invalidObjectType, .object, objectType, expected: .oneOf(known))
        }
    }
}
