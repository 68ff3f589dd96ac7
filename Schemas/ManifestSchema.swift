import Foundation

/// The XML Schemas of `Manifests/`, written for this product: they say which elements and attributes we know.
package enum ManifestSchema: String, CaseIterable, Sendable {
    case contentPackaging11 = "imscp_v1p1"
    case contentPackaging10 = "imscp_rootv1p1p2"
    case courseStructure = "cmi5"

    /// Nil where we have none for the namespace.
    package init?(namespace: String?) {
        switch namespace {
        case "http://www.imsglobal.org/xsd/imscp_v1p1": self = .contentPackaging11
        case "http://www.imsproject.org/xsd/imscp_rootv1p1p2": self = .contentPackaging10
        case "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd": self = .courseStructure
        default: return nil
        }
    }

    /// Of a file beside the program.
    package var path: String {
        Bundle.module.bundleURL.appending(path: "Manifests/\(rawValue).xsd").path(percentEncoded: false)
    }
}
