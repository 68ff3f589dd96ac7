/// One reading of every kind of manifest: what an import stores and answers.
package struct PackageManifest: Sendable, Equatable {
    package var standard: Standard
    /// Of the manifest, the course, or the first activity that can be launched.
    package var identifier: String?
    package var title: String?
    /// All titles of the course, in document order.
    package var titles: [LanguageString]
    package var description: String?
    /// Identifier of the organization used; nil where the standard knows none.
    package var defaultOrganization: String?
    /// Languages that the titles are given in, each once, in document order.
    package var languages: [String]
    /// In document order: items of the organization used, blocks and AUs, or tincan activities.
    package var activities: [Activity]
    /// In document order, those without a line last.
    package var findings: [Finding]
    /// The manifest's path in the archive; the folder that wraps a package is part of it.
    package var file: String
    /// What launch paths lie under: empty, or the folder that wraps everything, with its slash.
    package var folder: String
}

extension PackageManifest {
    /// An item, a block, an AU or a tincan activity.
    package struct Activity: Sendable, Equatable {
        /// As written, `""` where the manifest gives none; may stand twice in one package (with a finding).
        package var identifier: String
        package var title: String?
        /// All titles, in document order; SCORM has one, without language.
        package var titles: [LanguageString] = []
        package var description: String?
        /// `sco`, `asset`, `cluster` (an item without content of its own), `au`, `block`, or a tincan activity's type IRI.
        package var type: String
        /// What the manifest asks to launch: SCORM's href with base and parameters added; cmi5's url; tincan's launch.
        package var href: String?
        /// The archive's entry that `href` names, in the archive's own spelling; nil where it names none.
        package var launchPath: String?
        /// Whether a player may open `href`: an entry of the archive, or an http or https address.
        package var isLaunchable = false
        /// Place in `activities` of what contains it.
        package var parent: Int?
        package var isVisible = true
        /// 0…1: SCORM 1.2's masteryscore divided by 100, SCORM 2004's minNormalizedMeasure, cmi5's masteryScore. Nil where
        /// it is absent or out of range.
        package var masteryScore: Double?
        /// cmi5 §13.1.4, the default filled in.
        package var moveOn: String?
        /// cmi5 §13.1.4, the default filled in.
        package var launchMethod: String?
        package var launchParameters: String?
        package var entitlementKey: String?
        package var dataFromLMS: String?
        package var maxTimeAllowed: String?
        package var timeLimitAction: String?
        package var completionThreshold: CompletionThreshold?
        package var prerequisites: String?
        /// The IRI by which a cmi5 or tincan publisher calls it.
        package var publishedIRI: String?
        package var line: Int?
    }
}

extension PackageManifest {
    /// Of a course that no package describes: nothing but itself.
    package init(describing title: String, identifier: String) {
        self.init(
            standard: .none, identifier: identifier, title: title, titles: [], description: nil,
            defaultOrganization: nil, languages: [], activities: [], findings: [], file: "", folder: ""
        )
    }
}
