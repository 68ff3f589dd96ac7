import EvidenceVerification
import Persistence

/// Courses as a source's list holds them, and sources as a course's row does: numbers with spaces between.
struct NumberList: Sendable, Equatable {
    let numbers: Set<Int64>

    init(_ numbers: Set<Int64>) { self.numbers = numbers }

    init(_ text: String) { numbers = text.isEmpty ? [] : Set(text.split(separator: " ").compactMap { Int64($0) }) }

    var text: String { numbers.sorted().map(String.init).joined(separator: " ") }
}

/// A source as its row has it, and its list.
struct StoredSource: Sendable {
    let number: Int64
    let name: String
    let label: String?
    /// Courses; nil where it is trusted for all.
    let courses: NumberList?
    let trustedSince: Int64?
}

extension Transaction {
    /// Every source, or the one of a name, with its newest list; `source_name` and `source_trust_source` find them.
    func sources(named name: String? = nil) throws -> [StoredSource] {
        let chosen: Query = name.map { "o.name = \($0)" } ?? "o.id >= 0"
        return try rows(
            """
            SELECT o.id, o.name, o.label, o.is_listed, t.courses, t.at FROM source o LEFT JOIN source_trust t
            ON t.id = (SELECT max(u.id) FROM source_trust u WHERE u.source = o.id) WHERE \(chosen) ORDER BY o.id
            """
        ).map { row in
            StoredSource(
                number: try row.integer(0), name: try row.text(1), label: try row.optionalText(2),
                courses: try row.integer(3) == 1 ? NumberList(try row.optionalText(4) ?? "") : nil,
                trustedSince: try row.optionalInteger(5)
            )
        }
    }

    /// Sources that are not trusted for every course: none of them is for a course that is new.
    func sourcesWithLists() throws -> NumberList {
        let rows = try rows("SELECT o.id FROM source o WHERE o.id > 0 AND o.is_listed = 1")
        return NumberList(Set(try rows.map { try $0.integer(0) }))
    }

    /// The numbers of courses that are there; `course_iri` finds each.
    func courses(iris: Set<String>) throws -> [String: Int64] {
        guard !iris.isEmpty else { return [:] }
        let batch = Batch(.texts("iri", iris.sorted()))
        let rows = try rows("SELECT c.iri, c.id FROM \(batch) AS k JOIN course c ON c.iri = k.iri")
        return Dictionary(try rows.map { (try $0.text(0), try $0.integer(1)) }, uniquingKeysWith: { one, _ in one })
    }

    /// The IRIs of courses.
    func iris(ofCourses numbers: Set<Int64>) throws -> [Int64: String] {
        guard !numbers.isEmpty else { return [:] }
        let batch = Batch(.integers("id", numbers.sorted()))
        let rows = try rows("SELECT c.id, c.iri FROM \(batch) AS k JOIN course c ON c.id = k.id")
        return Dictionary(try rows.map { (try $0.integer(0), try $0.text(1)) }, uniquingKeysWith: { one, _ in one })
    }

    /// Writes down a new list, which is a record of the log.
    func insertTrust(of source: Int64, in courses: NumberList?, by key: String) throws {
        let rows = try rows(
            """
            INSERT INTO source_trust (source, courses, access_key, at)
            VALUES (\(source), \(courses?.text), \(key), \(startedAt)) RETURNING id
            """
        )
        try appendToLog(.sourceTrust, try rows.map { try $0.integer(0) })
    }

    /// Says to every course whether it trusts the source. Facts are held by the caller.
    ///
    /// - Parameter courses: those that do; nil for all.
    /// - Returns: courses for which it is now otherwise.
    func setTrust(of source: Int64, in courses: NumberList?) throws -> [Int64] {
        var changed: [(course: Int64, untrusted: String)] = []
        for row in try rows("SELECT c.id, c.untrusted FROM course c WHERE c.id > 0") {
            let course = try row.integer(0)
            var untrusted = NumberList(try row.text(1)).numbers
            let isTrusted = courses?.numbers.contains(course) ?? true
            guard untrusted.contains(source) == isTrusted else { continue }
            if isTrusted { untrusted.remove(source) } else { untrusted.insert(source) }
            changed.append((course, NumberList(untrusted).text))
        }
        guard !changed.isEmpty else { return [] }
        let batch = Batch(.integers("id", changed.map(\.course)), .texts("untrusted", changed.map(\.untrusted)))
        try execute("UPDATE course AS c SET untrusted = k.untrusted FROM \(batch) AS k WHERE c.id = k.id")
        return changed.map(\.course)
    }

    /// Everybody about whom the source said something in one of the courses; `fact_activity` finds them.
    func actors(in courses: [Int64], of source: Int64) throws -> Set<Int64> {
        guard !courses.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT f.actor FROM \(Batch(.integers("course", courses))) AS k
            JOIN course_activity i ON i.course = k.course
            JOIN fact f ON f.activity = i.activity AND f.source = \(source)
            """
        )
        return Set(try rows.map { try $0.integer(0) })
    }
}
