import Synchronization

/// A transaction's closure that waits for its turn, and the task that waits for its outcome.
package protocol PendingTransaction: Sendable {
    /// Runs the closure and keeps its result for `succeed`. May be called again.
    func perform(in transaction: any Transaction) throws
    /// Answers the waiting task with the last result. Called after the commit, once.
    func succeed()
    /// Answers the waiting task with an error. Called once.
    func fail(_ error: any Error)
}

package final class WaitingTransaction<T: Sendable>: PendingTransaction {
    private let body: @Sendable (any Transaction) throws -> T
    private let continuation: CheckedContinuation<T, any Error>
    private let result = Mutex<T?>(nil)

    package init(
        _ body: @escaping @Sendable (any Transaction) throws -> T,
        continuation: CheckedContinuation<T, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    package func perform(in transaction: any Transaction) throws {
        let value = try body(transaction)
        result.withLock { $0 = value }
    }

    package func succeed() {
        if let value = result.withLock({ $0 }) {
            continuation.resume(returning: value)
        } else {
            continuation.resume(throwing: StoreError.unavailable)
        }
    }

    package func fail(_ error: any Error) { continuation.resume(throwing: error) }
}

extension WorkQueue where Work == any PendingTransaction {
    /// Waits in line with `body`, and answers what became of it.
    package func run<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let waiting = WaitingTransaction(body, continuation: continuation)
            if !add(waiting) { waiting.fail(StoreError.unavailable) }
        }
    }
}
