/// What launches an AU (cmi5 §13.1.4).
package struct AssignableUnit: Sendable, Equatable {
    package enum MoveOn: String, Sendable, CaseIterable {
        case notApplicable = "NotApplicable"
        case passed = "Passed"
        case completed = "Completed"
        case completedAndPassed = "CompletedAndPassed"
        case completedOrPassed = "CompletedOrPassed"
    }

    package enum LaunchMethod: String, Sendable, CaseIterable {
        case anyWindow = "AnyWindow"
        case ownWindow = "OwnWindow"
    }

    package var url: LaunchReference
    package var urlLine: Int
    package var moveOnDeclared: String?
    package var launchMethodDeclared: String?
    package var masteryScoreDeclared: String?
    package var activityType: String?
    /// Without white space at its ends (cmi5 §13.1), as is the key.
    package var launchParameters: String?
    package var entitlementKey: String?

    /// The default where nothing, or nothing known, is declared.
    package var moveOn: MoveOn { moveOnDeclared.flatMap(MoveOn.init(rawValue:)) ?? .notApplicable }

    /// The default where nothing, or nothing known, is declared.
    package var launchMethod: LaunchMethod {
        launchMethodDeclared.flatMap(LaunchMethod.init(rawValue:)) ?? .anyWindow
    }

    /// Nil where it is absent or no decimal.
    package var masteryScore: Double? { masteryScoreDeclared?.decimal }
}
