/// What an imsmanifest.xml says: IMS Content Packaging, with what SCORM 1.2 and SCORM 2004 add.
///
/// Elements and attributes are known by their local names, since prefixes are often wrong or not declared.
package struct ContentPackage: Sendable {
    /// What decided about the standard.
    package enum StandardBasis: String, Sendable {
        case schemaversion, namespace, attribute, schema, none
    }

    /// What is packaged beside plain content.
    package enum Profile: String, Sendable {
        case commonCartridge = "common-cartridge"
        case qti
    }

    package var standard = Standard.imscp
    package var standardBasis = StandardBasis.none
    package var schema: String?
    package var schemaversion: String?
    package var identifier: String?
    package var version: String?
    /// The first LOM general/title of the manifest's own metadata.
    package var metadataTitle: String?
    package var profile: Profile?
    /// Of the outermost manifest.
    package var organizations: [Organization] = []
    package var defaultOrganization = DefaultOrganization()
    /// Of all manifests, in document order.
    package var resources: [Resource] = []
    package var submanifestCount = 0
    package var fileCount = 0
    package var dependencyCount = 0
    package var xmlBaseCount = 0
    /// Whether there is any imsss:sequencing.
    package var hasSequencing = false
    /// Identifiers used twice among items, among organizations, or among resources; in document order, each once.
    package var duplicateIdentifiers: [DuplicateIdentifier] = []
    package var rootLine = 1
    package var organizationsLine: Int?
    package var schemaversionLine: Int?

    /// The organization that is shown to learners.
    package var usedOrganization: Organization? {
        defaultOrganization.place.flatMap { organizations.indices.contains($0) ? organizations[$0] : nil }
    }

    package struct DuplicateIdentifier: Sendable, Equatable {
        package let identifier: String
        /// Of the second use.
        package let line: Int
    }
}

extension ContentPackage {
    /// Which organization is used, and how it was found.
    package struct DefaultOrganization: Sendable, Equatable {
        package enum How: String, Sendable {
            /// The attribute names it.
            case declared
            /// There is no attribute: the first is used.
            case firstNoDefault = "first-no-default"
            /// The attribute names none: the first is used.
            case firstDefaultUnresolved = "first-default-unresolved"
            /// There is no organization.
            case none
        }

        /// The `default` attribute.
        package var declared: String?
        package var how = How.none
        /// In `organizations`.
        package var place: Int?
    }
}
