import Persistence
import XAPI

/// A filter as conditions on a row `d` of the search and its statement `s`, whatever index the row came from.
struct SearchTests {
    let filter: NumberedFilter
    let asked: StatementFilter

    /// Begins with AND, or is empty.
    var condition: Query {
        [authority, verb, agent, activity].reduce("") { sum, test in test.map { sum + " AND " + $0 } ?? sum }
    }

    private var authority: Query? { asked.authority.map { "s.authority = \($0)" } }
    private var verb: Query? { filter.verb.map { "d.verb = \($0)" } }

    /// Without `related_agents`: actor or object. With it, an authority found by its column is one too.
    private var agent: Query? {
        guard let agent = filter.agent else { return nil }
        guard asked.registration != nil else {
            return asked.includesRelatedAgents ? nil : "(d.agent_roles & \(AgentRoles.Roles.direct.rawValue)) <> 0"
        }
        let named: Query = """
            EXISTS (SELECT 1 FROM statement_agent a WHERE a.agent = \(agent) AND a.stored = d.stored AND a.seq = d.seq
            AND a.via = d.via\(role("a", AgentRoles.Roles.direct.rawValue, unless: asked.includesRelatedAgents)))
            """
        guard asked.includesRelatedAgents, filter.isAuthority else { return named }
        return """
            (\(named) OR \(agent) = (SELECT t.authority FROM statement t
            WHERE t.seq = CASE d.via WHEN 0 THEN d.seq ELSE d.via END))
            """
    }

    /// Without `related_activities`: the object.
    private var activity: Query? {
        guard let activity = filter.activity else { return nil }
        guard asked.registration != nil || filter.agent != nil else {
            return asked.includesRelatedActivities
                ? nil : "(d.activity_roles & \(ActivityRoles.Roles.object.rawValue)) <> 0"
        }
        return """
            EXISTS (SELECT 1 FROM statement_activity o WHERE o.activity = \(activity) AND o.stored = d.stored
            AND o.seq = d.seq AND o.via = d.via\(
                role("o", ActivityRoles.Roles.object.rawValue, unless: asked.includesRelatedActivities)
            ))
            """
    }

    private func role(_ rows: Query, _ roles: Int64, unless isAny: Bool) -> Query {
        isAny ? "" : " AND (\(rows).roles & \(roles)) <> 0"
    }
}
