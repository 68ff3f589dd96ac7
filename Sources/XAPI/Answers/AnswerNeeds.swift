import ExactJSON

/// What has to be set or rewritten when a statement is given back. It is known when the statement comes, and is stored
/// with it, so that most answers are made without reading the statement again.
///
/// Bits are stored with statements: they keep their values for ever.
package struct AnswerNeeds: OptionSet, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// No `id` came: the server gives one (xAPI 1.0.3 Data 2.4.1).
    package static let id = AnswerNeeds(rawValue: 1 << 0)
    /// No `timestamp` came: it is `stored` (Data 2.4.7).
    package static let timestamp = AnswerNeeds(rawValue: 1 << 1)
    /// No `version` came: the server sets it (Data 2.4.10).
    package static let version = AnswerNeeds(rawValue: 1 << 2)
    /// A `stored` or an `authority` came, and gives way to the server's (Data 2.4.8, 2.4.9).
    package static let overwriting = AnswerNeeds(rawValue: 1 << 3)
    /// A timestamp, that of a SubStatement too, is not spelt in UTC: it is rewritten under 2.0.
    package static let conversion = AnswerNeeds(rawValue: 1 << 4)
    /// `contextActivities` hold a single Activity, which is given back as an array of one (Data 2.4.6.2).
    package static let activityLists = AnswerNeeds(rawValue: 1 << 5)
    /// There are `contextAgents` or `contextGroups`, which 1.0.3 does not know.
    package static let contextActors = AnswerNeeds(rawValue: 1 << 6)

    /// The needs for which a statement must be read again, where it is asked for under this version, as it came.
    static func rewriting(under version: XAPIVersion) -> AnswerNeeds {
        let always: AnswerNeeds = [.overwriting, .activityLists]
        return always.union(version == .v2_0 ? .conversion : .contextActors)
    }
}

extension AnswerNeeds {
    package init(of statement: Statement) {
        self = []
        if statement.id == nil { insert(.id) }
        if statement.timestamp == nil { insert(.timestamp) }
        if statement.version == nil { insert(.version) }
        if statement.sentStored != nil || statement.sentAuthority != nil { insert(.overwriting) }
        addParts(of: statement.json, statement.context)
        if case .subStatement(let inner) = statement.object { addParts(of: inner.json, inner.context) }
    }

    /// What a statement and a SubStatement have in common.
    private mutating func addParts(of json: JSONValue, _ context: Statement.Context?) {
        if json[key: "timestamp"].map({ !$0.isUTCTimestamp }) == true { insert(.conversion) }
        guard let context else { return }
        if context.activities.hasSingleActivity { insert(.activityLists) }
        if context.hasContextActors { insert(.contextActors) }
    }
}
