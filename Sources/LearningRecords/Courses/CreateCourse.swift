import ExactJSON
package import Persistence

/// A course that no package describes: one that is held in a room, or that is known from a former platform alone.
package struct DescribedCourse: Sendable {
    /// Who provides it: `cnfpt`, `internal`, …
    package let source: String
    /// By which its source knows it; a package of the same source and identifier is its next version.
    package let identifier: String
    package let title: String

    /// Bytes of an identifier, of a title.
    package static let longestText = 500

    /// - Parameter identifier: nil where the title has to do.
    package init(source: String, identifier: String?, title: String) {
        self.source = source
        self.identifier = identifier ?? title
        self.title = title
    }

    /// The same course always has the same text.
    var text: [UInt8] {
        var writer = JSONWriter()
        writer.object { course in
            course.member("source", source)
            course.member("identifier", identifier)
            course.member("title", title)
        }
        return writer.bytes
    }
}

/// Makes a course without package.
package struct CreateCourse: Sendable {
    package enum Outcome: Sendable {
        case created(Course)
        /// Its source has a course of this identifier; nothing changes.
        case alreadyThere(Course)
        /// No source can be called so.
        case invalidSource
    }

    private let database: any Database
    private let outlines: CourseOutlines
    private let publicURL: String

    /// - Parameter publicURL: what the IRIs of new courses begin with.
    package init(database: any Database, outlines: CourseOutlines, publicURL: String) {
        self.database = database
        self.outlines = outlines
        self.publicURL = publicURL
    }

    /// - Parameter draft: what else is said of it.
    package func callAsFunction(_ described: DescribedCourse, _ draft: CourseDraft) async throws -> Outcome {
        guard StatementSource.isName(described.source) else { return .invalidSource }
        return try await database.writeAgainOnRace { [outlines, publicURL] transaction in
            let (iri, isNew) = try transaction.store(described, publicURL: publicURL, outlines: outlines)
            guard let number = try transaction.course(iri: iri) else { throw StoreError.unavailable }
            if isNew { try transaction.change(number, draft, in: transaction.nextCatalogueVersion()) }
            guard let course = try transaction.courses(shown: [number])[number] else { throw StoreError.unavailable }
            return isNew ? .created(course) : .alreadyThere(course)
        }
    }
}

extension DescribedCourse {
    /// - Parameter known: the IRI of the course that is there under a key.
    func identity(publicURL: String, known: (_ key: [UInt8]) throws -> String?) rethrows -> CourseIdentity {
        try CourseIdentity(source: source, identifier: identifier, sha256: [], publicURL: publicURL, known: known)
    }
}

extension Transaction {
    /// Makes the course where its source has none of this identifier.
    func store(
        _ described: DescribedCourse, publicURL: String, outlines: CourseOutlines
    ) throws -> (iri: String, isNew: Bool) {
        let course = try described.identity(publicURL: publicURL) { try courseIRI($0) }
        guard try newestVersion(ofCourse: course.key) == 0 else { return (course.iri, false) }
        _ = try store(PackageToStore(described, course: course), outlines: outlines)
        return (course.iri, true)
    }
}
