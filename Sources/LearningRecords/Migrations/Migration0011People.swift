package import Persistence

/// People: who they are, which identifiers are theirs, what holds of them from when until when, and who changed what.
///
/// A person takes its number from `term`, as actors do: `standing.learner` holds either. A row of `person_identifier` without
/// person is a shared identifier, which counts for nobody.
package struct Migration0011People: Migration {
    package static let number = 11

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try createPeople(in: transaction)
        try createClues(in: transaction)
        try createEvents(in: transaction)
        try transaction.execute(
            "CREATE TABLE standing_queue (learner BIGINT PRIMARY KEY, asked BIGINT NOT NULL) \(Fragment.withoutRowID)"
        )
    }

    /// Days are counted from 1970; `from_day` and `until_day` both belong to the period.
    private func createPeople(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE person (
                id BIGINT PRIMARY KEY, uid \(Fragment.binary) NOT NULL CONSTRAINT person_uid UNIQUE,
                matricule TEXT CONSTRAINT person_matricule UNIQUE, family_name TEXT NOT NULL, given_name TEXT NOT NULL,
                sort_key \(Fragment.binary) NOT NULL, merged_into BIGINT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL
            )
            """
        )
        try transaction.execute("CREATE INDEX person_name ON person (sort_key, id) WHERE merged_into IS NULL")
        try transaction.execute(
            """
            CREATE TABLE person_identifier (
                actor BIGINT NOT NULL, person BIGINT, since BIGINT NOT NULL,
                CONSTRAINT person_identifier_key PRIMARY KEY (actor)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX person_identifier_person ON person_identifier (person, actor, since)")
        try transaction.execute(
            """
            CREATE TABLE person_attribute (
                person BIGINT NOT NULL, name TEXT NOT NULL, from_day BIGINT NOT NULL, until_day BIGINT NOT NULL,
                value TEXT NOT NULL, CONSTRAINT person_attribute_key PRIMARY KEY (person, name, from_day)
            ) \(Fragment.withoutRowID)
            """
        )
    }

    /// By what people are found: words, whole names, matricules, digests of mailboxes (`PersonClue.Kind`).
    private func createClues(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE person_clue (
                kind SMALLINT NOT NULL, clue \(Fragment.binary) NOT NULL, person BIGINT NOT NULL,
                CONSTRAINT person_clue_key PRIMARY KEY (kind, clue, person)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX person_clue_person ON person_clue (person, kind, clue)")
    }

    /// Rows are added, never changed. `access_key` is who did it, `other` the other person of a merge or split, `actor` the
    /// identifier that came, went or moved; `person` is 0 where an identifier was nobody's. `restricted` says that only a
    /// key for restricted attributes may read `detail`.
    private func createEvents(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE person_event (
                id \(Fragment.identity), kind TEXT NOT NULL, person BIGINT NOT NULL, other BIGINT,
                actor BIGINT, access_key TEXT NOT NULL, at BIGINT NOT NULL, restricted SMALLINT NOT NULL,
                detail \(Fragment.binary) NOT NULL \(Fragment.writingTransaction)
            )
            """
        )
        try transaction.execute("CREATE INDEX person_event_person ON person_event (person, id)")
        try transaction.execute("CREATE INDEX person_event_other ON person_event (other, id) WHERE other IS NOT NULL")
    }
}
