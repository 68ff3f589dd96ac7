import Persistence
import Synchronization
import XAPI

/// A name that a statement gave an Agent.
struct AgentName: Hashable, Sendable {
    let agent: Term
    let name: [UInt8]
}

/// Keeps the names that statements give Agents, for the Person Object (Communication 2.4).
final class LearnNames: Sendable {
    private let known = Mutex<Set<AgentName>>([])
    private let capacity = 50_000
    /// Bytes; PostgreSQL bounds what an index key may hold, and nobody is called so.
    private let longest = 1_000

    func callAsFunction(
        _ statements: [Statement], numbers: [Term: Int64], in transaction: any Transaction
    ) throws -> Set<AgentName> {
        let given = Set(statements.flatMap { $0.agents }.compactMap(name))
        // Not `subtracting`, which goes over all that is known.
        let new = known.withLock { known in given.filter { !known.contains($0) } }
        let numbered = new.compactMap { name in numbers[name.agent].map { (agent: $0, name: name.name) } }
        if !numbered.isEmpty { try transaction.insertNames(numbered) }
        return new
    }

    func remember(_ names: Set<AgentName>) {
        guard !names.isEmpty else { return }
        known.withLock { known in
            if known.count + names.count > capacity { known.removeAll(keepingCapacity: true) }
            known.formUnion(names)
        }
    }

    private func name(_ agent: AgentRoles) -> AgentName? {
        guard !agent.isGroup, let name = agent.name, !name.isEmpty, name.utf8.count <= longest else { return nil }
        return AgentName(agent: Term(kind: .actor, text: agent.canonical), name: Array(name.utf8))
    }
}

extension Transaction {
    /// In key order, so that two writers of the same names wait for each other instead of deadlocking.
    fileprivate func insertNames(_ names: [(agent: Int64, name: [UInt8])]) throws {
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
