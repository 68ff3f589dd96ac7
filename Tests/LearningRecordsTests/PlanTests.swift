import Persistence
import TestSupport
import Testing

@testable import LearningRecords

@Suite("Query plans")
struct PlanTests {
    /// What may look at a whole table: none of these is asked for a statement or an answer.
    private static let exempt = [
        "FROM migration", "INSERT INTO migration", "CREATE ", "ALTER TABLE", "FROM sequencer", "UPDATE sequencer",
        "LOCK TABLE", "row_number() OVER (ORDER BY id)",
        // One row.
        "FROM catalogue", "UPDATE catalogue", "INTO catalogue",
        // Migrations that count what is there.
        "SELECT DISTINCT t.learner", "SELECT 1, t.course", "FROM standing t GROUP BY t.learner",
        "UPDATE inspection SET\n    reads = (SELECT",
    ]

    /// Goes to each learner's standings, not to all of a status.
    private static let byLearner = ["JOIN standing t ON t.learner = k.learner", "FROM standing t WHERE t.learner = "]

    @Test("no query that a statement or a question causes scans a table or sorts", arguments: Engine.allCases)
    func plans(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let spy = QuerySpy(database)
            try await EveryUse(records: try await RecordStore(spy)).run()
            let queries = spy.queries.filter { query in
                let sql = query.sql(for: database.engine)
                return !Self.exempt.contains(where: sql.contains)
            }
            #expect(queries.count > 60, "a use is missing")
            for query in queries {
                let plan = try await database.explain(query)
                let sql = query.sql(for: database.engine)
                let costly = plan.filter { isCostly($0, in: sql) }
                #expect(costly.isEmpty, "\(sql)\n\(plan.joined(separator: "\n"))")
                if engine == .sqlite, Self.byLearner.contains(where: sql.contains) {
                    #expect(plan.contains { $0.contains("learner=?") }, "\(sql)\n\(plan.joined(separator: "\n"))")
                }
            }
        }
    }

    @Test("agent with verb or activity goes along an index of both", arguments: Engine.allCases)
    func bothInOneIndex(engine: Engine) async throws {
        try await engine.withRecords { records in
            let horizon = try #require(Horizon(text: engine == .sqlite ? "1" : "1:2:"))
            for (filter, index) in [
                (NumberedFilter(agent: 1, verb: 2), "statement_agent_verb"),
                (NumberedFilter(agent: 1, activity: 2), "statement_agent_activity"),
            ] {
                let search = StatementSearch(filter: filter, asked: StatementFilter(), horizon: horizon)
                let plan = try await records.database.explain(search.candidates(after: nil, limit: 51, large: 16_384))
                #expect(plan.contains { $0.contains(index) }, "\(plan)")
            }
        }
    }

    /// `SCAN` and `TEMP B-TREE` in SQLite's words; `Seq Scan` and `Sort` in PostgreSQL's. A batch is one row or a function,
    /// and putting it in its own order is no sort of a table; nor are some people's standings, grouped by course; nor is the
    /// queue of a recursive query a table.
    private func isCostly(_ line: String, in sql: String) -> Bool {
        if line.contains("Sort") || line.contains("TEMP B-TREE") {
            return !sql.contains("ORDER BY k.ordinal") && !sql.contains("GROUP BY t.course")
        }
        guard line.contains("Seq Scan") || line.contains("SCAN") else { return false }
        // What a subquery bounded, a recursive query's queue, the few rows of a partial index.
        let small = [
            "SCAN arm", "SCAN d", "SCAN few", "SCAN upper", "SCAN lower", "SCAN u", "SCAN l", "fact_pending",
            "evidence_bundle_open", "retention_run_open", "erasure_line",
        ]
        return !small.contains(where: line.contains)
    }
}
