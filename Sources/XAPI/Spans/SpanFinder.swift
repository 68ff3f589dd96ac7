import ExactJSON

/// Finds what identifies somebody, on a walk over a statement in the order of its bytes. It looks at every member, also
/// where a name stands twice.
struct SpanFinder {
    /// Whether it is to find out whom a span identifies.
    let isNaming: Bool
    private(set) var spans: [StatementSpan] = []

    init(isNaming: Bool) { self.isNaming = isNaming }

    /// - Parameter statement: a statement or a SubStatement (xAPI 1.0.3 Data 2.4).
    mutating func add(statement: JSONValue) {
        for (key, value) in statement.members {
            switch key {
            case "actor": add(actor: value, as: .actor)
            case "object": add(object: value)
            case "result": add(result: value)
            case "context": add(context: value)
            case "authority": add(actor: value, as: .authority)
            case "attachments": for element in value.elements { add(attachment: element) }
            default: continue
            }
        }
    }

    private mutating func add(
        _ kind: StatementSpan.Kind, _ value: JSONValue, of person: InverseFunctionalIdentifier? = nil
    ) {
        spans.append(StatementSpan(kind, value.range, of: person))
    }

    /// An Agent is hidden whole. Of a Group, which is several people, each member is, and its own name and identifier.
    ///
    /// - Parameter kind: what it is unless it is a Group; in the place of a Group alone, a member that has none.
    private mutating func add(actor: JSONValue, as kind: StatementSpan.Kind) {
        let identifier = isNaming ? InverseFunctionalIdentifier(of: actor) : nil
        guard actor[key: "objectType"]?.string == "Group" else { return add(kind, actor, of: identifier) }
        for (key, value) in actor.members {
            switch key {
            case "name": add(.groupName, value, of: identifier)
            case "mbox", "mbox_sha1sum", "openid", "account": add(.groupIdentifier, value, of: identifier)
            case "member": for member in value.elements { add(actor: member, as: .member) }
            default: continue
            }
        }
    }

    private mutating func add(object: JSONValue) {
        // No statement has such an object; a record of the log does, where an Agent is hidden.
        guard !object.isNull else { return add(.object, object) }
        switch object[key: "objectType"]?.string {
        case "Agent", "Group": add(actor: object, as: .object)
        case "SubStatement": add(statement: object)
        case "StatementRef": return
        default: add(activity: object)
        }
    }

    private mutating func add(activity: JSONValue) {
        for (key, definition) in activity.members where key == "definition" {
            for (key, value) in definition.members where key == "extensions" { add(extensions: value) }
        }
    }

    private mutating func add(result: JSONValue) {
        for (key, value) in result.members {
            switch key {
            case "response": add(.freeText, value)
            case "extensions": add(extensions: value)
            default: continue
            }
        }
    }

    private mutating func add(context: JSONValue) {
        for (key, value) in context.members {
            switch key {
            case "instructor": add(actor: value, as: .instructor)
            case "team": add(actor: value, as: .member)
            case "contextAgents": add(list: value, "agent", as: .contextAgent)
            case "contextGroups": add(list: value, "group", as: .member)
            case "contextActivities": for (_, activities) in value.members { add(activities: activities) }
            case "extensions": add(extensions: value)
            default: continue
            }
        }
    }

    /// `contextAgents` or `contextGroups` (xAPI 2.0, 4.2.2.5).
    private mutating func add(list: JSONValue, _ property: String, as kind: StatementSpan.Kind) {
        for element in list.elements {
            for (key, value) in element.members where key == property { add(actor: value, as: kind) }
        }
    }

    /// An array, or a single Activity in its place.
    private mutating func add(activities: JSONValue) {
        for element in activities.elements { add(activity: element) }
        add(activity: activities)
    }

    private mutating func add(attachment: JSONValue) {
        for (key, value) in attachment.members where ["display", "description", "fileUrl"].contains(key) {
            add(.freeText, value)
        }
    }

    /// What an extension is stays; what it says is hidden.
    private mutating func add(extensions: JSONValue) {
        for (_, value) in extensions.members { add(.extensionValue, value) }
    }
}

extension InverseFunctionalIdentifier {
    /// What identifies an Agent or Group; nil where nothing valid does.
    fileprivate init?(of actor: JSONValue) {
        for (key, value) in actor.members {
            if let identifier = try? InverseFunctionalIdentifier(key, value) {
                self = identifier
                return
            }
        }
        return nil
    }
}
