import Completion
import Persistence
import XAPI

extension Transaction {
    /// One version, or the newest where none is named.
    func path(_ id: String, version: Int64?) throws -> LearningPath? { try paths([id], version: version)[id] }

    /// Three queries, however many paths; their keys find them.
    func paths(_ ids: [String], version: Int64?) throws -> [String: LearningPath] {
        guard !ids.isEmpty else { return [:] }
        let wanted: Query =
            version.map { "\($0)" } ?? "(SELECT max(n.version) FROM path_version n WHERE n.path = k.path)"
        let rows = try rows(
            """
            SELECT p.path, p.version, p.title_fr, p.title_en, p.is_ordered, p.at, p.access_key
            FROM \(Batch(.texts("path", ids))) AS k JOIN path_version p ON p.path = k.path AND p.version = \(wanted)
            """
        )
        let versions = Batch(
            .texts("path", try rows.map { try $0.text(0) }), .integers("version", try rows.map { try $0.integer(1) })
        )
        guard !rows.isEmpty else { return [:] }
        let steps = try steps(of: versions)
        let audiences = try audiences(of: versions)
        return try rows.reduce(into: [:]) { paths, row in
            let id = try row.text(0)
            paths[id] = LearningPath(
                id: id, version: try row.integer(1),
                title: LocalizedText(french: try row.text(2), english: try row.text(3)),
                isOrdered: try row.integer(4) == 1, audience: audiences[id] ?? [:], steps: steps[id] ?? [],
                madeAt: try row.integer(5), madeBy: try row.text(6)
            )
        }
    }

    private func steps(of versions: Batch) throws -> [String: [LearningPath.Step]] {
        let rows = try rows(
            """
            SELECT s.path, s.step, s.place, s.needed, c.id, c.iri, c.title FROM \(versions) AS k
            JOIN path_course s ON s.path = k.path AND s.version = k.version JOIN course c ON c.id = s.course
            """
        ).map { row in
            (
                path: try row.text(0), step: try row.integer(1), place: try row.integer(2), needed: try row.integer(3),
                course: LearningPath.Course(
                    number: try row.integer(4), iri: try row.text(5), title: try row.text(6)
                )
            )
        }
        return Dictionary(grouping: rows, by: \.path).mapValues { rows in
            Dictionary(grouping: rows, by: \.step).sorted { $0.key < $1.key }.map { _, courses in
                LearningPath.Step(
                    needed: Int(courses.first?.needed ?? 1),
                    courses: courses.sorted { $0.place < $1.place }.map(\.course)
                )
            }
        }
    }

    private func audiences(of versions: Batch) throws -> [String: [AttributeName: String]] {
        let rows = try rows(
            """
            SELECT a.path, a.name, a.value FROM \(versions) AS k
            JOIN path_attribute a ON a.path = k.path AND a.version = k.version
            """
        )
        return try rows.reduce(into: [:]) { audiences, row in
            guard let name = AttributeName(rawValue: try row.text(1)) else { return }
            audiences[try row.text(0), default: [:]][name] = try row.text(2)
        }
    }

    /// By IRI, those that there are; `course_iri` finds them.
    func pathCourses(_ iris: Set<String>) throws -> [String: LearningPath.Course] {
        guard !iris.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT c.id, c.iri, c.title FROM \(Batch(.texts("iri", iris.sorted()))) AS k
            JOIN course c ON c.iri = k.iri
            """
        )
        return try rows.reduce(into: [:]) { courses, row in
            let iri = try row.text(1)
            courses[iri] = .init(number: try row.integer(0), iri: iri, title: try row.text(2))
        }
    }

    /// By person and course; `standing_key` finds each.
    func pathStandings(
        of people: [Int64], on path: LearningPath
    ) throws -> [Int64: [Int64: CourseStanding]] {
        let courses = path.steps.flatMap { $0.courses.map(\.number) }
        let places = people.flatMap { person in courses.map { (person, $0) } }
        guard !places.isEmpty else { return [:] }
        let batch = Batch(.integers("learner", places.map(\.0)), .integers("course", places.map(\.1)))
        let rows = try rows(
            """
            SELECT t.learner, t.course, t.status, t.completed_at, t.expires_at FROM \(batch) AS k
            JOIN standing t ON t.learner = k.learner AND t.course = k.course
            """
        )
        return try rows.reduce(into: [:]) { standings, row in
            guard let status = CompletionStatus(rawValue: try row.text(2)) else { return }
            standings[try row.integer(0), default: [:]][try row.integer(1)] = CourseStanding(
                status: status, completedAt: try row.optionalInteger(3), expiresAt: try row.optionalInteger(4)
            )
        }
    }

    func insert(_ path: LearningPath) throws {
        try execute(
            """
            INSERT INTO path_version (path, version, title_fr, title_en, is_ordered, access_key, at)
            VALUES (\(path.id), \(path.version), \(path.title.french), \(path.title.english),
            \(path.isOrdered ? 1 : 0), \(path.madeBy), \(path.madeAt))
            """
        )
        let courses = path.steps.enumerated().flatMap { number, step in
            step.courses.enumerated().map { (step: number, place: $0, needed: step.needed, course: $1.number) }
        }
        let batch = Batch(
            .integers("step", courses.map { Int64($0.step) }), .integers("place", courses.map { Int64($0.place) }),
            .integers("needed", courses.map { Int64($0.needed) }), .integers("course", courses.map(\.course))
        )
        try execute(
            """
            INSERT INTO path_course (path, version, step, place, needed, course)
            SELECT \(path.id), \(path.version), k.step, k.place, k.needed, k.course FROM \(batch) AS k
            """
        )
        try insertAudience(of: path)
    }

    private func insertAudience(of path: LearningPath) throws {
        guard !path.audience.isEmpty else { return }
        let audience = path.audience.sorted { $0.key < $1.key }
        let batch = Batch(
            .texts("name", audience.map(\.key.rawValue)), .texts("value", audience.map(\.value))
        )
        try execute(
            """
            INSERT INTO path_attribute (path, version, name, value)
            SELECT \(path.id), \(path.version), k.name, k.value FROM \(batch) AS k
            """
        )
    }
}
