import Persistence

/// A store whose writes end as a test wants; it reads as the true one does.
struct FaultyDatabase: Database {
    let database: any Database
    /// Thrown by each write, which is then not made, but for `StoreError.unavailable`: there it may be.
    var error: StoreError?
    /// Whether the write is made, although it is said to have failed.
    var isWritten = false
    /// Called after each write that is made.
    var written: @Sendable () -> Void = {}

    var engine: SQLEngine { database.engine }
    var roundTrips: Int { database.roundTrips }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await database.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        if let error, !isWritten { throw error }
        let result = try await database.write(body)
        written()
        if let error { throw error }
        return result
    }

    func oldestWrite() async throws -> Int64 { try await database.oldestWrite() }

    func close() async throws { try await database.close() }
}
