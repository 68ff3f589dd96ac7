import XAPI

/// The verbs that say something of learning; all others are activity and no more.
enum LearningVerb {
    case completed, passed, mastered, failed
    case attended, waived, satisfied, terminated, abandoned
    case launched, initialized, experienced, attempted, resumed, played

    init?(_ iri: String) {
        guard let verb = Self.known[iri] else { return nil }
        self = verb
    }

    private static let known: [String: LearningVerb] = [
        VerbIRI.completed: .completed, VerbIRI.activityStreamsComplete: .completed,
        VerbIRI.passed: .passed, VerbIRI.mastered: .mastered, VerbIRI.failed: .failed,
        VerbIRI.attended: .attended, VerbIRI.waived: .waived, VerbIRI.satisfied: .satisfied,
        VerbIRI.terminated: .terminated, VerbIRI.abandoned: .abandoned,
        VerbIRI.launched: .launched, VerbIRI.initialized: .initialized, VerbIRI.experienced: .experienced,
        VerbIRI.tinCanViewed: .experienced, VerbIRI.attempted: .attempted, VerbIRI.resumed: .resumed,
        VerbIRI.played: .played,
    ]

    /// What the verb says by itself; completion and success are read together with the result.
    var milestones: [Milestone: Saying] {
        switch self {
        case .completed, .passed, .mastered, .failed: [:]
        case .attended: [.attended: .attended]
        case .waived: [.waived: .waived]
        case .satisfied: [.satisfied: .satisfied]
        case .terminated: [.terminated: .terminated]
        case .abandoned: [.abandoned: .abandoned]
        case .launched: [.launched: .launched, .opened: .launched]
        case .initialized: [.opened: .initialized]
        case .experienced: [.opened: .experienced]
        case .attempted: [.opened: .attempted]
        case .resumed: [.opened: .resumed]
        case .played: [.opened: .played]
        }
    }

    /// The LMS's own decisions carry a completion and a success that nobody achieved (cmi5 §9.3.7, §9.3.9).
    var isDecision: Bool { self == .waived || self == .satisfied }
}
