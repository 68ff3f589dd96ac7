package import Persistence

/// Says more of a course than its package does: for whom it is, how long it takes, in which language, by which words people look
/// for it.
package struct ChangeCourse: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter id: the course's IRI, or the last part of it.
    /// - Returns: nil where there is none.
    package func callAsFunction(_ draft: CourseDraft, id: String) async throws -> Course? {
        try await database.write { transaction in
            guard let number = try transaction.courseNumber(id) else { return nil }
            let version = try transaction.nextCatalogueVersion()
            try transaction.change(number, draft, in: version)
            return try transaction.courses(shown: [number])[number]
        }
    }
}

/// What a label of a course is. Raw values are stored.
enum CourseLabel: Int64, Sendable {
    case metier = 1
    case keyword = 2
}

extension Transaction {
    /// Holds the catalogue until the transaction ends, so that changes become visible in the order of their numbers.
    func nextCatalogueVersion() throws -> Int64 {
        try rows("UPDATE catalogue SET version = version + 1 RETURNING version").first?.integer(0) ?? 0
    }

    func change(_ course: Int64, _ draft: CourseDraft, in version: Int64) throws {
        var columns: Query = "changed_in = \(version)"
        if let language = draft.language { columns = "\(columns), language = \(language)" }
        if let duration = draft.duration { columns = "\(columns), duration = \(duration)" }
        if let description = draft.description { columns = "\(columns), description = \(description)" }
        try execute("UPDATE course SET \(columns) WHERE id = \(course)")
        if let metiers = draft.metiers { try replace(.metier, of: course, by: metiers) }
        if let keywords = draft.keywords { try replace(.keyword, of: course, by: keywords) }
    }

    private func replace(_ kind: CourseLabel, of course: Int64, by labels: [String]) throws {
        try execute("DELETE FROM course_label WHERE course = \(course) AND kind = \(kind.rawValue)")
        var seen: Set<[UInt8]> = []
        let distinct = labels.filter { seen.insert(Array($0.utf8)).inserted }
        guard !distinct.isEmpty else { return }
        try execute(
            """
            INSERT INTO course_label (course, kind, label)
            SELECT \(course), \(kind.rawValue), k.label FROM \(Batch(.texts("label", distinct))) AS k
            """
        )
    }
}
