import ExactJSON

/// The rules for an Activity's `definition` (xAPI 1.0.3 Data 2.4.4.1, with Interaction Activities).
enum ActivityDefinition {
    private static let properties =
        ["name", "description", "type", "moreInfo", "extensions", "interactionType", "correctResponsesPattern"]
        + InteractionType.componentLists

    static func validate(_ json: JSONValue) throws(Violation) {
        try json.requireObject(.activity)
        var interactionType: InteractionType?
        var isInteraction = false
        var hasComponents = false
        for (key, value) in json.members {
            switch key {
            case "name", "description": try value.requireLanguageMap(.activity)
            case "type", "moreInfo": _ = try value.iri(.activity)
            case "extensions": try value.requireExtensions()
            case "interactionType": interactionType = try InteractionType(value)
            case "correctResponsesPattern":
                try validateResponses(value)
                isInteraction = true
            case "choices", "scale", "source", "target", "steps":
                try InteractionComponents.validate(value)
                isInteraction = true
                hasComponents = true
            default: throw .unknown(key, in: json, .activity, known: properties)
            }
        }
        guard let interactionType else {
            if isInteraction { throw .missing("interactionType", in: json, .activity) }
            return
        }
        if hasComponents { try validateLists(of: json, for: interactionType) }
    }

    /// Neither the length of the array nor that of its strings is limited (SHOULD* NOT).
    private static func validateResponses(_ json: JSONValue) throws(Violation) {
        try json.requireArray(.activity)
        for element in json.elements { try element.requireText(.activity) }
    }

    private static func validateLists(of json: JSONValue, for type: InteractionType) throws(Violation) {
        let supported = type.supportedLists
        for (key, value) in json.members where InteractionType.componentLists.contains(key) {
            guard supported.contains(key) else { throw Violation(.componentsNotSupported, .activity, value) }
        }
    }
}

/// The kinds of interaction, with the component lists that each may have.
enum InteractionType: String, CaseIterable {
    case trueFalse = "true-false"
    case choice
    case fillIn = "fill-in"
    case longFillIn = "long-fill-in"
    case matching, performance, sequencing, likert, numeric, other

    static let componentLists = ["choices", "scale", "source", "target", "steps"]

    init(_ json: JSONValue) throws(Violation) {
        guard let type = InteractionType(rawValue: try json.text(.activity)) else {
            throw Violation(.invalidInteractionType, .activity, json, expected: .oneOf(Self.allCases.map(\.rawValue)))
        }
        self = type
    }

    var supportedLists: [String] {
        switch self {
        case .choice, .sequencing: ["choices"]
        case .likert: ["scale"]
        case .matching: ["source", "target"]
        case .performance: ["steps"]
        case .trueFalse, .fillIn, .longFillIn, .numeric, .other: []
        }
    }
}

/// A list of interaction components: each an `id`, unique in the list, and perhaps a `description`.
enum InteractionComponents {
    static func validate(_ json: JSONValue) throws(Violation) {
        try json.requireArray(.activity)
        var ids: Set<Spelling> = []
        for element in json.elements {
            let id = try validateComponent(element)
            guard ids.insert(Spelling(try id.text(.activity))).inserted else {
                throw Violation(.duplicateComponent, .activity, id)
            }
        }
    }

    private static func validateComponent(_ json: JSONValue) throws(Violation) -> JSONValue {
        try json.requireObject(.activity)
        var id: JSONValue?
        for (key, value) in json.members {
            switch key {
            case "id":
                try value.requireText(.activity)
                id = value
            case "description": try value.requireLanguageMap(.activity)
            default: throw .unknown(key, in: json, .activity, known: ["id", "description"])
            }
        }
        guard let id else { throw .missing("id", in: json, .activity) }
        return id
    }
}
