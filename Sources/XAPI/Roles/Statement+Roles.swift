extension Statement {
    /// Every identified Agent and Group that the statement names, once each, in the order of their first mention:
    /// actor, object, instructor, team, contextAgents, contextGroups, their members, and the same in a SubStatement.
    ///
    /// The authority is not among them, since the server sets it. Anonymous Groups give their members only. In a
    /// SubStatement everything has the one role `subStatement`.
    package var agents: [AgentRoles] {
        var found = FoundAgents()
        found.add(actor, as: .actor)
        if case .actor(let actor) = object { found.add(actor, as: .object) }
        if let context { found.add(context) }
        if case .subStatement(let inner) = object { found.add(inner) }
        return found.all.elements
    }

    /// Every Activity that the statement names, once for each IRI as spelt: object and contextActivities, and the same
    /// in a SubStatement, where everything has the one role `subStatement`.
    package var activities: [ActivityRoles] {
        var found = FoundActivities()
        if case .activity(let activity) = object { found.add(activity, as: .object) }
        if let context { found.add(context.activities) }
        if case .subStatement(let inner) = object {
            if case .activity(let activity) = inner.object { found.add(activity, as: .subStatement) }
            if let context = inner.context { found.add(context.activities, all: .subStatement) }
        }
        return found.all.elements
    }

    /// How many Agents and Groups are named, repeated ones included; cheap.
    var namedAgentCount: Int {
        var count = actor.headCount
        if case .actor(let actor) = object { count += actor.headCount }
        if let context { count += context.headCount }
        guard case .subStatement(let inner) = object else { return count }
        if case .actor(let actor) = inner.object { count += actor.headCount }
        return count + inner.actor.headCount + (inner.context?.headCount ?? 0)
    }
}

extension Actor {
    fileprivate var headCount: Int { 1 + members.count }
}

extension Statement.Context {
    fileprivate var headCount: Int {
        var count = (instructor?.headCount ?? 0) + (team?.headCount ?? 0)
        for agent in contextAgents { count += agent.actor.headCount }
        for group in contextGroups { count += group.actor.headCount }
        return count
    }
}

private struct FoundAgents {
    var all = FirstCome<AgentRoles>()

    mutating func add(_ actor: Actor, as role: AgentRoles.Roles) {
        if let identifier = actor.identifier {
            let canonical = identifier.canonical
            all.merge(canonical) {
                $0.roles.formUnion(role)
            } orAppend: {
                AgentRoles(
                    identifier: identifier,
                    canonical: canonical,
                    isGroup: actor.isGroup,
                    name: actor.name,
                    roles: role,
                )
            }
        }
        let memberRole = role == .subStatement ? role : role.union(.member)
        for member in actor.members { add(member, as: memberRole) }
    }

    /// - Parameter role: one role for all, in place of each one's own.
    mutating func add(_ context: Statement.Context, all role: AgentRoles.Roles? = nil) {
        if let instructor = context.instructor { add(instructor, as: role ?? .instructor) }
        if let team = context.team { add(team, as: role ?? .team) }
        for agent in context.contextAgents { add(agent.actor, as: role ?? .contextAgent) }
        for group in context.contextGroups { add(group.actor, as: role ?? .contextGroup) }
    }

    mutating func add(_ inner: SubStatement) {
        add(inner.actor, as: .subStatement)
        if case .actor(let actor) = inner.object { add(actor, as: .subStatement) }
        if let context = inner.context { add(context, all: .subStatement) }
    }
}

private struct FoundActivities {
    var all = FirstCome<ActivityRoles>()

    mutating func add(_ activity: Activity, as role: ActivityRoles.Roles) {
        all.merge(activity.id) {
            $0.roles.formUnion(role)
            $0.definition = $0.definition ?? activity.definition
        } orAppend: {
            ActivityRoles(id: activity.id, definition: activity.definition, roles: role)
        }
    }

    /// - Parameter role: one role for all, in place of each one's own.
    mutating func add(_ activities: ContextActivities, all role: ActivityRoles.Roles? = nil) {
        for activity in activities.parent { add(activity, as: role ?? .parent) }
        for activity in activities.grouping { add(activity, as: role ?? .grouping) }
        for activity in activities.category { add(activity, as: role ?? .category) }
        for activity in activities.other { add(activity, as: role ?? .other) }
    }
}
