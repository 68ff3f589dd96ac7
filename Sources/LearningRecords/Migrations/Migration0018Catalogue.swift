package import Persistence

/// What people look for courses by, and which courses changed last.
///
/// `catalogue` holds one number, which counts up with each change of a course: whoever changes one holds its row until the
/// commit, so that changes become visible in the order of their numbers, and a reader asks for what came after the last.
package struct Migration0018Catalogue: Migration {
    package static let number = 18

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute("CREATE TABLE catalogue (version BIGINT NOT NULL)")
        try transaction.execute("INSERT INTO catalogue (version) VALUES (0)")
        for column in [
            "changed_in BIGINT NOT NULL DEFAULT 0", "language TEXT", "duration BIGINT", "description TEXT",
        ] as [Query] {
            try transaction.execute("ALTER TABLE course ADD COLUMN \(column)")
        }
        try transaction.execute("CREATE INDEX course_changed ON course (changed_in, id)")
        // Kind 1 is a métier that the course is for, 2 a keyword.
        try transaction.execute(
            """
            CREATE TABLE course_label (
                course BIGINT NOT NULL, kind SMALLINT NOT NULL, label TEXT NOT NULL,
                CONSTRAINT course_label_key PRIMARY KEY (course, kind, label)
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
