import Persistence
import Synchronization

/// A database that remembers the queries that were run in it, each once.
final class QuerySpy: Database {
    private let database: any Database
    private let seen = Mutex<[String: Query]>([:])

    init(_ database: any Database) { self.database = database }

    var engine: SQLEngine { database.engine }
    var roundTrips: Int { database.roundTrips }
    var queries: [Query] { seen.withLock { Array($0.values) } }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await database.read { try body(Listening(to: $0, spy: self)) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await database.write { try body(Listening(to: $0, spy: self)) }
    }

    func oldestWrite() async throws -> Int64 { try await database.oldestWrite() }

    func close() async throws { try await database.close() }

    private func remember(_ query: Query) { seen.withLock { $0[query.template] = query } }

    private final class Listening: Transaction {
        private let transaction: any Transaction
        private let spy: QuerySpy

        init(to transaction: any Transaction, spy: QuerySpy) {
            self.transaction = transaction
            self.spy = spy
        }

        var engine: SQLEngine { transaction.engine }
        var startedAt: Int64 { transaction.startedAt }

        func rows(_ query: Query) throws -> [Row] {
            spy.remember(query)
            return try transaction.rows(query)
        }

        func execute(_ query: Query) throws {
            spy.remember(query)
            try transaction.execute(query)
        }
    }
}
