package import Persistence

/// Courses, the versions that packages gave them, and what each package holds.
package struct Migration0003Packages: Migration {
    package static let number = 3

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try createCourses(in: transaction)
        try createContents(in: transaction)
    }

    /// A course is known by its source and the identifier in its manifest, of which `key` is a digest; a changed package is
    /// a new version of it.
    private func createCourses(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE course (
                id \(Fragment.identity), key \(Fragment.binary) NOT NULL CONSTRAINT course_key UNIQUE,
                iri TEXT NOT NULL CONSTRAINT course_iri UNIQUE, source BIGINT NOT NULL, title TEXT NOT NULL,
                rule TEXT NOT NULL
            )
            """
        )
        try transaction.execute(
            """
            CREATE TABLE course_version (
                id \(Fragment.identity), course BIGINT NOT NULL, number BIGINT NOT NULL,
                sha256 \(Fragment.binary) NOT NULL, source BIGINT NOT NULL, size BIGINT NOT NULL,
                imported_at BIGINT NOT NULL, withdrawn_at BIGINT, content \(Fragment.binary) NOT NULL,
                CONSTRAINT course_version_sha256 UNIQUE (sha256, source),
                CONSTRAINT course_version_number UNIQUE (course, number)
            )
            """
        )
    }

    /// `content` of a version is what its import answered. Items are what rules are evaluated over, by version;
    /// `course_activity` is their union over a course's versions; members say where each file stands in the zip.
    private func createContents(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE course_item (
                version BIGINT NOT NULL, position BIGINT NOT NULL, activity BIGINT NOT NULL,
                identifier TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, parent BIGINT,
                launchable SMALLINT NOT NULL, mastery_score DOUBLE PRECISION, move_on TEXT,
                PRIMARY KEY (version, position)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE course_activity (
                course BIGINT NOT NULL, activity BIGINT NOT NULL, PRIMARY KEY (course, activity)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX course_activity_activity ON course_activity (activity, course)")
        try transaction.execute(
            """
            CREATE TABLE package_member (
                version BIGINT NOT NULL, path TEXT NOT NULL, method SMALLINT NOT NULL, data_offset BIGINT NOT NULL,
                compressed_size BIGINT NOT NULL, size BIGINT NOT NULL, crc32 BIGINT NOT NULL,
                PRIMARY KEY (version, path)
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
