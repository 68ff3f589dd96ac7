import Foundation
import Persistence
import XAPI

/// The rows by which statements are found, of those that go.
extension Transaction {
    /// Removes whatever leads to the agents, and to the statements, and whatever is found through these.
    func removeFilters(of statements: [NamingStatement], naming agents: Set<Int64>) throws {
        if !agents.isEmpty {
            try execute(
                """
                DELETE FROM statement_agent
                WHERE agent IN (SELECT k.agent FROM \(Batch(.integers("agent", agents.sorted()))) AS k)
                """
            )
        }
        guard !statements.isEmpty else { return }
        let rows = try filterRows(of: statements)
        try removeAgents(rows)
        try removeActivities(rows)
        let references = rows.filter { $0.via != 0 }
        guard !references.isEmpty else { return }
        let batch = Batch(.integers("seq", references.map(\.seq)), .integers("via", references.map(\.via)))
        try execute(
            "DELETE FROM statement_reference WHERE (seq, via) IN (SELECT k.seq, k.via FROM \(batch) AS k)"
        )
    }

    /// Of the statements themselves, of what they refer to, and of what refers to them.
    private func filterRows(of statements: [NamingStatement]) throws -> [FilterRows] {
        let below = try references(of: statements)
        let terms = try filterTerms(of: Set(statements.map(\.seq) + below.map(\.via)))
        let above = try referring(to: statements.map(\.id), before: .max)
        var rows = below.compactMap { link in
            terms[link.via].map { FilterRows(seq: link.seq, stored: link.stored, via: link.via, found: $0) }
        }
        for statement in statements {
            guard let found = terms[statement.seq] else { continue }
            rows.append(FilterRows(seq: statement.seq, stored: statement.stored, via: 0, found: found))
            for upper in above[statement.id] ?? [] {
                rows.append(FilterRows(seq: upper.seq, stored: upper.stored, via: statement.seq, found: found))
            }
        }
        return rows
    }

    /// The key of `statement_reference` finds them.
    private func references(
        of statements: [NamingStatement]
    ) throws -> [(seq: Int64, via: Int64, stored: Int64)] {
        try rows(
            """
            SELECT r.seq, r.via, r.stored FROM \(Batch(.integers("seq", statements.map(\.seq)))) AS k
            JOIN statement_reference r ON r.seq = k.seq
            """
        ).map { (try $0.integer(0), try $0.integer(1), try $0.integer(2)) }
    }

    private func removeAgents(_ rows: [FilterRows]) throws {
        let found = rows.flatMap { rows in rows.found.agents.map { (rows: rows, number: $0.number) } }
        guard !found.isEmpty else { return }
        try execute(
            """
            DELETE FROM statement_agent WHERE (agent, stored, seq, via) IN
                (SELECT k.term, k.stored, k.seq, k.via FROM \(Batch(found)) AS k)
            """
        )
    }

    private func removeActivities(_ rows: [FilterRows]) throws {
        let found = rows.flatMap { rows in rows.found.activities.map { (rows: rows, number: $0.number) } }
        guard !found.isEmpty else { return }
        try execute(
            """
            DELETE FROM statement_activity WHERE (activity, stored, seq, via) IN
                (SELECT k.term, k.stored, k.seq, k.via FROM \(Batch(found)) AS k)
            """
        )
    }
}

extension Batch {
    fileprivate init(_ found: [(rows: FilterRows, number: Int64)]) {
        self.init(
            .integers("term", found.map(\.number)), .integers("stored", found.map(\.rows.stored)),
            .integers("seq", found.map(\.rows.seq)), .integers("via", found.map(\.rows.via))
        )
    }
}
