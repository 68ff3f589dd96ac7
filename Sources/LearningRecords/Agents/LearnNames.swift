import Persistence
import Synchronization

/// A name that a statement gave an Agent.
struct AgentName: Hashable, Sendable {
    let agent: Int64
    let name: [UInt8]
}

/// Keeps the names that statements give Agents, for the Person Object (Communication 2.4).
final class LearnNames: Sendable {
    private let known = Mutex<Set<AgentName>>([])
    private let capacity = 50_000

    func callAsFunction(_ given: [AgentName], in transaction: any Transaction) throws -> Set<AgentName> {
        let new = Set(known.withLock { known in given.filter { !known.contains($0) } })
        if !new.isEmpty { try transaction.insertNames(new) }
        return new
    }

    func remember(_ names: Set<AgentName>) {
        guard !names.isEmpty else { return }
        known.withLock { known in
            if known.count + names.count > capacity { known.removeAll(keepingCapacity: true) }
            known.formUnion(names)
        }
    }
}

extension Transaction {
    /// In key order, so that two writers of the same names wait for each other instead of deadlocking.
    fileprivate func insertNames(_ names: Set<AgentName>) throws {
        let sorted = names.sorted { left, right in
            left.agent == right.agent ? left.name.lexicographicallyPrecedes(right.name) : left.agent < right.agent
        }
        let batch = Batch(.integers("agent", sorted.map(\.agent)), .blobs("name", sorted.map(\.name)))
        try execute(
            """
            INSERT INTO agent_name (agent, name, learned_at) SELECT k.agent, k.name, \(startedAt) FROM \(batch) AS k
            WHERE true ON CONFLICT (agent, name) DO NOTHING
            """
        )
    }
}
