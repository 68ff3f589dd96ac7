package import XAPI

/// What a check found.
package enum EvidenceTruth: Int32, Comparable, Sendable {
    // Raw values are exit statuses.
    case holds = 0
    case fails = 1
    case unknown = 2

    /// The worse one is greater: what fails outweighs what cannot be told.
    package static func < (one: EvidenceTruth, other: EvidenceTruth) -> Bool { one.badness < other.badness }

    private var badness: Int {
        switch self {
        case .holds: 0
        case .unknown: 1
        case .fails: 2
        }
    }
}

/// One thing that was checked, and what came of it.
package struct EvidenceLine: Equatable, Sendable {
    package let truth: EvidenceTruth
    package let text: LocalizedText

    init(_ truth: EvidenceTruth, _ french: String, _ english: String) {
        self.truth = truth
        text = LocalizedText(french: french, english: english)
    }
}
