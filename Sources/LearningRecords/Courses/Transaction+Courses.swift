import Completion
import Foundation
import Persistence

extension Transaction {
    func catalogueVersion() throws -> Int64 { try rows("SELECT version FROM catalogue").first?.integer(0) ?? 0 }

    /// What the index needs of the courses that changed behind a version; `course_changed` finds them.
    func entries(changedBehind version: Int64) throws -> [CourseIndex.Entry] {
        let rows = try rows(
            """
            SELECT c.id, c.title, o.name, c.language, c.duration, c.description
            FROM course c JOIN source o ON o.id = c.source WHERE c.changed_in > \(version) ORDER BY c.changed_in, c.id
            """
        )
        let numbers = try rows.map { try $0.integer(0) }
        let labels = try labels(of: numbers)
        let items = try itemTitles(of: numbers)
        return try rows.map { row in
            let id = try row.integer(0)
            return CourseIndex.Entry(
                id: id, title: try row.text(1), source: try row.text(2), language: try row.optionalText(3),
                duration: try row.optionalInteger(4), texts: [try row.optionalText(5) ?? ""] + (items[id] ?? []),
                labels: labels[id] ?? [:]
            )
        }
    }

    /// `course_label_key` has them in order.
    private func labels(of courses: [Int64]) throws -> [Int64: [CourseLabel: [String]]] {
        guard !courses.isEmpty else { return [:] }
        var labels: [Int64: [CourseLabel: [String]]] = [:]
        for row in try rows(
            """
            SELECT l.course, l.kind, l.label FROM \(Batch(.integers("course", courses))) AS k
            JOIN course_label l ON l.course = k.course
            """
        ) {
            guard let kind = CourseLabel(rawValue: try row.integer(1)) else { continue }
            labels[try row.integer(0), default: [:]][kind, default: []].append(try row.text(2))
        }
        return labels.mapValues { $0.mapValues { $0.sorted() } }
    }

    /// Titles of what the newest version holds; the keys of `course_version` and `course_item` find them.
    private func itemTitles(of courses: [Int64]) throws -> [Int64: [String]] {
        guard !courses.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT k.course, i.title FROM \(Batch(.integers("course", courses))) AS k
            JOIN course_version v ON v.course = k.course
                AND v.number = (SELECT max(n.number) FROM course_version n WHERE n.course = k.course)
            JOIN course_item i ON i.version = v.id AND i.position > 0
            """
        )
        return Dictionary(grouping: try rows.map { (try $0.integer(0), try $0.text(1)) }, by: \.0)
            .mapValues { $0.map(\.1) }
    }

    /// Courses as they are shown; the primary key of `course` finds each.
    func courses(shown courses: [Int64]) throws -> [Int64: Course] {
        guard !courses.isEmpty else { return [:] }
        let labels = try labels(of: courses)
        let found = try rows(
            """
            SELECT c.id, c.iri, c.title, o.name, c.language, c.duration, c.description
            FROM \(Batch(.integers("id", courses))) AS k JOIN course c ON c.id = k.id JOIN source o ON o.id = c.source
            """
        ).map { row in
            let number = try row.integer(0)
            let course = Course(
                id: try row.text(1), title: try row.text(2), source: try row.text(3),
                language: try row.optionalText(4), duration: try row.optionalInteger(5),
                description: try row.optionalText(6), metiers: labels[number]?[.metier] ?? [],
                keywords: labels[number]?[.keyword] ?? [], number: number
            )
            return (number, course)
        }
        return Dictionary(found, uniquingKeysWith: { one, _ in one })
    }

    /// By IRI, or by its last part, which is the course's key; `course_iri` and `course_key` find it.
    func courseNumber(_ id: String) throws -> Int64? {
        if let number = try course(iri: id) { return number }
        guard let key = bytes(hexadecimal: id), !key.isEmpty else { return nil }
        return try rows("SELECT id FROM course WHERE key = \(key)").first?.integer(0)
    }

    func details(ofCourse id: String) throws -> FindCourses.Details? {
        guard let number = try courseNumber(id), let course = try courses(shown: [number])[number],
            let rule = try courses(numbered: [number])[number]?.rule
        else { return nil }
        let rows = try rows(
            """
            SELECT v.number, v.sha256, v.imported_at, v.content FROM course_version v WHERE v.course = \(number)
            ORDER BY v.number DESC
            """
        )
        guard let newest = rows.first else { return nil }
        return FindCourses.Details(
            course: course,
            versions: try rows.map { row in
                .init(
                    number: try row.integer(0), sha256: hexadecimal(try row.blob(1)), importedAt: try row.integer(2)
                )
            },
            package: try JSONDecoder().decode(ImportedPackage.self, from: Data(try newest.blob(3))),
            rule: (rule.id, Int(rule.version))
        )
    }
}

extension CourseIndex.Entry {
    /// Words of one text that are looked at.
    private static let mostWords = 500

    fileprivate init(
        id: Int64, title: String, source: String, language: String?, duration: Int64?, texts: [String],
        labels: [CourseLabel: [String]]
    ) {
        var others: [[UInt8]: Float] = [:]
        for text in texts {
            for word in Self.words(text) { others[word] = CourseIndex.textWeight }
        }
        for label in (labels[.keyword] ?? []) + (labels[.metier] ?? []) {
            for word in Self.words(label) { others[word] = CourseIndex.keywordWeight }
        }
        self.init(
            id: id, title: Self.words(title), others: others, source: source, language: language?.lowercased(),
            duration: duration, metiers: Set((labels[.metier] ?? []).map(\.foldedLabel))
        )
    }

    private static func words(_ text: String) -> [[UInt8]] {
        PersonClue.words(text).prefix(mostWords).map { Array($0.utf8) }
    }
}
