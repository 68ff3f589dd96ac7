import ExactJSON

extension Actor {
    /// What may stand in a place of a statement.
    enum Place {
        /// Agent unless `objectType` says Group.
        case agentOrGroup
        /// A member of a Group, a context agent: Agent or nothing said.
        case agentOnly
        /// A team, a context group: `objectType` has to say Group.
        case groupOnly
    }

    private static let properties = ["objectType", "name", "mbox", "mbox_sha1sum", "openid", "account", "member"]

    init(_ json: JSONValue, allowing place: Place) throws(Violation) {
        let parts = try Parts(json)
        let isGroup = try Self.isGroup(parts.objectType, in: json, allowing: place)
        let section: Section = isGroup ? .group : .agent
        guard isGroup else {
            if parts.member != nil { throw Violation(.unknownProperty, .agent, json, key: "member") }
            guard let identifier = parts.identifier else { throw Violation(.missingIdentifier, section, json) }
            self.init(kind: .agent, name: parts.name, identifier: identifier, members: [])
            return
        }
        let members = try parts.member.map { json throws(Violation) in try Self.members(json) }
        if parts.identifier == nil, members?.isEmpty ?? true { throw Violation(.missingMembers, section, json) }
        self.init(
            kind: parts.identifier == nil ? .anonymousGroup : .identifiedGroup,
            name: parts.name,
            identifier: parts.identifier,
            members: members ?? [],
        )
    }

    private static func isGroup(
        _ objectType: JSONValue?,
        in json: JSONValue,
        allowing place: Place,
    ) throws(Violation) -> Bool {
        guard let objectType else {
            if place == .groupOnly { throw Violation(.groupRequired, .group, json) }
            return false
        }
        switch (try objectType.text(.agent), place) {
        case ("Agent", .agentOnly), ("Agent", .agentOrGroup): return false
        case ("Group", .groupOnly), ("Group", .agentOrGroup): return true
        case ("Group", .agentOnly): throw Violation(.agentRequired, .group, objectType)
        case ("Agent", .groupOnly): throw Violation(.groupRequired, .group, objectType)
        default:
            let expected = place == .agentOrGroup ? ["Agent", "Group"] : place == .agentOnly ? ["Agent"] : ["Group"]
            throw Violation(.invalidObjectType, .agent, objectType, expected: .oneOf(expected))
        }
    }

    private static func members(_ json: JSONValue) throws(Violation) -> [Actor] {
        try json.requireArray(.group)
        var members: [Actor] = []
        members.reserveCapacity(json.count)
        for element in json.elements { members.append(try Actor(element, allowing: .agentOnly)) }
        return members
    }

    /// The members of the object, each looked at once.
    private struct Parts {
        var objectType: JSONValue?
        var name: String?
        var identifier: InverseFunctionalIdentifier?
        var member: JSONValue?

        init(_ json: JSONValue) throws(Violation) {
            try json.requireObject(.actor)
            for (key, value) in json.members {
                switch key {
                case "objectType": objectType = value
                case "name": name = try value.text(.agent)
                case "member": member = value
                default:
                    guard let read = try InverseFunctionalIdentifier(key, value) else {
                        throw .unknown(key, in: json, .agent, known: Actor.properties)
                    }
                    if identifier != nil { throw Violation(.severalIdentifiers, .agent, value) }
                    identifier = read
                }
            }
        }
    }
}
