package import XMLTree

/// A manifest of any of the standards, as its document says it.
package enum Manifest: Sendable {
    case contentPackage(ContentPackage)
    case courseStructure(CourseStructure)
    case tincan(TinCanPackage)

    /// Nil where the root element is no manifest's.
    package init?(_ document: XMLDocument) {
        switch document.root.name {
        case "manifest":
            var read = ContentPackageReader(document)
            self = .contentPackage(read())
        case "courseStructure":
            var read = CourseStructureReader(document)
            self = .courseStructure(read())
        case "tincan": self = .tincan(TinCanPackage(document))
        default: return nil
        }
    }

    package var standard: Standard {
        switch self {
        case .contentPackage(let package): package.standard
        case .courseStructure: .cmi5
        case .tincan: .tincan
        }
    }

    /// The file name that the standard asks for.
    package var fileName: String {
        switch self {
        case .contentPackage: "imsmanifest.xml"
        case .courseStructure: "cmi5.xml"
        case .tincan: "tincan.xml"
        }
    }
}
