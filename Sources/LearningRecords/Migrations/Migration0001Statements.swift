package import Persistence

/// Statements as the bytes that came, the terms they repeat, and the rows by which they are found.
///
/// A row of `statement` without `raw` holds the place of a statement that another one voids, or refers to, before it
/// arrives: two writers that race on the pair meet at the unique `id`.
package struct Migration0001Statements: Migration {
    package static let number = 1

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try createTerms(in: transaction)
        try createStatements(in: transaction)
        try createFilters(in: transaction)
    }

    /// `text` is there only where the term is too long for an index key.
    private func createTerms(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE term (
                id \(Fragment.identity), kind SMALLINT NOT NULL, key \(Fragment.binary) NOT NULL,
                text \(Fragment.binary), CONSTRAINT term_key UNIQUE (kind, key)
            )
            """
        )
        try transaction.execute(
            "CREATE TABLE source (id \(Fragment.identity), name TEXT NOT NULL CONSTRAINT source_name UNIQUE)"
        )
    }

    private func createStatements(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE statement (
                seq \(Fragment.identity), id \(Fragment.binary) NOT NULL CONSTRAINT statement_id UNIQUE,
                stored BIGINT, effective BIGINT, verb BIGINT, actor BIGINT, activity BIGINT,
                registration \(Fragment.binary), target \(Fragment.binary), voided_by \(Fragment.binary),
                version SMALLINT, source BIGINT, authority BIGINT, needs SMALLINT, signature TEXT, raw \(Fragment.binary)
                \(Fragment.writingTransaction)
            )
            """
        )
        try transaction.execute("CREATE INDEX statement_stored ON statement (stored, seq)")
        try transaction.execute("CREATE INDEX statement_verb ON statement (verb, stored, seq)")
        try transaction.execute(
            """
            CREATE INDEX statement_registration ON statement (registration, stored, seq)
            WHERE registration IS NOT NULL
            """
        )
        try transaction.execute("CREATE INDEX statement_target ON statement (target) WHERE target IS NOT NULL")
        try transaction.execute("CREATE INDEX statement_authority ON statement (authority, stored, seq)")
    }

    /// One row for each statement and agent or activity in it; `roles` says where it stands. Verb and object activity are
    /// repeated so that agent+verb and agent+activity are answered in the order of an index. A statement about other
    /// statements has further rows for each of these, `via` their number; in its own rows `via` is 0.
    private func createFilters(in transaction: any Transaction) throws {
        try createReferences(in: transaction)
        try transaction.execute(
            """
            CREATE TABLE statement_agent (
                agent BIGINT NOT NULL, stored BIGINT NOT NULL, seq BIGINT NOT NULL, via BIGINT NOT NULL,
                roles INTEGER NOT NULL, verb BIGINT NOT NULL, activity BIGINT, PRIMARY KEY (agent, stored, seq, via)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            "CREATE INDEX statement_agent_verb ON statement_agent (agent, verb, stored, seq, via, roles)"
        )
        try transaction.execute(
            "CREATE INDEX statement_agent_activity ON statement_agent (agent, activity, stored, seq, via, roles, verb)"
        )
        try transaction.execute(
            """
            CREATE TABLE statement_activity (
                activity BIGINT NOT NULL, stored BIGINT NOT NULL, seq BIGINT NOT NULL, via BIGINT NOT NULL,
                roles INTEGER NOT NULL, verb BIGINT NOT NULL, PRIMARY KEY (activity, stored, seq, via)
            ) \(Fragment.withoutRowID)
            """
        )
    }

    /// One row for each statement and each one that it refers to, directly or through others (Communication 2.1.3, filter
    /// conditions for StatementRefs): the statement `seq` is found by verb, authority
    /// and registration of the statement `via`.
    private func createReferences(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE statement_reference (
                seq BIGINT NOT NULL, via BIGINT NOT NULL, stored BIGINT NOT NULL, verb BIGINT NOT NULL,
                authority BIGINT NOT NULL, registration \(Fragment.binary), PRIMARY KEY (seq, via)
            ) \(Fragment.withoutRowID)
            """
        )
        for column in ["verb", "authority"] as [Query] {
            try transaction.execute(
                "CREATE INDEX statement_reference_\(column) ON statement_reference (\(column), stored, seq, via)"
            )
        }
        try transaction.execute(
            """
            CREATE INDEX statement_reference_registration ON statement_reference (registration, stored, seq, via)
            WHERE registration IS NOT NULL
            """
        )
    }
}
