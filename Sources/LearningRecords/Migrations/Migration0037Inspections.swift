package import Persistence

/// Inspections: what an auditor may read, whose and of what, from when until when. Each has a key of its own, which opens nothing
/// else; of its secret the SHA-256 is kept.
///
/// An inspection without rows in `inspection_course` is about all courses, as `has_courses` says.
package struct Migration0037Inspections: Migration {
    package static let number = 37

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE inspection (
                id \(Fragment.identity), uid \(Fragment.binary) NOT NULL CONSTRAINT inspection_uid UNIQUE,
                auditor TEXT NOT NULL, purpose TEXT NOT NULL, from_at BIGINT NOT NULL, until_at BIGINT NOT NULL,
                inspection_key TEXT NOT NULL CONSTRAINT inspection_inspection_key UNIQUE,
                secret_sha256 \(Fragment.binary) NOT NULL, has_courses BIGINT NOT NULL, access_key TEXT NOT NULL,
                at BIGINT NOT NULL, revoked_at BIGINT, revoked_by TEXT
            )
            """
        )
        for subject in ["person", "course"] as [Query] {
            try transaction.execute(
                """
                CREATE TABLE inspection_\(subject) (
                    inspection BIGINT NOT NULL, \(subject) BIGINT NOT NULL,
                    CONSTRAINT inspection_\(subject)_key PRIMARY KEY (inspection, \(subject))
                ) \(Fragment.withoutRowID)
                """
            )
        }
        try transaction.execute("CREATE INDEX inspection_person_person ON inspection_person (person)")
    }
}
