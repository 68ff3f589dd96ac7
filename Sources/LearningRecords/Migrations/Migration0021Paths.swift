package import Persistence

/// Paths: several courses that belong together, and for whom. Rows are added, never changed.
package struct Migration0021Paths: Migration {
    package static let number = 21

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE path_version (
                path TEXT NOT NULL, version BIGINT NOT NULL, title_fr TEXT NOT NULL, title_en TEXT NOT NULL,
                is_ordered BIGINT NOT NULL, access_key TEXT NOT NULL, at BIGINT NOT NULL,
                CONSTRAINT path_version_key PRIMARY KEY (path, version)
            ) \(Fragment.withoutRowID)
            """
        )
        // `needed` of the courses of a step have to be done.
        try transaction.execute(
            """
            CREATE TABLE path_course (
                path TEXT NOT NULL, version BIGINT NOT NULL, step BIGINT NOT NULL, place BIGINT NOT NULL,
                needed BIGINT NOT NULL, course BIGINT NOT NULL,
                CONSTRAINT path_course_key PRIMARY KEY (path, version, step, place)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE path_attribute (
                path TEXT NOT NULL, version BIGINT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
                CONSTRAINT path_attribute_key PRIMARY KEY (path, version, name)
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
