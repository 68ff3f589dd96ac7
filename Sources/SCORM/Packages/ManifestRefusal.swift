package import XAPI

/// Why a package has no manifest that can be imported.
package enum ManifestRefusal: Error, Sendable, Equatable {
    /// Neither imsmanifest.xml nor cmi5.xml nor tincan.xml, at the root or in the one folder that wraps everything.
    case noManifest
    case notWellFormed(file: String, line: Int?)
    /// More bytes, elements, attributes or depth than the limits allow.
    case tooLarge(file: String, line: Int?)
    /// An entity reference other than XML's five.
    case forbiddenEntity(file: String, line: Int?)
    /// Well-formed XML whose root element is no manifest's.
    case notAManifest(file: String, root: String)
    /// The archive's entry cannot be read back.
    case unreadable(file: String)
    /// A cmi5 course that an LMS has to refuse (cmi5 §13, §14); the findings say why.
    case invalidCourseStructure([Finding])
}

extension ManifestRefusal {
    /// Stable, the last part of a Problem's type.
    package var code: String {
        switch self {
        case .noManifest: "no-manifest"
        case .tooLarge: "manifest-too-large"
        case .notWellFormed, .forbiddenEntity, .notAManifest, .unreadable: "invalid-manifest"
        case .invalidCourseStructure: "invalid-course-structure"
        }
    }

    package var findings: [Finding] {
        if case .invalidCourseStructure(let findings) = self { findings } else { [] }
    }

    package var message: LocalizedText {
        switch self {
        case .noManifest:
            LocalizedText(
                french: "Le paquet ne contient ni imsmanifest.xml, ni cmi5.xml, ni tincan.xml à sa racine.",
                english: "The package has no imsmanifest.xml, cmi5.xml or tincan.xml at its root."
            )
        case .notWellFormed(let file, let line):
            LocalizedText(
                french: "\(file) n’est pas un document XML bien formé\(Self.french(line)).",
                english: "\(file) is not a well-formed XML document\(Self.english(line))."
            )
        case .tooLarge(let file, let line):
            LocalizedText(
                french: "\(file) dépasse la taille ou la complexité admises\(Self.french(line)).",
                english: "\(file) is larger or more deeply nested than allowed\(Self.english(line))."
            )
        case .forbiddenEntity(let file, let line):
            LocalizedText(
                french: "\(file) se sert d’une entité XML, ce qui n’est pas admis\(Self.french(line)).",
                english: "\(file) uses an XML entity, which is not allowed\(Self.english(line))."
            )
        case .notAManifest(let file, let root):
            LocalizedText(
                french: "L’élément racine de \(file) est « \(root.excerpt) » ; ce n’est pas un manifeste.",
                english: "The root element of \(file) is “\(root.excerpt)”, which is no manifest."
            )
        case .unreadable(let file):
            LocalizedText(
                french: "\(file) ne peut pas être lu dans l’archive.",
                english: "\(file) cannot be read from the archive."
            )
        case .invalidCourseStructure(let findings):
            LocalizedText(
                french: "La structure du cours cmi5 n’est pas valide. \(Self.reason(findings)?.french ?? "")",
                english: "The cmi5 course structure is not valid. \(Self.reason(findings)?.english ?? "")"
            )
        }
    }

    private static func reason(_ findings: [Finding]) -> LocalizedText? {
        findings.first { $0.severity == .error }?.message
    }

    private static func french(_ line: Int?) -> String { line.map { " (ligne \($0))" } ?? "" }
    private static func english(_ line: Int?) -> String { line.map { " (line \($0))" } ?? "" }
}
