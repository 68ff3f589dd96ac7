/// A place in an organization: content of its own, items below it, or (against the rules, in practice) both.
package struct Item: Sendable, Equatable {
    /// What an `identifierref` comes to.
    package enum Target: String, Sendable {
        case resource
        /// A nested manifest.
        case manifest
        case missing
    }

    package var identifier: String?
    package var title: String?
    /// From 1.
    package var depth: Int
    /// Place of the item that contains it in the organization's items.
    package var parent: Int?
    /// How many items are directly below.
    package var childCount = 0
    package var isVisible = true
    package var identifierref: String?
    package var refersTo: Target?
    package var scormType: Resource.SCORMType?
    /// As written.
    package var parameters: String?
    /// The resource's href, resolved against its bases, parameters added.
    package var launch: LaunchReference?
    package var runtime = RuntimeSettings()
    package var objective: PrimaryObjective?
    package let line: Int
}

extension Item {
    /// What SCORM hands to the content at run time or decides by.
    package struct RuntimeSettings: Sendable, Equatable {
        /// adlcp:masteryscore of SCORM 1.2 as written: of 100.
        package var masteryScoreText: String?
        package var maxTimeAllowed: String?
        package var timeLimitAction: String?
        package var prerequisites: String?
        /// Without white space at its ends.
        package var dataFromLMS: String?
        package var completionThreshold: CompletionThreshold?

        /// Nil where it does not read as a decimal.
        package var masteryScore: Double? { masteryScoreText?.decimal }
    }
}
