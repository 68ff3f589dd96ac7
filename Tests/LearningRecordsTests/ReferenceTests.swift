import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// Statements that refer to others: which arrive in which order, and which are found by a filter.
/// Source: xAPI 1.0.3 Communication 2.1.3, filter conditions for StatementRefs.
struct ReferenceScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// A number is a plain statement by agent "a" about https://ex.fr/a; `n→m` refers from n to m; `n⊘m` voids m.
    let statements: [String]
    let found: Set<Int>
    let ask: @Sendable (inout StatementFilter) -> Void

    init(
        _ sentence: String, _ statements: [String], found: Set<Int>,
        ask: @escaping @Sendable (inout StatementFilter) -> Void = { $0.activity = "https://ex.fr/a" }
    ) {
        testDescription = sentence
        self.statements = statements
        self.found = found
        self.ask = ask
    }

    private static let confirmed = "http://adlnet.gov/expapi/verbs/confirmed"
    private static let completed = "http://adlnet.gov/expapi/verbs/completed"
    private static func agent(_ name: String) -> InverseFunctionalIdentifier {
        .account(homePage: "https://ex.fr", name: name)
    }

    static let all = [
        ReferenceScenario("what refers to a match matches", ["1", "2→1"], found: [1, 2]),
        ReferenceScenario("recursively: a targets b which targets c", ["1", "2→1", "3→2"], found: [1, 2, 3]),
        ReferenceScenario("by agent too", ["1", "2→1"], found: [1, 2]) { $0.agent = agent("a") },
        ReferenceScenario("by verb too", ["1", "2→1", "3→2"], found: [1, 2, 3]) { $0.verb = completed },
        ReferenceScenario("by registration too", ["1", "2→1"], found: [1, 2]) {
            $0.registration = UUID(uuidString: numberedID(90))
        },
        ReferenceScenario("by its own verb", ["1", "2→1", "3→2"], found: [2, 3]) { $0.verb = confirmed },
        ReferenceScenario(
            "the whole target matches, not halves of two: agent of one, verb of the other", ["1", "2→1"], found: []
        ) {
            $0.agent = agent("a")
            $0.verb = confirmed
        },
        ReferenceScenario(
            "the whole filter on the target: agent, verb and activity", ["1", "2→1", "3→2"], found: [1, 2, 3]
        ) {
            $0.agent = agent("a")
            $0.verb = completed
            $0.activity = "https://ex.fr/a"
        },
        ReferenceScenario("registration and agent of the target together", ["1", "2→1"], found: [1, 2]) {
            $0.registration = UUID(uuidString: numberedID(90))
            $0.agent = agent("a")
            $0.activity = "https://ex.fr/a"
        },
        ReferenceScenario("no target matches another agent", ["1", "2→1"], found: []) { $0.agent = agent("zz") },
        ReferenceScenario("what voids a match still matches, the voided one is hidden", ["1", "2⊘1"], found: [2]),
        ReferenceScenario("what refers to a voided statement still matches", ["1", "2→1", "3⊘1"], found: [2, 3]),
        ReferenceScenario("two that refer to each other", ["2→3", "3→2"], found: [2, 3]) { $0.verb = confirmed },
        ReferenceScenario("three in a ring below which nothing matches", ["2→3", "3→4", "4→2"], found: []),
        ReferenceScenario("one that refers to itself", ["2→2"], found: []),
        ReferenceScenario("a tree: several refer to one", ["1", "2→1", "3→1", "4→3"], found: [1, 2, 3, 4]),
        ReferenceScenario("a target that never comes", ["2→9", "3→2"], found: []),
    ]

    static func text(_ statement: String) -> String {
        let parts = statement.split { "→⊘".contains($0) }.compactMap { Int($0) }
        let context = #","context":{"registration":"\#(numberedID(90))"}"#
        guard parts.count == 2 else { return sampleStatement(numberedID(parts[0]), agent: "a", more: context) }
        let verb = statement.contains("⊘") ? "voided" : "confirmed"
        return """
            {"id":"\(numberedID(parts[0]))","actor":{"mbox":"mailto:referrer@ex.fr"},
            "verb":{"id":"http://adlnet.gov/expapi/verbs/\(verb)"},
            "object":{"objectType":"StatementRef","id":"\(numberedID(parts[1]))"}}
            """
    }
}

@Suite("Statements that refer to others")
struct ReferenceTests {
    @Test("are found by what they refer to, whatever the order of arrival", arguments: Engine.allCases)
    func anyOrder(engine: Engine) async throws {
        for scenario in ReferenceScenario.all {
            for order in orders(of: scenario.statements) {
                try await check(scenario, posts: order.map { [$0] }, on: engine)
            }
            try await check(scenario, posts: [scenario.statements], on: engine)
            try await check(scenario, posts: [scenario.statements.reversed()], on: engine)
        }
    }

    @Test("are found through a batch that stands between older ones", arguments: Engine.allCases)
    func throughBatch(engine: Engine) async throws {
        let scenario = ReferenceScenario(
            "old above, a batch between, old below", ["1", "6→5", "2→1", "3→2", "4→3", "5→4"],
            found: [1, 2, 3, 4, 5, 6]
        )
        let (old, between) = (Array(scenario.statements.prefix(2)), Array(scenario.statements.dropFirst(2)))
        for batch in [between, between.reversed()] { try await check(scenario, posts: [old, batch], on: engine) }
        try await check(scenario, posts: [between, old], on: engine)
    }

    @Test("in a chain of thousands cost a bounded number of rows, and all are stored", arguments: Engine.allCases)
    func longChain(engine: Engine) async throws {
        try await engine.withRecords { records in
            let chain = (2...3_000).map { "\($0)→\($0 - 1)" }
            for batch in [["1"], chain] { _ = try await records.store(batch.map(ReferenceScenario.text)) }
            let links = try await records.database.read { transaction in
                try transaction.rows("SELECT count(*) FROM statement_reference").first?.integer(0)
            }
            #expect(try #require(links) <= Int64(ReferenceWriter.mostLinks))
            #expect(try await records.ids(StatementFilter()).count > 0)
            let stored = try await records.database.read { transaction in
                try transaction.rows("SELECT count(*) FROM statement WHERE raw IS NOT NULL").first?.integer(0)
            }
            #expect(stored == 3_000)
        }
    }

    /// All orders of up to three, and a few of more.
    private func orders(of statements: [String]) -> [[String]] {
        guard statements.count <= 3 else { return [statements, statements.reversed()] }
        return permutations(of: statements)
    }

    private func permutations(of statements: [String]) -> [[String]] {
        guard statements.count > 1 else { return [statements] }
        return statements.indices.flatMap { place in
            var rest = statements
            let first = rest.remove(at: place)
            return permutations(of: rest).map { [first] + $0 }
        }
    }

    private func check(_ scenario: ReferenceScenario, posts: [[String]], on engine: Engine) async throws {
        try await engine.withRecords { records in
            for post in posts {
                let outcome = try await records.store(post.map(ReferenceScenario.text))
                guard case .stored = outcome else {
                    Issue.record("\(scenario.testDescription): \(outcome)")
                    return
                }
            }
            var filter = StatementFilter()
            scenario.ask(&filter)
            let found = try await records.ids(filter)
            #expect(Set(found) == Set(scenario.found.map { numberedID($0) }), "\(scenario.testDescription), \(posts)")
            #expect(found.count == scenario.found.count, "each once: \(scenario.testDescription), \(posts)")
            filter.limit = 1
            var paged: [String] = []
            repeat {
                let page = try await records.page(filter)
                paged += page.statements.map { $0.id.uuidString.lowercased() }
                filter.cursor = page.next
            } while filter.cursor != nil
            #expect(paged == found, "page by page: \(scenario.testDescription)")
        }
    }

    @Test("a chain that is stored from both ends at once through two nodes is linked whole", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let one = try await RecordStore(nodes[0])
            let other = try await RecordStore(nodes[1])
            for round in 0..<60 {
                let base = round * 10
                let chain = [
                    "\(base + 1)", "\(base + 2)→\(base + 1)", "\(base + 3)→\(base + 2)", "\(base + 4)→\(base + 3)",
                ]
                async let first: Void = post([chain[3], chain[1]], to: one)
                async let second: Void = post([chain[2], chain[0]], to: other)
                _ = try await (first, second)
                var filter = StatementFilter()
                filter.activity = "https://ex.fr/a"
                filter.limit = 4
                let found = try await one.ids(filter)
                try #require(Set(found) == Set((1...4).map { numberedID(base + $0) }), "round \(round)")
            }
        }
    }

    private func post(_ statements: [String], to records: RecordStore) async throws {
        for statement in statements { _ = try await records.store([ReferenceScenario.text(statement)]) }
    }
}
