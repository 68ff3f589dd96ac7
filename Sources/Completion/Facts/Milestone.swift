/// What a statement may say about its actor and activity. Raw values are stored; never renumber.
package enum Milestone: UInt8, Sendable, CaseIterable, Comparable {
    /// Anything at all.
    case activity = 0
    /// The content was opened: launched, initialized, resumed, attempted, experienced or played.
    case opened = 1
    case completion = 2
    case incompletion = 3
    case success = 4
    case failure = 5
    /// A success that the verb says.
    case passedVerb = 6
    /// A success without a scaled score, which no mastery score can contradict.
    case unscoredSuccess = 7
    case attended = 8
    case waived = 9
    case satisfied = 10
    case terminated = 11
    case abandoned = 12
    case launched = 13
    /// Terminated with `result.completion` true (xAPI SCORM profile §5, Terminating an attempt).
    case conclusion = 14

    package static func < (one: Milestone, other: Milestone) -> Bool { one.rawValue < other.rawValue }
}
