import Persistence
import Synchronization
import XAPI

/// The Agents that statements have as their authority, by number. They are few and stand in every answer, so they are
/// remembered; a number never comes to mean another Agent.
package final class Authorities: Sendable {
    private let known = Mutex<[Int64: [UInt8]]>([:])
    /// Past this many the memory starts anew: a bound, not a policy.
    private let capacity = 1_000

    package init() {}

    /// The statements of rows that begin with `Query.statementColumns`, in the order of the rows.
    func statements(of rows: [Row], in transaction: any Transaction) throws -> [StoredStatement] {
        let agents = try agents(Set(try rows.map { try $0.integer(5) }), in: transaction)
        return try rows.map { try StoredStatement($0, authority: agents[try $0.integer(5)] ?? []) }
    }

    /// Agents as JSON texts; the primary key of `term` finds those that are not remembered.
    private func agents(_ numbers: Set<Int64>, in transaction: any Transaction) throws -> [Int64: [UInt8]] {
        var agents = known.withLock { known in
            Dictionary(numbers.compactMap { number in known[number].map { (number, $0) } }) { first, _ in first }
        }
        let missing = numbers.filter { agents[$0] == nil }
        guard !missing.isEmpty else { return agents }
        let found = try transaction.identifiers(of: missing).mapValues(\.agentJSON)
        agents.merge(found) { _, new in new }
        known.withLock { known in
            if known.count + found.count > capacity { known.removeAll() }
            known.merge(found) { _, new in new }
        }
        return agents
    }
}
