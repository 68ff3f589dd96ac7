/// What a tincan.xml says.
package struct TinCanPackage: Sendable {
    package struct Activity: Sendable, Equatable {
        package var identifier: String?
        package var type: String?
        package var names: [LanguageString]
        package var descriptions: [LanguageString]
        package var launches: [Launch]
        package let line: Int
    }

    package struct Launch: Sendable, Equatable {
        package var language: String?
        package var reference: LaunchReference
        package let line: Int
    }

    /// Of the root element.
    package var namespace: String?
    /// In document order.
    package var activities: [Activity]
    package var rootLine: Int

    /// The first activity with a launch: what the package is called after.
    package var main: Activity? { activities.first { !$0.launches.isEmpty } }
}
