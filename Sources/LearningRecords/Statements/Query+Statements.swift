import Persistence
import XAPI

extension Query {
    /// What `StoredStatement` reads.
    static let statementColumns: Query =
        "s.seq, s.id, s.stored, s.version, s.absent, coalesce(authority.text, authority.key), s.raw"

    /// One statement by id; `statement_id` finds it.
    static func statement(_ id: [UInt8], isVoided: Bool, authority: Int64?) -> Query {
        let mine: Query = authority.map { "AND s.authority = \($0)" } ?? ""
        let voided: Query = isVoided ? "s.voided_by IS NOT NULL" : "s.voided_by IS NULL"
        return """
            SELECT \(statementColumns) FROM statement s JOIN term authority ON authority.id = s.authority
            WHERE s.id = \(id) AND s.raw IS NOT NULL AND \(voided) \(mine)
            """
    }

    /// A page of statements. The driving rows come in order from one index: `statement_agent_activity`,
    /// `statement_agent_verb` or the key of `statement_agent`, the key of `statement_activity`, `statement_registration`,
    /// `statement_verb`, `statement_stored`.
    static func statements(
        _ filter: NumberedFilter, asked: StatementFilter, horizon: String, engine: SQLEngine, limit: Int
    ) -> Query {
        let source = drivingRows(filter, asked: asked)
        let direction: Query = asked.isAscending ? "ASC" : "DESC"
        return """
            SELECT \(statementColumns) FROM \(source.rows) JOIN term authority ON authority.id = s.authority
            WHERE \(source.condition) \(window(asked, of: source.name))
            AND s.voided_by IS NULL AND s.raw IS NOT NULL \(visible(horizon, engine: engine))
            ORDER BY \(source.name).stored \(direction), \(source.name).seq \(direction) LIMIT \(limit)
            """
    }

    private typealias Source = (name: Query, rows: Query, condition: Query)

    private static func drivingRows(_ filter: NumberedFilter, asked: StatementFilter) -> Source {
        let rest = conditions(filter, asked: asked)
        if let agent = filter.agent {
            var condition: Query = "d.agent = \(agent) \(rest)"
            if !asked.includesRelatedAgents {
                condition = condition + " AND (d.roles & \(AgentRoles.Roles.direct.rawValue)) <> 0"
            }
            if let verb = filter.verb { condition = condition + " AND d.verb = \(verb)" }
            if let activity = filter.activity { condition = condition + related(activity, asked: asked, name: "d") }
            return ("d", "statement_agent d JOIN statement s ON s.seq = d.seq", condition)
        }
        if let activity = filter.activity {
            var condition: Query = "d.activity = \(activity) \(rest)"
            if !asked.includesRelatedActivities {
                condition = condition + " AND (d.roles & \(ActivityRoles.Roles.object.rawValue)) <> 0"
            }
            if let verb = filter.verb { condition = condition + " AND s.verb = \(verb)" }
            return ("d", "statement_activity d JOIN statement s ON s.seq = d.seq", condition)
        }
        let verb: Query = filter.verb.map { "s.verb = \($0)" } ?? "s.stored IS NOT NULL"
        return ("s", "statement s", verb + " " + rest)
    }

    private static func conditions(_ filter: NumberedFilter, asked: StatementFilter) -> Query {
        var conditions: Query = ""
        if let registration = asked.registration { conditions = conditions + " AND s.registration = \(registration)" }
        if let authority = asked.authority { conditions = conditions + " AND s.authority = \(authority)" }
        return conditions
    }

    /// The second filter of agent+activity: the object itself, or any place where the activity stands.
    private static func related(_ activity: Int64, asked: StatementFilter, name: Query) -> Query {
        guard asked.includesRelatedActivities else { return " AND \(name).activity = \(activity)" }
        return """
             AND EXISTS (SELECT 1 FROM statement_activity o WHERE o.activity = \(activity)
            AND o.stored = d.stored AND o.seq = d.seq)
            """
    }

    /// `since` leaves out an equal time, `until` takes it in; the cursor is the last row of the page before.
    private static func window(_ asked: StatementFilter, of name: Query) -> Query {
        var window: Query = ""
        if let since = asked.since { window = window + " AND \(name).stored > \(since.microseconds)" }
        if let until = asked.until { window = window + " AND \(name).stored <= \(until.microseconds)" }
        guard let cursor = asked.cursor else { return window }
        let sign: Query = asked.isAscending ? ">" : "<"
        return window + " AND (\(name).stored, \(name).seq) \(sign) (\(cursor.stored), \(cursor.seq))"
    }

    private static func visible(_ horizon: String, engine: SQLEngine) -> Query {
        switch engine {
        case .sqlite: "AND s.seq <= \(Int64(horizon) ?? 0)"
        case .postgres: "AND pg_visible_in_snapshot(s.xid, \(horizon)::pg_snapshot)"
        }
    }
}
