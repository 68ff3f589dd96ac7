import SCORM
import XAPI

/// What an import answers, and what its course version keeps of it.
package struct ImportedPackage: Codable, Equatable, Sendable {
    package struct Course: Codable, Equatable, Sendable {
        package let id: String
        package let title: String
        package let source: String
    }

    package struct Activity: Codable, Equatable, Sendable {
        /// The IRI that statements about it use.
        package let id: String
        package let identifier: String
        package let title: String
        package let type: String
        package let href: String?
        /// Identifier of the item that contains it.
        package let parent: String?
        /// 0…1.
        package let masteryScore: Double?
        package let moveOn: String?
    }

    package struct Finding: Codable, Equatable, Sendable {
        package let code: String
        package let severity: String
        package let french: String
        package let english: String
        package let file: String
        package let line: Int?
    }

    package let course: Course
    package var version: Int64
    /// Hexadecimal.
    package let sha256: String
    package let standard: String
    package let identifier: String?
    package let defaultOrganization: String?
    package let activities: [Activity]
    package let findings: [Finding]
}

extension ImportedPackage.Finding {
    init(_ finding: Finding) {
        self.init(
            code: finding.code.rawValue, severity: finding.severity.rawValue, french: finding.message.french,
            english: finding.message.english, file: finding.file, line: finding.line
        )
    }
}
