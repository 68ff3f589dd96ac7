import Foundation
import Persistence
import XAPI

/// Looks through statements in the order of storing, along the index that says most, and tells which match.
///
/// A statement matches itself, or as a whole through one that it refers to. Rows come in the order of the index, so
/// whatever the filter, a search costs what it looks at; the caller bounds that.
struct StatementSearch {
    let filter: NumberedFilter
    let asked: StatementFilter
    /// What the first page could see.
    let horizon: Horizon

    /// The next rows from `place` on, in no order: `statementColumns`, the bytes of the statement, and 1 where it matches.
    /// A statement of more than `large` bytes comes without these, so that what is read before it is known how many are
    /// wanted is bounded.
    ///
    /// At least the first `limit` are there, and for each index that is looked along at most as many. A statement may come
    /// several times, and `place` itself never.
    func candidates(after place: StatementPlace?, limit: Int, large: Int) -> Query {
        let direction: Query = asked.isAscending ? "ASC" : "DESC"
        let end: Query = "\(window(after: place)) ORDER BY stored \(direction), seq \(direction) LIMIT \(limit)"
        let arms: [Query] = SearchArm.all(for: filter, asked).map { arm in
            "SELECT \(SearchArm.columns) FROM (\(arm.rows) \(end)) AS arm"
        }
        return """
            SELECT s.seq, s.id, d.stored, s.version, s.needs, s.authority,
                CASE WHEN length(s.raw) <= \(large) THEN s.raw END, length(s.raw),
                CASE WHEN s.voided_by IS NULL AND s.raw IS NOT NULL
                AND \(horizon.sees) \(SearchTests(filter: filter, asked: asked).condition) THEN 1 ELSE 0 END
            FROM (\(arms.dropFirst().reduce(arms.first ?? "") { $0 + " UNION ALL " + $1 })) AS d
            JOIN statement s ON s.seq = d.seq
            """
    }

    /// `since` leaves out an equal time, `until` takes it in.
    private func window(after place: StatementPlace?) -> Query {
        var window: Query = ""
        if let since = asked.since { window = window + " AND stored > \(since.microseconds)" }
        if let until = asked.until { window = window + " AND stored <= \(until.microseconds)" }
        guard let place else { return window }
        let sign: Query = asked.isAscending ? ">" : "<"
        return window + " AND (stored, seq) \(sign) (\(place.stored), \(place.seq))"
    }
}

/// One index to go along, in the order of storing.
///
/// Its rows have the verb of the statement that must match, itself or the one referred to; `agent_roles` and
/// `activity_roles` are those of the agent or activity that the index was asked for, else null.
struct SearchArm {
    static let columns: Query = "stored, seq, verb, via, agent_roles, activity_roles"

    private let table: Query
    private let columns: Query
    private let key: Query

    var rows: Query { "SELECT stored, seq, verb, \(columns) FROM \(table) WHERE \(key)" }

    /// Those whose rows together are all that may match: `statement_registration`, `statement_agent_activity`, `statement_agent_verb`, the
    /// key of `statement_agent`, the key of `statement_activity`, `statement_verb`, `statement_authority`,
    /// `statement_stored`, and those of `statement_reference` beside them.
    static func all(for filter: NumberedFilter, _ asked: StatementFilter) -> [SearchArm] {
        if let registration = asked.registration { return byReference("registration = \(registration)") }
        if let agent = filter.agent { return all(of: agent, filter, asked) }
        if let activity = filter.activity {
            let columns: Query = "via, CAST(NULL AS INTEGER) AS agent_roles, roles AS activity_roles"
            return [SearchArm(table: "statement_activity", columns: columns, key: "activity = \(activity)")]
        }
        if let verb = filter.verb { return byReference("verb = \(verb)") }
        return [own(asked.authority.map { "authority = \($0)" } ?? "stored IS NOT NULL")]
    }

    /// Statements by a column of their own, and those that refer to such ones.
    private static func byReference(_ key: Query) -> [SearchArm] {
        let columns: Query = "via, CAST(NULL AS INTEGER) AS agent_roles, CAST(NULL AS INTEGER) AS activity_roles"
        return [own(key), SearchArm(table: "statement_reference", columns: columns, key: key)]
    }

    private static func own(_ key: Query) -> SearchArm {
        let columns: Query =
            "CAST(0 AS BIGINT) AS via, CAST(NULL AS INTEGER) AS agent_roles, CAST(NULL AS INTEGER) AS activity_roles"
        return SearchArm(table: "statement", columns: columns, key: key)
    }

    /// An authority stands in no row of `statement_agent`: it is a column of its own.
    private static func all(of agent: Int64, _ filter: NumberedFilter, _ asked: StatementFilter) -> [SearchArm] {
        var key: Query = "agent = \(agent)"
        if let activity = filter.activity, !asked.includesRelatedActivities {
            key = key + " AND activity = \(activity)"
        } else if let verb = filter.verb {
            key = key + " AND verb = \(verb)"
        }
        let columns: Query = "via, roles AS agent_roles, CAST(NULL AS INTEGER) AS activity_roles"
        let named = SearchArm(table: "statement_agent", columns: columns, key: key)
        guard asked.includesRelatedAgents, filter.isAuthority else { return [named] }
        return [named] + byReference("authority = \(agent)")
    }
}
