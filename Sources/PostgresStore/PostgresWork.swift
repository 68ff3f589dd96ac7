import Persistence

/// A transaction's closure on its way to whichever connection is free first.
struct PostgresWork: Sendable {
    let pending: any PendingTransaction
    let kind: PostgresTransaction.Kind
}

extension WorkQueue where Work == PostgresWork {
    func run<T: Sendable>(
        _ kind: PostgresTransaction.Kind,
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let waiting = WaitingTransaction(body, continuation: continuation)
            if !add(PostgresWork(pending: waiting, kind: kind)) { waiting.fail(StoreError.unavailable) }
        }
    }
}
