import Completion
import Foundation
import Persistence

/// A course with its versions, newest first, and the rule in force.
struct StoredCourse: Sendable {
    struct Version: Sendable {
        let id: Int64
        let number: Int64
    }

    let id: Int64
    let iri: String
    let title: String
    let source: String
    let sourceNumber: Int64
    /// In force.
    let rule: RuleKey
    /// Numbers of the sources whose statements count for nothing here.
    let untrustedSources: Set<Int64>
    let newest: Version
    let earlier: [Version]
}

extension Transaction {
    /// The courses in which each activity stands; `course_activity_activity` finds them.
    func courses(of activities: Set<Int64>) throws -> [Int64: Set<Int64>] {
        let batch = Batch(.integers("activity", activities.sorted()))
        let rows = try rows(
            """
            SELECT i.activity, i.course FROM \(batch) AS k JOIN course_activity i ON i.activity = k.activity
            """
        )
        var courses: [Int64: Set<Int64>] = [:]
        for row in rows { courses[try row.integer(0), default: []].insert(try row.integer(1)) }
        return courses
    }

    /// The number of a course; `course_iri` finds it.
    func course(iri: String) throws -> Int64? {
        try rows("SELECT id FROM course WHERE iri = \(iri)").first?.integer(0)
    }

    /// Courses by their numbers; one row per version, newest first.
    func courses(numbered ids: Set<Int64>) throws -> [Int64: StoredCourse] {
        let batch = Batch(.integers("id", ids.sorted()))
        let rows = try rows(
            """
            SELECT c.id, c.iri, c.title, o.name, c.rule, v.id, v.number, c.source, c.rule_version, c.untrusted
            FROM \(batch) AS k JOIN course c ON c.id = k.id JOIN source o ON o.id = c.source
            JOIN course_version v ON v.course = c.id
            """
        )
        let versions = Dictionary(grouping: rows) { (try? $0.integer(0)) ?? 0 }
        return try versions.compactMapValues { rows in
            let versions = try rows.map { StoredCourse.Version(id: try $0.integer(5), number: try $0.integer(6)) }
                .sorted { $0.number > $1.number }
            guard let row = rows.first, let newest = versions.first else { return nil }
            return StoredCourse(
                id: try row.integer(0), iri: try row.text(1), title: try row.text(2), source: try row.text(3),
                sourceNumber: try row.integer(7),
                rule: RuleKey(id: try row.text(4), version: try row.integer(8)),
                untrustedSources: NumberList(try row.text(9)).numbers, newest: newest,
                earlier: Array(versions.dropFirst())
            )
        }
    }
}
