import Completion
package import Persistence

/// Courses by words, accents and case folded, by beginnings of words and with small typing errors, the best first; and one of them.
package struct FindCourses: Sendable {
    package struct Request: Sendable {
        package var words = ""
        package var source: String?
        /// `fr`, `fr-FR`.
        package var language: String?
        package var metier: String?
        /// µs, both ends included; courses whose duration nobody said are then left out.
        package var duration: ClosedRange<Int64>?
        package var limit = 20
        /// Courses before the page.
        package var offset = 0

        package init() {}
    }

    package struct Page: Sendable {
        package let items: [Course]
        /// Courses in all.
        package let total: Int
        /// Nil on the last page.
        package let next: Int?
    }

    package struct Details: Sendable {
        package let course: Course
        /// Newest first.
        package let versions: [Course.Version]
        /// Of the newest version.
        package let package: ImportedPackage
        package let rule: (id: String, version: Int)
    }

    package static let largestPage = 200

    private let database: any Database
    private let catalogue: CourseCatalogue

    package init(database: any Database, catalogue: CourseCatalogue) {
        self.database = database
        self.catalogue = catalogue
    }

    package func callAsFunction(_ request: Request) async throws -> Page {
        try await learn()
        let found = catalogue.search(CourseIndex.Question(request))
        let shown = Array(found.dropFirst(request.offset).prefix(min(max(request.limit, 1), Self.largestPage)))
        let courses = try await database.read { try $0.courses(shown: shown) }
        let end = request.offset + shown.count
        return Page(items: shown.compactMap { courses[$0] }, total: found.count, next: end < found.count ? end : nil)
    }

    /// - Parameter id: the course's IRI, or the last part of it.
    package func callAsFunction(_ id: String) async throws -> Details? {
        try await database.read { try $0.details(ofCourse: id) }
    }

    /// Brings the index up to date; all courses the first time.
    ///
    /// - Returns: how many courses were read.
    @discardableResult
    package func learn() async throws -> Int {
        let known = catalogue.version
        let (version, courses) = try await database.read { transaction in
            let version = try transaction.catalogueVersion()
            return (version, version > known ? try transaction.entries(changedBehind: known) : [])
        }
        catalogue.put(courses, version: version)
        return courses.count
    }
}

extension CourseIndex.Question {
    fileprivate init(_ request: FindCourses.Request) {
        words = PersonClue.words(request.words).map { Array($0.utf8) }
        source = request.source
        language = request.language?.lowercased()
        metier = request.metier.map { $0.foldedLabel }
        duration = request.duration
    }
}

extension String {
    /// Its words with accents and case folded.
    var foldedLabel: [UInt8] { Array(PersonClue.words(self).joined(separator: " ").utf8) }
}
