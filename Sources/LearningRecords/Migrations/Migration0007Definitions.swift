package import Persistence

/// What is known of Activities and Agents beside their ids: canonical definitions, and the names that statements gave.
///
/// A definition that statements gave and one that a manifest gave stand side by side; `origin` tells them apart.
package struct Migration0007Definitions: Migration {
    package static let number = 7

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE activity_definition (
                activity BIGINT NOT NULL, origin SMALLINT NOT NULL, definition \(Fragment.binary) NOT NULL,
                CONSTRAINT activity_definition_key PRIMARY KEY (activity, origin)
            )
            """
        )
        try transaction.execute(
            """
            CREATE TABLE agent_name (
                agent BIGINT NOT NULL, name \(Fragment.binary) NOT NULL, learned_at BIGINT NOT NULL,
                CONSTRAINT agent_name_key PRIMARY KEY (agent, name)
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
