import LearningRecords
import Persistence

/// The use cases of the catalogue.
package struct CourseUseCases: Sendable {
    let find: FindCourses
    let change: ChangeCourse
    let create: CreateCourse

    init(database: any Database, outlines: CourseOutlines, publicURL: String) {
        find = FindCourses(database: database, catalogue: CourseCatalogue())
        change = ChangeCourse(database: database)
        create = CreateCourse(database: database, outlines: outlines, publicURL: publicURL)
    }

    /// Brings the index up to date.
    ///
    /// - Returns: how many courses were read.
    package func learn() async throws -> Int { try await find.learn() }
}
