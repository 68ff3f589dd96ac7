import ExactJSON

/// The properties of a statement or SubStatement, each looked at once and none yet read.
struct StatementParts {
    var id: JSONValue?
    var actor: JSONValue?
    var verb: JSONValue?
    var object: JSONValue?
    var result: JSONValue?
    var context: JSONValue?
    var timestamp: JSONValue?
    var stored: JSONValue?
    var authority: JSONValue?
    var version: JSONValue?
    var attachments: JSONValue?

    private static let properties = [
        "id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority", "version",
        "attachments",
    ]

    init(_ json: JSONValue, isSubStatement: Bool) throws(Violation) {
        try json.requireObject(.statement)
        for (key, value) in json.members {
            switch key {
            case "actor": actor = value
            case "verb": verb = value
            case "object": object = value
            case "result": result = value
            case "context": context = value
            case "timestamp": timestamp = value
            case "attachments": attachments = value
            case "objectType" where isSubStatement: continue
            case "id", "stored", "authority", "version":
                if isSubStatement { throw Violation(.notInSubStatement, .statementObject, value) }
                set(key, value)
            default: throw .unknown(key, in: json, .statement, known: Self.properties)
            }
        }
    }

    private mutating func set(_ key: String, _ value: JSONValue) {
        switch key {
        case "id": id = value
        case "stored": stored = value
        case "authority": authority = value
        default: version = value
        }
    }
}

/// Under which version, and within which limits, a statement is read.
struct Rules {
    let version: XAPIVersion
    let limits: Statement.Limits
    /// Inside a SubStatement another one may not follow.
    var isInSubStatement = false
}

/// What statements and SubStatements have in common, read and checked.
struct StatementCore {
    let actor: Actor
    let verb: String
    let object: Statement.Object
    let result: Statement.Result?
    let context: Statement.Context?
    let timestamp: Instant?
    let attachments: [Statement.Attachment]

    init(_ parts: StatementParts, in json: JSONValue, _ rules: Rules) throws(Violation) {
        guard let actor = parts.actor else { throw .missing("actor", in: json, .formatting) }
        guard let verb = parts.verb else { throw .missing("verb", in: json, .formatting) }
        guard let object = parts.object else { throw .missing("object", in: json, .formatting) }
        self.actor = try Actor(actor, allowing: .agentOrGroup)
        self.verb = try Self.verb(verb)
        self.object = try Statement.Object(object, rules)
        if self.verb == VerbIRI.voided {
            guard case .statementReference = self.object else {
                throw Violation(.voidingNeedsReference, .voiding, object)
            }
        }
        result = try parts.result.map { value throws(Violation) in try Statement.Result(value) }
        context = try parts.context.map { value throws(Violation) in try Statement.Context(value, rules) }
        if let context { try context.requireFitting(self.object) }
        timestamp = try parts.timestamp.map { value throws(Violation) in try value.instant(.timestamp) }
        attachments =
            try parts.attachments.map { value throws(Violation) in try Statement.Attachment.list(value) } ?? []
    }

    /// Data 2.4.3: an `id` and perhaps a `display`.
    private static func verb(_ json: JSONValue) throws(Violation) -> String {
        try json.requireObject(.verb)
        var id: String?
        for (key, value) in json.members {
            switch key {
            case "id": id = try value.iri(.verb)
            case "display": try value.requireLanguageMap(.verb)
            default: throw .unknown(key, in: json, .verb, known: ["id", "display"])
            }
        }
        guard let id else { throw .missing("id", in: json, .verb) }
        return id
    }
}
