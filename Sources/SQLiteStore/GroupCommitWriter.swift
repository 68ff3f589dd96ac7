import GRDB
import Persistence

/// The one writer: closures that wait together share a transaction and its one commit, without savepoints.
///
/// Where a closure throws, the group is rolled back and each runs again in a transaction of its own, so that only the
/// guilty one fails. (A savepoint each would cost half the CPU again, and SQLite may roll back the whole transaction.)
struct GroupCommitWriter {
    /// How many closures share a commit at most.
    static let largestGroup = 256

    let connection: SQLiteConnection
    let writes: OpenWrites
    /// Told after each commit.
    let committed: () -> Void

    /// Runs what waits in `queue` until it is closed and empty.
    func drain(_ queue: WorkQueue<any PendingTransaction>) {
        while true {
            let group = queue.take(upTo: Self.largestGroup)
            if group.isEmpty { return }
            run(group)
        }
    }

    private func run(_ group: [any PendingTransaction]) {
        switch commit(group) {
        case .committed:
            for pending in group { pending.succeed() }
            committed()
        case .refused where group.count > 1:
            for pending in group { run([pending]) }
        case .refused(let error), .failed(let error):
            for pending in group { pending.fail(error) }
        }
    }

    private enum Outcome {
        case committed
        /// A closure threw, or a query of its, or it broke a rule that is checked at the commit.
        case refused(any Error)
        /// The transaction could not begin or be committed, which concerns every closure alike.
        case failed(any Error)
    }

    private func commit(_ group: [any PendingTransaction]) -> Outcome {
        connection.use { database, statements in
            defer { SQLiteTransaction.rollback(in: database, statements) }
            do { try SQLiteTransaction.begin("BEGIN IMMEDIATE", in: database, statements) } catch {
                return .failed(error)
            }
            let startedAt = writes.begin()
            defer { writes.end() }
            do {
                var line = group[...]
                while !line.isEmpty {
                    let transaction = SQLiteTransaction(in: database, statements, startedAt: startedAt)
                    line = line.dropFirst(try transaction.performFirst(of: line))
                }
            } catch { return .refused(error) }
            return commit(in: database, statements)
        }
    }

    private func commit(in database: GRDB.Database, _ statements: StatementCache) -> Outcome {
        do { try SQLiteTransaction.commit(in: database, statements) } catch {
            if case StoreError.constraint = error { return .refused(error) }
            return .failed(error)
        }
        return .committed
    }
}
