/// The words of a statement that make it a proof. Raw values are stored; never renumber.
package enum Saying: UInt8, Sendable, Comparable {
    case anything = 0
    case completed = 1
    case completionTrue = 2
    case completionFalse = 3
    case passed = 4
    case successTrue = 5
    case failed = 6
    case successFalse = 7
    case attended = 8
    case waived = 9
    case satisfied = 10
    case terminated = 11
    case abandoned = 12
    case launched = 13
    case initialized = 14
    case experienced = 15
    case attempted = 16
    case resumed = 17
    case terminatedComplete = 18
    case mastered = 19
    case played = 20
    /// Waived, since something else is as good (cmi5 §9.5.5.2).
    case equivalent = 21

    package static func < (one: Saying, other: Saying) -> Bool { one.rawValue < other.rawValue }

    /// As an answer quotes it: `result.completion = true`, `verb passed`.
    package var text: String {
        switch self {
        case .anything: "statement"
        case .completionTrue: "result.completion = true"
        case .completionFalse: "result.completion = false"
        case .successTrue: "result.success = true"
        case .successFalse: "result.success = false"
        case .terminatedComplete: "verb terminated, result.completion = true"
        case .equivalent: "verb waived (Equivalent)"
        default: "verb \(self)"
        }
    }
}
