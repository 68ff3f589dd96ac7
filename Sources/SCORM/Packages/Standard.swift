/// What a package is written to. The raw values are those of the import answer.
package enum Standard: String, CaseIterable, Sendable {
    case scorm12
    /// `CAM 1.3`; the first edition wrote the same.
    case scorm2004SecondEdition = "scorm2004-2nd"
    case scorm2004ThirdEdition = "scorm2004-3rd"
    case scorm2004FourthEdition = "scorm2004-4th"
    /// SCORM 2004 by its namespaces, the edition not stated.
    case scorm2004Unknown = "scorm2004-unknown"
    case cmi5
    case tincan
    case imscp
    /// No package: a course that somebody described.
    case none

    /// Whether it is SCORM 2004 of any edition.
    package var isSCORM2004: Bool {
        switch self {
        case .scorm2004SecondEdition, .scorm2004ThirdEdition, .scorm2004FourthEdition, .scorm2004Unknown: true
        case .scorm12, .cmi5, .tincan, .imscp, .none: false
        }
    }

    /// Whether it is SCORM 1.2 or SCORM 2004.
    package var isSCORM: Bool { self == .scorm12 || isSCORM2004 }
}
