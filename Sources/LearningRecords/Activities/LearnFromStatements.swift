package import Persistence
package import XAPI

/// Takes from statements what they say of Activities and Agents beside their ids, in the statements' own transaction.
///
/// Only a key with the scope `define` teaches; for others "ids will be saved", no more (Communication 4.2).
package struct LearnFromStatements: Sendable {
    /// What a transaction learnt, for memory after its commit.
    package struct Learnt: Sendable {
        var definitions: [Term: LearnDefinitions.Settled] = [:]
        var names: Set<AgentName> = []
    }

    private let definitions = LearnDefinitions()
    private let names = LearnNames()

    package init() {}

    /// - Parameter numbers: of all Activities and Agents that the statements name.
    package func callAsFunction(
        _ statements: [Statement], as credential: Credential, numbers: [Term: Int64], in transaction: any Transaction
    ) throws -> Learnt {
        guard credential.may(.define) else { return Learnt() }
        return Learnt(
            definitions: try definitions(statements, numbers: numbers, in: transaction),
            names: try names(statements, numbers: numbers, in: transaction)
        )
    }

    /// Called after the commit of the transaction that learnt it.
    package func remember(_ learnt: Learnt) {
        definitions.remember(learnt.definitions)
        names.remember(learnt.names)
    }
}
