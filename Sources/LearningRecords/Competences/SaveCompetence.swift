package import Persistence
import XAPI

/// Makes a competence, or the next version of one.
package struct SaveCompetence: Sendable {
    package enum Outcome: Sendable {
        case created(Competence)
        /// The newest version says the same already.
        case unchanged(Competence)
        case unknownCourse(place: Int)
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter key: who asks.
    package func callAsFunction(_ draft: CompetenceDraft, as id: String, by key: String) async throws -> Outcome {
        try await database.writeAgainOnRace { transaction in
            let newest = try transaction.competences([id]).first
            if let newest, newest.draft == draft { return .unchanged(newest) }
            let courses = try transaction.pathCourses(Set(draft.courses))
            if let place = draft.courses.firstIndex(where: { courses[$0] == nil }) {
                return .unknownCourse(place: place)
            }
            let competence = Competence(
                id: id, version: (newest?.version ?? 0) + 1, title: draft.title, needed: draft.needed,
                courses: draft.courses.compactMap { courses[$0] }, madeAt: transaction.startedAt, madeBy: key
            )
            try transaction.insert(competence)
            return .created(competence)
        }
    }
}

/// The competences that were made here, in the order of their ids.
package struct FindCompetences: Sendable {
    package static let largestPage = 200

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter id: of the last one that the caller has.
    package func callAsFunction(after id: String?, limit: Int) async throws -> [Competence] {
        try await database.read { transaction in
            try transaction.competences(try transaction.competenceIDs(after: id ?? "", limit: limit))
        }
    }

    /// - Returns: nil where no competence is called so.
    package func callAsFunction(_ id: String) async throws -> Competence? {
        try await database.read { try $0.competences([id]).first }
    }
}

extension Transaction {
    /// `competence_version_key` has them in order.
    func competenceIDs(after id: String, limit: Int) throws -> [String] {
        try rows(
            """
            SELECT v.competence FROM competence_version v WHERE v.competence > \(id) AND v.version = 1
            ORDER BY v.competence LIMIT \(limit)
            """
        ).map { try $0.text(0) }
    }

    /// The newest versions, those that there are, in the order asked; their keys find them.
    func competences(_ ids: [String]) throws -> [Competence] {
        guard !ids.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT v.competence, v.version, v.title_fr, v.title_en, v.needed, v.at, v.access_key
            FROM \(Batch(.texts("competence", ids))) AS k JOIN competence_version v ON v.competence = k.competence
            AND v.version = (SELECT max(n.version) FROM competence_version n WHERE n.competence = k.competence)
            """
        )
        let versions = Batch(
            .texts("competence", try rows.map { try $0.text(0) }),
            .integers("version", try rows.map { try $0.integer(1) })
        )
        let courses = rows.isEmpty ? [:] : try courses(ofCompetences: versions)
        let found = try rows.map { row in
            let id = try row.text(0)
            return Competence(
                id: id, version: try row.integer(1),
                title: LocalizedText(french: try row.text(2), english: try row.text(3)),
                needed: Int(try row.integer(4)), courses: courses[id] ?? [], madeAt: try row.integer(5),
                madeBy: try row.text(6)
            )
        }
        return found.sorted { $0.id < $1.id }
    }

    private func courses(ofCompetences versions: Batch) throws -> [String: [LearningPath.Course]] {
        let rows = try rows(
            """
            SELECT q.competence, q.place, c.id, c.iri, c.title FROM \(versions) AS k
            JOIN competence_course q ON q.competence = k.competence AND q.version = k.version
            JOIN course c ON c.id = q.course
            """
        ).map { row in
            let course = LearningPath.Course(
                number: try row.integer(2), iri: try row.text(3), title: try row.text(4)
            )
            return (id: try row.text(0), place: try row.integer(1), course: course)
        }
        return Dictionary(grouping: rows, by: \.id).mapValues { rows in
            rows.sorted { $0.place < $1.place }.map(\.course)
        }
    }

    fileprivate func insert(_ competence: Competence) throws {
        try execute(
            """
            INSERT INTO competence_version (competence, version, title_fr, title_en, needed, access_key, at)
            VALUES (\(competence.id), \(competence.version), \(competence.title.french), \(competence.title.english),
                \(competence.needed), \(competence.madeBy), \(competence.madeAt))
            """
        )
        let batch = Batch(
            .integers("place", competence.courses.indices.map(Int64.init)),
            .integers("course", competence.courses.map(\.number))
        )
        try execute(
            """
            INSERT INTO competence_course (competence, version, place, course)
            SELECT \(competence.id), \(competence.version), k.place, k.course FROM \(batch) AS k
            """
        )
    }
}
