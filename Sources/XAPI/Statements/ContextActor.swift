import ExactJSON

/// An element of `contextAgents` or `contextGroups`: somebody involved, and how (xAPI 2.0, 4.2.2.5).
package struct ContextActor: Sendable {
    /// An Agent in `contextAgents`, a Group (identified or not) in `contextGroups`.
    package let actor: Actor
    /// IRIs that say in which way; at least one where the property was sent.
    package let relevantTypes: [String]

    /// The two lists, which differ in their words alone.
    struct Kind {
        let objectType: String
        let property: String
        let place: Actor.Place

        static let agents = Kind(objectType: "contextAgent", property: "agent", place: .agentOnly)
        static let groups = Kind(objectType: "contextGroup", property: "group", place: .groupOnly)
    }

    static func list(_ json: JSONValue, of kind: Kind) throws(Violation) -> [ContextActor] {
        try json.requireArray(.contextActors)
        var actors: [ContextActor] = []
        for element in json.elements { actors.append(try ContextActor(element, kind)) }
        return actors
    }

    private init(_ json: JSONValue, _ kind: Kind) throws(Violation) {
        try json.requireObject(.contextActors)
        var actor: Actor?
        var relevantTypes: [String] = []
        var hasObjectType = false
        for (key, value) in json.members {
            switch key {
            case "objectType":
                guard try value.text(.contextActors) == kind.objectType else {
                    throw Violation(.invalidObjectType, .contextActors, value, expected: .oneOf([kind.objectType]))
                }
                hasObjectType = true
            case kind.property: actor = try Actor(value, allowing: kind.place)
            case "relevantTypes": relevantTypes = try Self.relevantTypes(value)
            default:
                let known = ["objectType", kind.property, "relevantTypes"]
                throw .unknown(key, in: json, .contextActors, known: known)
            }
        }
        guard hasObjectType else { throw .missing("objectType", in: json, .contextActors) }
        guard let actor else { throw .missing(kind.property, in: json, .contextActors) }
        self.actor = actor
        self.relevantTypes = relevantTypes
    }

    private static func relevantTypes(_ json: JSONValue) throws(Violation) -> [String] {
        try json.requireArray(.contextActors)
        guard json.count > 0 else { throw Violation(.emptyList, .contextActors, json) }
        var types: [String] = []
        for element in json.elements { types.append(try element.iri(.contextActors)) }
        return types
    }
}
