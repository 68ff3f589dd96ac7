import Persistence

/// What courses were at a time: the versions that had been imported, the rule that was in force, and who was trusted.
extension Transaction {
    /// Those left out had not been imported.
    func courses(numbered numbers: Set<Int64>, at time: Int64) throws -> [Int64: StoredCourse] {
        guard !numbers.isEmpty else { return [:] }
        let batch = Batch(.integers("id", numbers.sorted()))
        let versions = try versions(ofCourses: batch, at: time)
        let rules = try rules(ofCourses: batch, at: time)
        let lists = try lists(at: time)
        return try courses(numbered: numbers).compactMapValues { course in
            let known = ([course.newest] + course.earlier).filter { versions.contains($0.id) }
            guard let newest = known.first, let rule = rules[course.id] else { return nil }
            let untrusted = lists.filter { !$0.courses.numbers.contains(course.id) }.map(\.source)
            return StoredCourse(
                id: course.id, iri: course.iri, title: course.title, source: course.source,
                sourceNumber: course.sourceNumber, rule: rule, untrustedSources: Set(untrusted), newest: newest,
                earlier: Array(known.dropFirst())
            )
        }
    }

    /// `course_version_number` finds them.
    private func versions(ofCourses batch: Batch, at time: Int64) throws -> Set<Int64> {
        let rows = try rows(
            """
            SELECT v.id FROM \(batch) AS k JOIN course_version v ON v.course = k.id WHERE v.imported_at <= \(time)
            """
        )
        return Set(try rows.map { try $0.integer(0) })
    }

    /// `course_rule_course` finds them.
    private func rules(ofCourses batch: Batch, at time: Int64) throws -> [Int64: RuleKey] {
        let rows = try rows(
            """
            SELECT r.course, r.rule, r.version FROM \(batch) AS k JOIN course_rule r
            ON r.id = (SELECT max(n.id) FROM course_rule n WHERE n.course = k.id AND n.at <= \(time))
            """
        )
        let rules = try rows.map { (try $0.integer(0), RuleKey(id: try $0.text(1), version: try $0.integer(2))) }
        return Dictionary(rules, uniquingKeysWith: { one, _ in one })
    }

    /// Sources that were not trusted for every course; `source_trust_source` finds their lists.
    private func lists(at time: Int64) throws -> [(source: Int64, courses: NumberList)] {
        try rows(
            """
            SELECT o.id, t.courses FROM source o JOIN source_trust t
            ON t.id = (SELECT max(u.id) FROM source_trust u WHERE u.source = o.id AND u.at <= \(time)) WHERE o.id > 0
            """
        ).compactMap { row in try row.optionalText(1).map { (try row.integer(0), NumberList($0)) } }
    }
}
