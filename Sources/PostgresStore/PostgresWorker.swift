import Persistence

/// One connection and what its thread does: takes work in turn, and makes a new connection where the old one is lost.
struct PostgresWorker {
    let settings: ConnectionSettings
    let clock: SteadyClock
    /// Told each time that an answer is waited for.
    let synced: () -> Void
    /// Told why a connection could not be made, in libpq's words: hosts and users, no passwords.
    let reportFailure: (String) -> Void

    /// Works until `queue` is closed and empty.
    func drain(_ queue: WorkQueue<PostgresWork>) {
        var connection: PostgresConnection?
        while let work = queue.take().first {
            do {
                try run(work, on: &connection)
                work.pending.succeed()
            } catch {
                work.pending.fail(error)
            }
            if let used = connection, used.isBroken { connection = nil }
        }
    }

    /// A connection that was lost while it was idle is not the work's fault: a new one runs it at once.
    private func run(_ work: PostgresWork, on connection: inout PostgresConnection?) throws {
        if let kept = connection, kept.isStillOpen() {
            do { return try perform(work, on: kept) } catch is LostConnection {} catch is StaleStatement {}
        }
        connection = nil
        let fresh = try PostgresConnection(settings, synced: synced, report: reportFailure)
        connection = fresh
        try perform(work, on: fresh)
    }

    private func perform(_ work: PostgresWork, on connection: PostgresConnection) throws {
        try PostgresTransaction(work.kind, on: connection, startedAt: clock.now()).run(work.pending)
    }
}
