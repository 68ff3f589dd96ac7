import EvidenceVerification
package import Persistence

/// Rules that somebody put in force, and lists of courses for which sources are trusted, become records of the log: those that
/// were there before get their leaves now. A rule that an import put in force follows from the record of the package.
package struct Migration0029Choices: Migration {
    package static let number = 29

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try log("course_rule WHERE access_key <> ''", as: .ruleInForce, in: transaction)
        try log("source_trust", as: .sourceTrust, in: transaction)
    }

    private func log(_ rows: Query, as kind: RecordKind, in transaction: any Transaction) throws {
        switch transaction.engine {
        case .postgres:
            try transaction.execute(
                "INSERT INTO log_queue (kind, record) SELECT \(kind.stored), id FROM \(rows) ORDER BY id"
            )
        case .sqlite:
            try transaction.execute(
                """
                INSERT INTO log_entry (leaf, kind, record)
                SELECT (SELECT coalesce(max(leaf), -1) FROM log_entry) + row_number() OVER (ORDER BY id),
                    \(kind.stored), id FROM \(rows)
                """
            )
        }
    }
}
