package import Persistence

/// Makes a path, or the next version of one: versions never change.
package struct SavePath: Sendable {
    package enum Outcome: Sendable {
        case created(LearningPath)
        /// The newest version says the same already.
        case unchanged(LearningPath)
        /// The newest version is not the one that this was to follow: somebody was faster.
        case conflict(newest: Int64)
        case unknownCourse(step: Int, place: Int)
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// 1 to 100 letters, digits, dots, hyphens and underscores.
    package static func isID(_ text: String) -> Bool { SaveRule.isID(text) }

    /// - Parameters:
    ///   - version: that it is to follow, 0 for none; nil for the newest.
    ///   - key: who asks.
    package func callAsFunction(
        _ draft: PathDraft, as id: String, following version: Int64?, by key: String
    ) async throws -> Outcome {
        try await database.writeAgainOnRace { transaction in
            let newest = try transaction.path(id, version: nil)
            guard version == nil || version == newest?.version ?? 0 else {
                return .conflict(newest: newest?.version ?? 0)
            }
            if let newest, newest.draft == draft { return .unchanged(newest) }
            let courses = try transaction.pathCourses(Set(draft.steps.flatMap(\.courses)))
            for (number, step) in draft.steps.enumerated() {
                for (place, iri) in step.courses.enumerated() where courses[iri] == nil {
                    return .unknownCourse(step: number, place: place)
                }
            }
            let path = LearningPath(
                id: id, version: (newest?.version ?? 0) + 1, title: draft.title, isOrdered: draft.isOrdered,
                audience: draft.audience,
                steps: draft.steps.map { .init(needed: $0.needed, courses: $0.courses.compactMap { courses[$0] }) },
                madeAt: transaction.startedAt, madeBy: key
            )
            try transaction.insert(path)
            return .created(path)
        }
    }
}
