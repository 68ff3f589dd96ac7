import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// A hot query by name.
struct HotQuery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let query: @Sendable (SQLEngine) -> Query

    init(_ name: String, _ query: @escaping @Sendable (SQLEngine) -> Query) {
        testDescription = name
        self.query = query
    }

    static func statements(
        _ name: String, _ filter: NumberedFilter, _ ask: @escaping @Sendable (inout StatementFilter) -> Void = { _ in }
    ) -> HotQuery {
        HotQuery("statements: " + name) { engine in
            var asked = StatementFilter()
            ask(&asked)
            let horizon = engine == .sqlite ? "100" : "100:200:"
            return .statements(filter, asked: asked, horizon: horizon, engine: engine, limit: 51)
        }
    }

    static let all = [
        HotQuery("statement by id") { _ in .statement([1], isVoided: false, authority: nil) },
        statements("all", NumberedFilter()),
        statements("ascending with a cursor", NumberedFilter()) {
            $0.isAscending = true
            $0.cursor = StatementCursor(stored: 1, seq: 1, horizon: "1")
        },
        statements("agent", NumberedFilter(agent: 1)),
        statements("agent with a cursor", NumberedFilter(agent: 1)) {
            $0.cursor = StatementCursor(stored: 1, seq: 1, horizon: "1")
        },
        statements("agent and verb", NumberedFilter(agent: 1, verb: 2)),
        statements("agent and activity", NumberedFilter(agent: 1, activity: 2)),
        statements("verb", NumberedFilter(verb: 2)) { $0.since = Instant(microseconds: 5) },
        statements("activity", NumberedFilter(activity: 2)) { $0.until = Instant(microseconds: 5) },
        statements("registration", NumberedFilter()) { $0.registration = UUID() },
        HotQuery("standings of a learner") { _ in .standings(StandingFilter(learner: 1), limit: 51) },
        HotQuery("standings of a course") { _ in
            .standings(StandingFilter(course: 1, cursor: .init(learner: 1, course: 1)), limit: 51)
        },
        HotQuery("standings of a course by status") { _ in
            .standings(StandingFilter(course: 1, status: "completed"), limit: 51)
        },
        HotQuery("standings by status") { _ in
            .standings(StandingFilter(status: "completed", cursor: .init(learner: 1, course: 1)), limit: 51)
        },
        HotQuery("all standings") { _ in .standings(StandingFilter(), limit: 51) },
        HotQuery("a document") { _ in .document(.sample, DocumentKey("a")) },
        HotQuery("documents of a context") { _ in .documentIDs(.sample, since: nil, isLocking: false) },
    ]
}

@Suite("Query plans")
struct PlanTests {
    @Test("no hot query scans a table or sorts", arguments: Engine.allCases)
    func plans(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store((0..<200).map { sampleStatement(numberedID($0), agent: "\($0)") })
            for hot in HotQuery.all {
                let plan = try await records.database.explain(hot.query(records.database.engine))
                #expect(!plan.isEmpty)
                #expect(!plan.contains(where: isCostly), "\(hot.testDescription): \(plan.joined(separator: " | "))")
            }
        }
    }

    @Test("queries inside the writing transaction neither scan nor sort", arguments: Engine.allCases)
    func writingPlans(engine: Engine) async throws {
        try await engine.withRecords { records in
            let spy = try await records.database.read { transaction in
                let spy = QuerySpy(transaction)
                _ = try spy.identities(of: [UUID()])
                _ = try spy.numbers(of: [.verb("https://ex.fr/v")])
                _ = try spy.definitions(of: [1], origin: .statements)
                _ = try spy.lockFactsQuery()
                _ = try spy.courses(of: [1])
                _ = try spy.courses(numbered: [1])
                _ = try spy.facts(of: [.init(learner: 1, course: 1)])
                return spy.queries
            }
            for query in spy {
                let plan = try await records.database.explain(query)
                #expect(!plan.contains(where: isCostly), "\(plan.joined(separator: " | "))")
            }
        }
    }

    /// `SCAN` and `TEMP B-TREE` in SQLite's words; `Seq Scan` and `Sort` in PostgreSQL's. Batches are function scans.
    private func isCostly(_ line: String) -> Bool {
        let line = line.trimmingCharacters(in: CharacterSet(charactersIn: " ->"))
        return line.hasPrefix("SCAN") || line.contains("TEMP B-TREE") || line.hasPrefix("Seq Scan")
            || line.hasPrefix("Sort")
    }
}

/// Runs queries through to a transaction, and remembers them.
private final class QuerySpy: Transaction {
    private let transaction: any Transaction
    private(set) var queries: [Query] = []

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    var engine: SQLEngine { transaction.engine }
    var startedAt: Int64 { transaction.startedAt }

    func rows(_ query: Query) throws -> [Row] {
        queries.append(query)
        return try transaction.rows(query)
    }

    func execute(_ query: Query) throws { queries.append(query) }

    /// A read-only transaction may not lock rows, so the query is only remembered.
    func lockFactsQuery() throws {
        queries.append(.facts(of: [FactKey.sample], isLocking: false))
    }
}

extension NumberedContext {
    fileprivate static let sample = NumberedContext(resource: 1, agent: 1, activity: 1, registration: nil)
}

extension FactKey {
    fileprivate static let sample = FactKey(
        actor: 1, activity: 1, registration: .zero, source: 1, sessionClass: .normal, isDefinedByCMI5: false
    )
}
