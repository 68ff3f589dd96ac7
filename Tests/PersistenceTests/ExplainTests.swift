import Persistence
import TestSupport
import Testing

struct ExplainTests {
    @Test("a plan names the index, and leaves out the batch", arguments: Engine.allCases)
    func indexed(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            let batch = Batch(.integers("n", [Int64(1), 2]))
            let plan = try await database.explain(
                "SELECT thing.id FROM \(batch) AS k JOIN thing ON thing.number = k.n AND thing.id > \(4)"
            )
            #expect(plan.contains { $0.contains("thing_number_index") }, "\(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("Seq Scan") }, "\(plan)")
        }
    }

    @Test("a plan shows a scan", arguments: Engine.allCases)
    func scanned(engine: Engine) async throws {
        try await engine.withDatabase(migrations: testMigrations) { database in
            let plan = try await database.explain("SELECT id FROM thing WHERE text = \("a")")
            #expect(plan.contains { $0.hasPrefix("SCAN thing") || $0.contains("Seq Scan on thing") }, "\(plan)")
        }
    }
}
