package import ExactJSON
package import Foundation

extension Statement {
    /// What gives a statement more meaning (xAPI 1.0.3 Data 2.4.6).
    package struct Context: Sendable {
        package let json: JSONValue
        package private(set) var registration: UUID?
        package private(set) var instructor: Actor?
        /// Always a Group.
        package private(set) var team: Actor?
        package private(set) var activities = ContextActivities()
        package private(set) var language: String?
        /// Another statement as context.
        package private(set) var statement: UUID?
        /// The map as sent: keys are IRIs, values anything.
        package private(set) var extensions: JSONValue?
        /// 2.0 only.
        package private(set) var contextAgents: [ContextActor] = []
        /// 2.0 only.
        package private(set) var contextGroups: [ContextActor] = []
        /// Whether one of the two properties of 2.0 was sent, be it empty.
        package private(set) var hasContextActors = false
        private var revisionOrPlatform: JSONValue?

        package var revision: String? { json[key: "revision"]?.string }
        package var platform: String? { json[key: "platform"]?.string }

        private static let properties = [
            "registration", "instructor", "team", "contextActivities", "revision", "platform", "language", "statement",
            "extensions",
        ]

        init(_ json: JSONValue, _ rules: Rules) throws(Violation) {
            try json.requireObject(.context)
            self.json = json
            for (key, value) in json.members {
                if try read(key, value) { continue }
                guard try readContextActors(key, value, rules.version) else {
                    let known = Self.properties + (rules.version == .v2_0 ? ["contextAgents", "contextGroups"] : [])
                    throw .unknown(key, in: json, .context, known: known)
                }
            }
        }

        /// Whether the key is one of 1.0.3; if so it has been read.
        private mutating func read(_ key: String, _ value: JSONValue) throws(Violation) -> Bool {
            switch key {
            case "registration": registration = try value.uuid(.registration)
            case "instructor": instructor = try Actor(value, allowing: .agentOrGroup)
            case "team": team = try Actor(value, allowing: .groupOnly)
            case "contextActivities": activities = try ContextActivities(value)
            case "revision", "platform":
                try value.requireText(.context)
                revisionOrPlatform = revisionOrPlatform ?? value
            case "language": language = try Self.language(value)
            case "statement": statement = try value.statementReference()
            case "extensions":
                try value.requireExtensions()
                extensions = value
            default: return false
            }
            return true
        }

        /// Whether the key is one of those that came with 2.0; if so it has been read, or refused under 1.0.3.
        private mutating func readContextActors(
            _ key: String,
            _ value: JSONValue,
            _ version: XAPIVersion,
        ) throws(Violation) -> Bool {
            guard key == "contextAgents" || key == "contextGroups" else { return false }
            guard version == .v2_0 else { throw Violation(.notInThisVersion, .context, value) }
            hasContextActors = true
            if key == "contextAgents" {
                contextAgents = try ContextActor.list(value, of: .agents)
            } else {
                contextGroups = try ContextActor.list(value, of: .groups)
            }
            return true
        }

        private static func language(_ json: JSONValue) throws(Violation) -> String {
            let tag = try json.text(.context)
            guard LanguageTag.isWellFormed(tag) else { throw Violation(.invalidLanguageTag, .context, json) }
            return tag
        }

        /// Data 2.4.6: "revision" and "platform" only where the object is an Activity.
        func requireFitting(_ object: Object) throws(Violation) {
            guard let revisionOrPlatform else { return }
            if case .activity = object { return }
            throw Violation(.activityRequired, .context, revisionOrPlatform)
        }
    }
}

/// The Activities around a statement, by their relation to it (xAPI 1.0.3 Data 2.4.6.2). A single Activity in the place
/// of an array is an array of one.
package struct ContextActivities: Sendable {
    package private(set) var parent: [Activity] = []
    package private(set) var grouping: [Activity] = []
    package private(set) var category: [Activity] = []
    package private(set) var other: [Activity] = []
    /// Whether one of them was sent as a single Activity.
    package private(set) var hasSingleActivity = false

    init() {}

    init(_ json: JSONValue) throws(Violation) {
        try json.requireObject(.contextActivities)
        for (key, value) in json.members {
            switch key {
            case "parent": parent = try list(value)
            case "grouping": grouping = try list(value)
            case "category": category = try list(value)
            case "other": other = try list(value)
            default:
                throw .unknown(key, in: json, .contextActivities, known: ["parent", "grouping", "category", "other"])
            }
        }
    }

    private mutating func list(_ json: JSONValue) throws(Violation) -> [Activity] {
        try json.requireObjectOrArray(.contextActivities)
        guard case .array = json.kind else {
            hasSingleActivity = true
            return [try Activity(json)]
        }
        var activities: [Activity] = []
        for element in json.elements { activities.append(try Activity(element)) }
        return activities
    }
}
