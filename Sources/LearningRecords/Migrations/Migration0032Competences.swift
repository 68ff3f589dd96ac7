package import Persistence

/// Competences: which courses give one, and how many of them it takes. Rows are added, never changed.
package struct Migration0032Competences: Migration {
    package static let number = 32

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE competence_version (
                competence TEXT NOT NULL, version BIGINT NOT NULL, title_fr TEXT NOT NULL, title_en TEXT NOT NULL,
                needed BIGINT NOT NULL, access_key TEXT NOT NULL, at BIGINT NOT NULL,
                CONSTRAINT competence_version_key PRIMARY KEY (competence, version)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE competence_course (
                competence TEXT NOT NULL, version BIGINT NOT NULL, place BIGINT NOT NULL, course BIGINT NOT NULL,
                CONSTRAINT competence_course_key PRIMARY KEY (competence, version, place)
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
