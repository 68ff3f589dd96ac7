/// What a version of a course consists of, in document order, the course itself included.
package struct CourseOutline: Equatable, Sendable {
    package let items: [Item]

    package init(items: [Item]) { self.items = items }

    /// The item of kind `course`; nil where the outline has none.
    var root: Item? { items.first { $0.kind == .course } }

    package struct Item: Equatable, Sendable {
        /// Raw values are stored and stand in rule documents.
        package enum Kind: String, Sendable, CaseIterable {
            /// The course as a whole: its root activity.
            case course
            case sco
            case asset
            /// An assignable unit of cmi5.
            case au
            /// Something that groups others: an item without a resource, or a cmi5 block.
            case cluster
            case block
            /// An activity of a tincan.xml.
            case tincan
        }

        /// Interned number of the activity's IRI.
        package let activity: Int64
        /// As the manifest has it, such as `ITEM-1`.
        package let identifier: String
        package let title: String
        package let kind: Kind
        /// Place in `items` of what holds this one.
        package let parent: Int?
        /// 0...1
        package let masteryScore: Double?
        package let moveOn: MoveOn?
        package let isLaunchable: Bool

        package init(
            activity: Int64,
            identifier: String,
            title: String,
            kind: Kind,
            parent: Int? = nil,
            masteryScore: Double? = nil,
            moveOn: MoveOn? = nil,
            isLaunchable: Bool
        ) {
            self.activity = activity
            self.identifier = identifier
            self.title = title
            self.kind = kind
            self.parent = parent
            self.masteryScore = masteryScore
            self.moveOn = moveOn
            self.isLaunchable = isLaunchable
        }
    }

    /// When an assignable unit is satisfied (cmi5 §13.1.4); raw values are the standard's.
    package enum MoveOn: String, Sendable, CaseIterable {
        case passed = "Passed"
        case completed = "Completed"
        case completedAndPassed = "CompletedAndPassed"
        case completedOrPassed = "CompletedOrPassed"
        case notApplicable = "NotApplicable"
    }
}
