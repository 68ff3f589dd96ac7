/// A course as people look for it.
package struct Course: Sendable, Equatable {
    /// IRI.
    package let id: String
    package let title: String
    package let source: String
    package let language: String?
    /// µs.
    package let duration: Int64?
    package let description: String?
    /// For whom it is.
    package let metiers: [String]
    package let keywords: [String]
    let number: Int64
    package struct Version: Sendable, Equatable {
        package let number: Int64
        /// Hexadecimal.
        package let sha256: String
        /// µs since 1970.
        package let importedAt: Int64
    }
}

/// What somebody wants a course to be; what is not said stays.
package struct CourseDraft: Sendable {
    package var language: String??
    /// µs.
    package var duration: Int64??
    package var description: String??
    package var metiers: [String]?
    package var keywords: [String]?

    /// Bytes of a label or a language, labels of a course, bytes of a description.
    package static let longestLabel = 200
    package static let mostLabels = 300
    package static let longestDescription = 10_000

    package init() {}
}
