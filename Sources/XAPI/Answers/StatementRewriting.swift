import ExactJSON

/// The changes that a form makes to one statement, gathered on a walk over its parts.
struct StatementRewriting {
    private let form: StatementForm
    private(set) var edits = JSONEdits()

    init(_ form: StatementForm) { self.form = form }

    /// - Parameters:
    ///   - statement: a statement or a SubStatement.
    ///   - members: what the server sets in it.
    mutating func rewrite(
        _ statement: JSONValue,
        setting members: [(key: String, json: [UInt8])] = [],
    ) throws(JSONError) {
        var hasContext = true
        for (key, value) in statement.members {
            switch key {
            case "actor": rewrite(actor: value)
            case "verb": rewrite(verb: value)
            case "object": try rewrite(object: value)
            case "context":
                hasContext = value.count == 0 || !value.members.allSatisfy { isHidden($0.key) }
                try rewrite(context: value)
            case "timestamp": rewrite(timestamp: value)
            default: continue
            }
        }
        // A context of which nothing is left is left out: an empty object SHOULD NOT be there (Data 2.2).
        edits.change(statement, removing: { !hasContext && $0 == "context" }, setting: members)
    }

    private mutating func rewrite(timestamp: JSONValue) {
        guard form.version == .v2_0, !timestamp.isUTCTimestamp else { return }
        guard let text = timestamp.string.flatMap({ Instant.utcText(iso8601: $0) }) else { return }
        edits.replace(timestamp, with: JSONText.string(text))
    }

    private mutating func rewrite(object: JSONValue) throws(JSONError) {
        switch object[key: "objectType"]?.string {
        case "SubStatement": try rewrite(object)
        case "Agent", "Group": rewrite(actor: object, isObject: true)
        case "StatementRef": return
        default: try rewrite(activity: object)
        }
    }

    /// A property of 2.0 in a context that is asked for under 1.0.3.
    private func isHidden(_ key: String) -> Bool {
        form.version == .v1_0_3 && (key == "contextAgents" || key == "contextGroups")
    }

    private mutating func rewrite(context: JSONValue) throws(JSONError) {
        for (key, value) in context.members {
            switch key {
            case "instructor", "team": rewrite(actor: value)
            case "contextActivities": for (_, list) in value.members { try rewrite(activities: list) }
            case "contextAgents": rewrite(contextActors: value, "agent")
            case "contextGroups": rewrite(contextActors: value, "group")
            default: continue
            }
        }
        edits.change(context, removing: isHidden)
    }

    /// Data 2.4.6.2: "The LRS MUST return single Activity Objects as an array of length one".
    private mutating func rewrite(activities: JSONValue) throws(JSONError) {
        for element in activities.elements { try rewrite(activity: element) }
        guard activities.kind == .object else { return }
        edits.makeArray(of: activities)
        try rewrite(activity: activities)
    }

    private mutating func rewrite(contextActors: JSONValue, _ property: String) {
        for element in contextActors.elements {
            if let actor = element[key: property] { rewrite(actor: actor) }
        }
    }
}

extension StatementRewriting {
    /// Under `ids` what identifies an Agent or Group is left, and where an anonymous Group stands, its members by theirs.
    ///
    /// - Parameter isObject: whether it is the object of a statement, where an Agent has to say that it is one.
    mutating func rewrite(actor: JSONValue, isObject: Bool = false) {
        guard form.format == .ids else { return }
        let isGroup = actor[key: "objectType"]?.string == "Group"
        let isAnonymous = !actor.members.contains { Self.identifiers.contains($0.key) }
        var kept = Self.identifiers
        if isGroup || isObject { kept.insert("objectType") }
        if isAnonymous {
            kept.insert("member")
            if let members = actor[key: "member"] { for member in members.elements { rewrite(actor: member) } }
        }
        edits.change(actor, removing: { !kept.contains($0) })
    }

    private static let identifiers: Set<String> = ["mbox", "mbox_sha1sum", "openid", "account"]

    private mutating func rewrite(verb: JSONValue) {
        switch form.format {
        case .exact: return
        case .ids: edits.change(verb, removing: { $0 != "id" })
        case .canonical: if let display = verb[key: "display"] { reduce(display) }
        }
    }

    private mutating func rewrite(activity: JSONValue) throws(JSONError) {
        switch form.format {
        case .exact: return
        case .ids: edits.change(activity, removing: { $0 != "id" })
        case .canonical:
            if let id = activity[key: "id"]?.string, let canonical = form.canonicalDefinition(id) {
                edits.change(activity, setting: [("definition", try reduced(definition: canonical))])
            } else if let definition = activity[key: "definition"] {
                reduce(definition: definition)
            }
        }
    }

    private func reduced(definition: [UInt8]) throws(JSONError) -> [UInt8] {
        let root = try JSONDocument(reading: definition).root
        var rewriting = StatementRewriting(form)
        rewriting.reduce(definition: root)
        return rewriting.edits.applied(to: root)
    }

    private mutating func reduce(definition: JSONValue) {
        for (key, value) in definition.members {
            switch key {
            case "name", "description": reduce(value)
            case "choices", "scale", "source", "target", "steps":
                for component in value.elements { component[key: "description"].map { reduce($0) } }
            default: continue
            }
        }
    }

    /// Communication 2.1.3: "The LRS MUST return only one language in each of these maps", chosen for each of them.
    private mutating func reduce(_ languageMap: JSONValue) {
        guard let best = form.languages.best(of: languageMap.members.map(\.key)) else { return }
        edits.change(languageMap, removing: { !$0.isSpelt(like: best) })
    }
}
