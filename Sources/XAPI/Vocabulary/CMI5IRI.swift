/// IRIs of cmi5: categories, extensions, activity types (cmi5 §7.1.2, §9.4 to §9.6).
package enum CMI5IRI {
    /// Marks a statement as cmi5 defined (§9.6.2.1).
    package static let category = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
    /// Marks a statement that counts for `moveOn` (§9.6.2.2).
    package static let moveOnCategory = "https://w3id.org/xapi/cmi5/context/categories/moveon"

    /// Result: whole number from 0 to 100 (§9.5.5.1).
    package static let progress = "https://w3id.org/xapi/cmi5/result/extensions/progress"
    /// Result: why something was waived (§9.5.5.2).
    package static let reason = "https://w3id.org/xapi/cmi5/result/extensions/reason"

    /// Context: text, the session (§9.6.3.1).
    package static let sessionID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
    /// Context: number from 0 to 1 (§9.6.3.2).
    package static let masteryScore = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
    /// Context: `Normal`, `Browse` or `Review` (§9.6.3.3).
    package static let launchMode = "https://w3id.org/xapi/cmi5/context/extensions/launchmode"
    /// Context: URL (§9.6.3.4).
    package static let launchURL = "https://w3id.org/xapi/cmi5/context/extensions/launchurl"
    /// Context: `Passed`, `Completed`, `CompletedAndPassed`, `CompletedOrPassed` or `NotApplicable` (§9.6.3.6).
    package static let moveOn = "https://w3id.org/xapi/cmi5/context/extensions/moveon"
    /// Context: text (§9.6.3.7).
    package static let launchParameters = "https://w3id.org/xapi/cmi5/context/extensions/launchparameters"

    package static let blockType = "https://w3id.org/xapi/cmi5/activitytype/block"
    package static let courseType = "https://w3id.org/xapi/cmi5/activitytype/course"
}
