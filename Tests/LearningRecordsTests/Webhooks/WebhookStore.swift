import LearningRecords
import Persistence
import TestSupport
import Testing
import XAPI

/// Records and webhooks on the nodes of one test, under a clock that the test moves.
struct WebhookStore: Sendable {
    let nodes: [any Database]
    let records: RecordStore
    let clock: TestClock

    static func run(
        on engine: Engine, nodes count: Int = 1, _ body: (WebhookStore) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await engine.withNodes(count, migrations: migrations, clock: clock) { nodes in
            let first = try #require(nodes.first)
            try await body(WebhookStore(nodes: nodes, records: try await RecordStore(first), clock: clock))
        }
    }

    private var database: any Database { records.database }

    /// Stores statements with the ids of these numbers, which follow those that are there, each with its leaf.
    func store(_ numbers: Range<Int>) async throws {
        _ = try await records.store(numbers.map { sampleStatement(numberedID($0)) })
        try await records.sequence(numbers.upperBound)
    }

    func create(after leaf: Int64? = nil) async throws -> String {
        let address = try #require(WebhookAddress("https://hooks.example.fr/releve"))
        let create = CreateWebhook(database: database, random: Self.random)
        let outcome = try await create(CreateWebhook.Request(address: address, after: leaf))
        guard case .created(let id, _, _) = outcome else { throw RecordStore.Missing() }
        return id
    }

    @discardableResult
    func deliver(to receiver: Receiver, from node: Int = 0) async throws -> Int {
        let deliver = DeliverWebhooks(
            database: nodes[node], authorities: Authorities(), version: .v2_0, random: Self.random,
            send: receiver.take
        )
        return try await deliver()
    }

    func webhook() async throws -> ListWebhooks.Webhook {
        try #require(try await ListWebhooks(database: database)().first)
    }

    func replay(_ id: String, after leaf: Int64) async throws -> ReplayWebhook.Outcome {
        try await ReplayWebhook(database: database)(id, after: leaf)
    }

    @Sendable private static func random(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255) }
    }
}
