import Completion
import EvidenceVerification
import Foundation
import Persistence
import SCORM
import ZipArchive

extension Transaction {
    /// What the import of these bytes answered, where they are here; `course_version_sha256` finds it.
    func package(sha256: [UInt8], source: String) throws -> ImportedPackage? {
        let row = try rows(
            """
            SELECT v.content FROM source o JOIN course_version v ON v.source = o.id AND v.sha256 = \(sha256)
            WHERE o.name = \(source)
            """
        ).first
        guard let row else { return nil }
        return try JSONDecoder().decode(ImportedPackage.self, from: Data(try row.blob(0)))
    }

    /// What the first import of these bytes answered, whoever provided them.
    func package(sha256: [UInt8]) throws -> ImportedPackage? {
        let row = try rows(
            "SELECT content FROM course_version WHERE sha256 = \(sha256) ORDER BY source LIMIT 1"
        ).first
        return try row.map { try JSONDecoder().decode(ImportedPackage.self, from: Data(try $0.blob(0))) }
    }

    /// 0 where the course is new.
    func newestVersion(ofCourse key: [UInt8]) throws -> Int64 {
        try rows(
            """
            SELECT (SELECT max(v.number) FROM course_version v WHERE v.course = c.id) FROM course c WHERE c.key = \(key)
            """
        ).first?.optionalInteger(0) ?? 0
    }

    /// The IRI that a course got when it was first imported; `course_key` finds it.
    func courseIRI(_ key: [UInt8]) throws -> String? {
        try rows("SELECT iri FROM course WHERE key = \(key)").first?.text(0)
    }

    /// Makes the course where it is new, its next version, and the standings of those who have facts in it already. Nobody
    /// writes facts meanwhile: a writer who does not see the course yet would leave a learner without standing.
    func store(_ package: PackageToStore, outlines: CourseOutlines) throws -> ImportedPackage {
        _ = try rows("\(Fragment.holdFacts)")
        let number = try newestVersion(ofCourse: package.course.key) + 1
        let source = try source(named: package.source)
        let activities = try intern(Set(package.items.map { Term.activity($0.iri) }))
        let course = try storeCourse(package, source: source)
        if number == 1 {
            try insertRule(RuleKey(id: package.rule, version: 1), ofCourse: course, by: nil)
        }
        let answer = package.answer(version: number)
        let version = try insertVersion(answer, of: course, source: source, package)
        let numbers = package.items.map { activities[.activity($0.iri)] ?? 0 }
        try insertItems(package.items, numbers: numbers, of: version)
        try insertActivities(numbers, of: course)
        try insertMembers(package.members, of: version)
        try appendToLog(.package, [version])
        var standings = StandingUpdate(transaction: self, outlines: outlines)
        try standings.write(ofActors: try actors(in: course))
        return answer
    }

    private func storeCourse(_ package: PackageToStore, source: Int64) throws -> Int64 {
        let course = package.course
        let manifest = package.manifest
        let untrusted = try sourcesWithLists()
        // What somebody said of the course stays.
        return try rows(
            """
            INSERT INTO course (key, iri, source, title, rule, untrusted, language, description, changed_in)
            VALUES (\(course.key), \(course.iri), \(source), \(package.title), \(package.rule), \(untrusted.text),
                \(manifest.languages.first), \(manifest.description), \(try nextCatalogueVersion()))
            ON CONFLICT (key) DO UPDATE SET title = excluded.title, changed_in = excluded.changed_in,
                language = coalesce(course.language, excluded.language),
                description = coalesce(course.description, excluded.description) RETURNING id
            """
        ).first?.integer(0) ?? 0
    }

    private func insertVersion(
        _ answer: ImportedPackage, of course: Int64, source: Int64, _ package: PackageToStore
    ) throws -> Int64 {
        let content = Array(try JSONEncoder().encode(answer))
        return try rows(
            """
            INSERT INTO course_version (course, number, sha256, source, size, imported_at, content)
            VALUES (\(course), \(answer.version), \(package.sha256), \(source), \(package.size), \(startedAt), \(content))
            RETURNING id
            """
        ).first?.integer(0) ?? 0
    }

    private func insertItems(_ items: [PackageToStore.Item], numbers: [Int64], of version: Int64) throws {
        let batch = Batch(
            .integers("position", items.indices.map(Int64.init)), .integers("activity", numbers),
            .texts("identifier", items.map(\.identifier)), .texts("title", items.map(\.title)),
            .texts("kind", items.map(\.kind)), .integers("parent", items.map(\.parent)),
            .integers("launchable", items.map { $0.isLaunchable ? 1 : 0 }),
            .reals("mastery_score", items.map(\.masteryScore)), .texts("move_on", items.map(\.moveOn))
        )
        try execute(
            """
            INSERT INTO course_item (version, position, activity, identifier, title, kind, parent, launchable,
                mastery_score, move_on)
            SELECT \(version), k.position, k.activity, k.identifier, k.title, k.kind, k.parent, k.launchable,
                k.mastery_score, k.move_on FROM \(batch) AS k
            """
        )
    }

    private func insertActivities(_ numbers: [Int64], of course: Int64) throws {
        try execute(
            """
            INSERT INTO course_activity (course, activity)
            SELECT \(course), k.activity FROM \(Batch(.integers("activity", Set(numbers).sorted()))) AS k
            WHERE true ON CONFLICT (course, activity) DO NOTHING
            """
        )
    }

    private func insertMembers(_ members: [ZipArchive.Member], of version: Int64) throws {
        let files = members.filter { !$0.isDirectory }
        let batch = Batch(
            .texts("path", files.map(\.path)), .integers("method", files.map { $0.method == .stored ? 0 : 8 }),
            .integers("data_offset", files.map(\.dataOffset)),
            .integers("compressed_size", files.map(\.compressedSize)), .integers("size", files.map(\.size)),
            .integers("crc32", files.map { Int64($0.crc32) })
        )
        try execute(
            """
            INSERT INTO package_member (version, path, method, data_offset, compressed_size, size, crc32)
            SELECT \(version), k.path, k.method, k.data_offset, k.compressed_size, k.size, k.crc32 FROM \(batch) AS k
            """
        )
    }

    /// Everybody who has facts about an activity of the course; `fact_activity` finds them.
    private func actors(in course: Int64) throws -> Set<Standing.Place> {
        let rows = try rows(
            """
            SELECT f.actor FROM course_activity i JOIN fact f ON f.activity = i.activity WHERE i.course = \(course)
            """
        )
        return Set(try rows.map { .init(learner: try $0.integer(0), course: course) })
    }
}
