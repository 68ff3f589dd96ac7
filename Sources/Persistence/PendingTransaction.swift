import Synchronization

/// A transaction's closure that waits for its turn, and the task that waits for its outcome.
package protocol PendingTransaction: Sendable {
    /// Runs it, and keeps its result for `succeed`. May be called again.
    ///
    /// - Parameter line: all that waits in the same transaction, from itself on.
    /// - Returns: how many of `line` ran, itself and those right behind it that could run along: at least 1.
    func perform(first line: ArraySlice<any PendingTransaction>, in transaction: any Transaction) throws -> Int
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

    package func perform(first line: ArraySlice<any PendingTransaction>, in transaction: any Transaction) throws -> Int
    {
        let value = try body(transaction)
        result.withLock { $0 = value }
        return 1
    }

    package func succeed() { continuation.resume(with: result.withLock { $0 }) }

    package func fail(_ error: any Error) { continuation.resume(throwing: error) }
}

extension CheckedContinuation where E == any Error {
    /// - Parameter value: nil where it never ran.
    func resume(with value: sending T?) {
        if let value { resume(returning: value) } else { resume(throwing: StoreError.unavailable) }
    }
}

extension WorkQueue where Work == any PendingTransaction {
    /// Waits in line with `body`, and answers what became of it.
    package func run<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let waiting = WaitingTransaction(body, continuation: continuation)
            if !add(waiting) { waiting.fail(StoreError.unavailable) }
        }
    }
    /// Waits in line with `write`, and answers what became of it.
    package func run<Write: JointWrite>(jointly write: Write) async throws -> Write.Outcome {
        try await withCheckedThrowingContinuation { continuation in
            let waiting = WaitingWrite(write, continuation: continuation)
            if !add(waiting) { waiting.fail(StoreError.unavailable) }
        }
    }
}
