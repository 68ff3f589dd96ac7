import Foundation
import XAPI

/// Whom and what a statement names: looked for once, and by many.
struct Mentions: Sendable {
    let verb: String
    /// Canonical form of the actor's identifier, where it has one.
    let actor: String?
    let agents: [AgentRoles]
    let activities: [ActivityRoles]
    /// Those that it gives of `activities`, place by place.
    let definitions: [GivenDefinition?]
    /// The object, where it is an activity.
    let activity: String?
    let registration: UUID?

    init(in statement: Statement) {
        verb = statement.verb
        actor = statement.actor.identifier?.canonical
        agents = statement.agents
        activities = statement.activities
        definitions = activities.map { $0.definition.map(GivenDefinition.init) }
        if case .activity(let activity) = statement.object { self.activity = activity.id } else { activity = nil }
        registration = statement.context?.registration
    }

    /// Everything in the statement that the store numbers.
    var terms: Set<Term> {
        var terms: Set<Term> = [.verb(verb)]
        for agent in agents { terms.insert(Term(kind: .actor, text: agent.canonical)) }
        for activity in activities { terms.insert(.activity(activity.id)) }
        return terms
    }
}

extension FilterTerms {
    /// Nil where a term has no number.
    init?(_ mentions: Mentions, authority: Int64, numbers: [Term: Int64]) {
        func number(_ term: Term) -> Int64? { numbers[term] }
        guard let verb = number(.verb(mentions.verb)) else { return nil }
        var agents: [(number: Int64, roles: Int64)] = []
        for agent in mentions.agents {
            guard let number = number(Term(kind: .actor, text: agent.canonical)) else { return nil }
            agents.append((number, agent.roles.rawValue))
        }
        var activities: [(number: Int64, roles: Int64)] = []
        for activity in mentions.activities {
            guard let number = number(.activity(activity.id)) else { return nil }
            activities.append((number, activity.roles.rawValue))
        }
        self.init(
            verb: verb, authority: authority,
            actor: mentions.actor.flatMap { number(Term(kind: .actor, text: $0)) },
            activity: mentions.activity.flatMap { number(.activity($0)) }, registration: mentions.registration,
            agents: agents, activities: activities
        )
    }
}
