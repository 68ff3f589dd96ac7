/// A store of either engine.
///
/// A transaction is a synchronous closure that runs off the event loop. It may run more than once, so it takes values
/// in, returns a value and touches nothing else; an expected refusal is returned before the first write, not thrown.
package protocol Database: Sendable {
    var engine: SQLEngine { get }

    /// One consistent view of the store; writing in it fails.
    /// - Throws: what `body` throws, else `StoreError`.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

    /// As `read`, for what touches a handful of rows by their keys: it may run where it is called, which saves the way to
    /// another thread and back.
    func glance<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

    /// A transaction that is durable when this returns. `body` runs again where the engine asks for it, a few times at
    /// most.
    /// - Throws: what `body` throws, with nothing stored; `StoreError.unavailable` where the connection was lost
    ///   during the commit, and whether it was stored is not known.
    func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

    /// As `write(_:)`; the store may run several of one kind together.
    func write<Write: JointWrite>(jointly write: Write) async throws -> Write.Outcome

    /// A time such that whatever commits from now on has its `startedAt` there or later: µs since 1970 UTC. Where several
    /// nodes write, seconds are taken off for the difference of their clocks.
    func oldestWrite() async throws -> Int64

    /// How often the store has waited for an answer over the network so far; always 0 on SQLite. For tests.
    var roundTrips: Int { get }

    /// Gives up the room of what was deleted, so that its bytes are gone: SQLite's log is moved into the file, where they are
    /// overwritten already, and emptied; PostgreSQL's `tables` are vacuumed.
    /// - Returns: false where somebody reads or writes all the time, or the connection may not.
    func purge(_ tables: [String]) async throws -> Bool

    /// Ends what is under way, refuses what comes after with `StoreError.unavailable`, and leaves everything on disk.
    func close() async throws
}

extension Database {
    package func purge(_ tables: [String]) async throws -> Bool { false }

    package func glance<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await read(body)
    }
}
