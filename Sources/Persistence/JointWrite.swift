import Synchronization

/// A write that a store may run together with others of its kind that wait beside it: what takes a number of queries that
/// does not depend on how much there is to write then takes them once for all.
package protocol JointWrite: Sendable {
    associatedtype Outcome: Sendable

    /// What became of each, in their order. Where it throws, each runs again alone.
    static func perform(_ writes: [Self], in transaction: any Transaction) throws -> [Outcome]
}

extension Database {
    /// A transaction with `write` in it, durable when this returns; see `write(_:)`.
    package func write<Write: JointWrite>(jointly write: Write) async throws -> Write.Outcome {
        try await self.write { transaction in try write.performAlone(in: transaction) }
    }
}

extension JointWrite {
    fileprivate func performAlone(in transaction: any Transaction) throws -> Outcome {
        guard let outcome = try Self.perform([self], in: transaction).first else { throw StoreError.unavailable }
        return outcome
    }
}

/// A write that waits for its turn, and takes those of its kind behind it along.
package final class WaitingWrite<Write: JointWrite>: PendingTransaction {
    private let write: Write
    private let continuation: CheckedContinuation<Write.Outcome, any Error>
    private let outcome = Mutex<Write.Outcome?>(nil)

    init(_ write: Write, continuation: CheckedContinuation<Write.Outcome, any Error>) {
        self.write = write
        self.continuation = continuation
    }

    package func perform(first line: ArraySlice<any PendingTransaction>, in transaction: any Transaction) throws -> Int
    {
        var waiting: [WaitingWrite<Write>] = []
        for pending in line {
            guard let pending = pending as? WaitingWrite<Write> else { break }
            waiting.append(pending)
        }
        let outcomes = try Write.perform(waiting.map(\.write), in: transaction)
        for (one, outcome) in zip(waiting, outcomes) { one.outcome.withLock { $0 = outcome } }
        return waiting.count
    }

    package func succeed() { continuation.resume(with: outcome.withLock { $0 }) }

    package func fail(_ error: any Error) { continuation.resume(throwing: error) }
}
