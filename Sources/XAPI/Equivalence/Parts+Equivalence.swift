import ExactJSON

extension Statement.Result {
    func isEquivalent(to other: Statement.Result) -> Bool {
        success == other.success && completion == other.completion
            && both(json[key: "score"], other.json[key: "score"]) { $0.isSameValue(as: $1) }
            && both(response, other.response) { $0.isSpelt(like: $1) }
            && both(duration, other.duration) { $0.comparable == $1.comparable }
            && both(extensions, other.extensions) { $0.isSameValue(as: $1) }
    }
}

extension Statement.Context {
    func isEquivalent(to other: Statement.Context) -> Bool {
        registration == other.registration && statement == other.statement
            && both(instructor, other.instructor) { $0.isEquivalent(to: $1) }
            && both(team, other.team) { $0.isEquivalent(to: $1) }
            && activities.isEquivalent(to: other.activities)
            && both(revision, other.revision) { $0.isSpelt(like: $1) }
            && both(platform, other.platform) { $0.isSpelt(like: $1) }
            && both(language, other.language) { $0.asciiLowercased == $1.asciiLowercased }
            && both(extensions, other.extensions) { $0.isSameValue(as: $1) }
            && contextAgents.matches(other.contextAgents) { $0.isEquivalent(to: $1) }
            && contextGroups.matches(other.contextGroups) { $0.isEquivalent(to: $1) }
    }
}

extension ContextActivities {
    /// An absent list and an empty one name the same Activities.
    func isEquivalent(to other: ContextActivities) -> Bool {
        parent.matches(other.parent) { $0.id.isSpelt(like: $1.id) }
            && grouping.matches(other.grouping) { $0.id.isSpelt(like: $1.id) }
            && category.matches(other.category) { $0.id.isSpelt(like: $1.id) }
            && self.other.matches(other.other) { $0.id.isSpelt(like: $1.id) }
    }
}

extension ContextActor {
    func isEquivalent(to other: ContextActor) -> Bool {
        actor.isEquivalent(to: other.actor) && relevantTypes.matches(other.relevantTypes) { $0.isSpelt(like: $1) }
    }
}
