package import Persistence

/// Takes from statements what they say of Activities and Agents beside their ids, in the statements' own transaction.
///
package struct LearnFromStatements: Sendable {
    /// What a transaction learnt, for memory after its commit.
    package struct Learnt: Sendable {
        var definitions: [Int64: LearnDefinitions.Settled] = [:]
        var names: Set<AgentName> = []
    }

    private let definitions = LearnDefinitions()
    private let names = LearnNames()

    package init() {}

    package func callAsFunction(_ lessons: [Lesson], in transaction: any Transaction) throws -> Learnt {
        Learnt(
            definitions: try definitions(lessons.flatMap(\.definitions), in: transaction),
            names: try names(lessons.flatMap(\.names), in: transaction)
        )
    }

    /// Called after the commit of the transaction that learnt it.
    package func remember(_ learnt: Learnt) {
        definitions.remember(learnt.definitions)
        names.remember(learnt.names)
    }
}
