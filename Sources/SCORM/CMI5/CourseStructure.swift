/// What a cmi5.xml says (cmi5 §13.1).
package struct CourseStructure: Sendable {
    /// Of the root element.
    package var namespace: String?
    package var identifier: String?
    package var titles: [LanguageString] = []
    package var descriptions: [LanguageString] = []
    /// Blocks and AUs, in document order.
    package var parts: [Part] = []
    package var objectiveCount = 0
    /// Identifiers used twice among blocks, among AUs or among objectives, each once.
    package var duplicateIDs: [String] = []
    /// How many children of the root are not cmi5's.
    package var extensionCount = 0
    /// Why an LMS is to refuse the course, in document order of each rule; empty where it follows all.
    package var violations: [Violation] = []
    package var rootLine = 1

    /// The current one; earlier drafts had others.
    package static let namespace = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

    package struct Violation: Sendable, Equatable {
        package let code: FindingCode
        package let subject: String
        package let line: Int
    }
}

extension CourseStructure {
    /// A block or an assignable unit.
    package struct Part: Sendable, Equatable {
        package var identifier: String
        package var titles: [LanguageString]
        package var descriptions: [LanguageString]
        /// Place in `parts` of the block that contains it.
        package var parent: Int?
        /// Of the blocks around it; 1 for one at the top.
        package var depth: Int
        /// idrefs.
        package var objectives: [String]
        /// Nil for a block.
        package var unit: AssignableUnit?
        package let line: Int
    }

    package var blockCount: Int { parts.count { $0.unit == nil } }
    package var unitCount: Int { parts.count { $0.unit != nil } }
}
