import LearningRecords
import Persistence

/// The use cases of the catalogue.
package struct CourseUseCases: Sendable {
    let find: FindCourses
    let change: ChangeCourse

    init(database: any Database) {
        find = FindCourses(database: database, catalogue: CourseCatalogue())
        change = ChangeCourse(database: database)
    }

    /// Brings the index up to date.
    ///
    /// - Returns: how many courses were read.
    package func learn() async throws -> Int { try await find.learn() }
}
