package import Persistence

/// What counts, and since when: which sources are trusted for which courses, versions of rules, the rule in force in each
/// course; and where learners stood before they stood elsewhere.
///
/// Rows of `source_trust`, `rule_version`, `course_rule` and `standing_history` are added, never changed.
package struct Migration0013WhatCounts: Migration {
    package static let number = 13

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try createTrust(in: transaction)
        try createRules(in: transaction)
        try createHistory(in: transaction)
    }

    /// A source is trusted for every course until it gets a list (`is_listed`). `source_trust.courses` is that list, numbers
    /// with spaces between; null for all. `course.untrusted` is the same from the course's side, as judging needs it:
    /// numbers of the sources whose statements count for nothing there. Source 0 is the service itself.
    private func createTrust(in transaction: any Transaction) throws {
        try transaction.execute("ALTER TABLE source ADD COLUMN label TEXT")
        try transaction.execute("ALTER TABLE source ADD COLUMN is_listed SMALLINT NOT NULL DEFAULT 0")
        try transaction.execute("INSERT INTO source (id, name, label) VALUES (0, 'relevé', 'Relevé')")
        try transaction.execute("ALTER TABLE course ADD COLUMN untrusted TEXT NOT NULL DEFAULT ''")
        try transaction.execute(
            """
            CREATE TABLE source_trust (
                id \(Fragment.identity), source BIGINT NOT NULL, courses TEXT, access_key TEXT NOT NULL,
                at BIGINT NOT NULL \(Fragment.writingTransaction)
            )
            """
        )
        try transaction.execute("CREATE INDEX source_trust_source ON source_trust (source, id)")
        try transaction.execute("CREATE INDEX access_key_source ON access_key (source)")
    }

    /// Rules that are shipped have no row in `rule_version`. A course that was there before has its rule since ever.
    private func createRules(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE rule_version (
                id \(Fragment.identity), rule TEXT NOT NULL, version BIGINT NOT NULL,
                document \(Fragment.binary) NOT NULL, access_key TEXT NOT NULL, at BIGINT NOT NULL
                \(Fragment.writingTransaction), CONSTRAINT rule_version_key UNIQUE (rule, version)
            )
            """
        )
        try transaction.execute("ALTER TABLE course ADD COLUMN rule_version BIGINT NOT NULL DEFAULT 1")
        try transaction.execute("CREATE INDEX course_rule_in_force ON course (rule, rule_version, id)")
        try transaction.execute(
            """
            CREATE TABLE course_rule (
                id \(Fragment.identity), course BIGINT NOT NULL, rule TEXT NOT NULL, version BIGINT NOT NULL,
                access_key TEXT NOT NULL, at BIGINT NOT NULL \(Fragment.writingTransaction)
            )
            """
        )
        try transaction.execute("CREATE INDEX course_rule_course ON course_rule (course, id)")
        try transaction.execute(
            """
            INSERT INTO course_rule (course, rule, version, access_key, at)
            SELECT c.id, c.rule, 1, '', 0 FROM course c WHERE c.id > 0
            """
        )
    }

    /// A learner stood so from `changed_at` on, until `until_at`, when `log_size` records had their leaves. A row with `is_gone`
    /// was followed by none: the identifiers that it rested on went elsewhere.
    private func createHistory(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE standing_history (
                learner BIGINT NOT NULL, course BIGINT NOT NULL, until_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
                rule TEXT NOT NULL, rule_version BIGINT NOT NULL, status TEXT NOT NULL, expires_at BIGINT,
                log_size BIGINT NOT NULL, is_gone SMALLINT NOT NULL,
                CONSTRAINT standing_history_key PRIMARY KEY (learner, course, until_at)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            "CREATE INDEX standing_history_gone ON standing_history (course, learner, until_at) WHERE is_gone = 1"
        )
        try transaction.execute(
            """
            CREATE INDEX standing_expiry ON standing (expires_at) WHERE expires_at IS NOT NULL AND status <> 'expired'
            """
        )
    }
}
