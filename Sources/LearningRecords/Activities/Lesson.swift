import ExactJSON
import XAPI

/// What a statement says of Activities and Agents beside their ids; both by their numbers.
package struct Lesson: Sendable {
    let definitions: [(activity: Int64, given: GivenDefinition)]
    let names: [AgentName]

    /// Bytes; PostgreSQL bounds what an index key may hold, and nobody is called so.
    private static let longestName = 1_000

    /// Only a key with the scope `define` teaches; for others "ids will be saved", no more (Communication 4.2): nil.
    init?(_ one: StatementToStore, _ found: FilterTerms) {
        guard one.credential.may(.define) else { return nil }
        definitions = zip(found.activities, one.mentions.definitions).compactMap { activity, given in
            given.map { (activity.number, $0) }
        }
        names = zip(found.agents, one.mentions.agents).compactMap { number, agent in
            guard !agent.isGroup, let name = agent.name, 1...Self.longestName ~= name.utf8.count else { return nil }
            return AgentName(agent: number.number, name: Array(name.utf8))
        }
    }
}
