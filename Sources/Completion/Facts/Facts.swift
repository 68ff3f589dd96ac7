/// What statements say of one actor in one activity (see `FactKey`), folded.
///
/// A join-semilattice: folding the same statements in any order, with any repetition, gives equal facts and equal
/// bytes. Statements that name a session and not its mode are kept apart by session, because only the LMS's
/// `launched` statement knows whether the session was a preview, and it may come later or never; `EvaluateRule`
/// decides.
///
/// Bounded: at most 64 such sessions (those with the smallest keys; the rest is folded together, and counts as
/// normal) and 256 modes.
package struct Facts: Equatable, Sendable {
    static let sessionCapacity = 64
    static let modeCapacity = 256

    /// Of statements whose mode is known, or that name no session.
    private(set) var common = SessionFacts()
    /// Of statements that name a session and not its mode.
    private(set) var sessions = SortedMap<SessionKey, SessionFacts>()
    /// Of sessions that a `launched` statement names with their mode.
    private(set) var modes = SortedMap<SessionKey, Modes>()
    private(set) var isTruncated = false

    package init() {}

    init?(
        common: SessionFacts,
        sessions: SortedMap<SessionKey, SessionFacts>,
        modes: SortedMap<SessionKey, Modes>,
        isTruncated: Bool
    ) {
        guard sessions.count <= Self.sessionCapacity, modes.count <= Self.modeCapacity else { return nil }
        self.common = common
        self.sessions = sessions
        self.modes = modes
        self.isTruncated = isTruncated
    }

    /// The facts of one statement.
    ///
    /// - Parameter isToldKept: whether what it tells beyond its facts is kept, for rules that ask for statements. Such facts
    ///   are not to be stored.
    package init(_ event: LearningEvent, isToldKept: Bool = false) {
        if let session = event.session, event.sessionClass == .unknown {
            sessions = SortedMap(session, SessionFacts(event, isToldKept: isToldKept))
        } else {
            common = SessionFacts(event, isToldKept: isToldKept)
        }
        if let session = event.session, event.says(.launched), let mode = Modes(event.sessionClass) {
            modes = SortedMap(session, mode)
        }
    }

    package var isEmpty: Bool { common.isEmpty && sessions.isEmpty }

    /// Whether they were folded from statements with what these tell.
    package var tells: Bool { !common.told.isEmpty || sessions.values.contains { !$0.told.isEmpty } }

    package mutating func fold(_ event: LearningEvent, isToldKept: Bool = false) {
        merge(Facts(event, isToldKept: isToldKept))
    }

    package mutating func merge(_ other: Facts) {
        common.merge(other.common)
        sessions.merge(other.sessions) { $0.merge($1) }
        modes.merge(other.modes) { $0.formUnion($1) }
        isTruncated = isTruncated || other.isTruncated
        truncate()
    }

    /// A session that is left out once has 64 smaller ones before it, and will have them whatever comes: so the
    /// order of folding does not show.
    private mutating func truncate() {
        let left = sessions.truncate(to: Self.sessionCapacity)
        for (_, facts) in left { common.merge(facts) }
        let isTooMany = !modes.truncate(to: Self.modeCapacity).isEmpty || !left.isEmpty
        isTruncated = isTruncated || isTooMany
    }
}

extension Facts {
    /// The modes that `launched` statements name for one session; a correct LMS names one.
    struct Modes: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        static let normal = Modes(rawValue: 1)
        static let browse = Modes(rawValue: 2)
        static let review = Modes(rawValue: 4)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init?(_ sessionClass: SessionClass) {
            switch sessionClass {
            case .normal: self = .normal
            case .browse: self = .browse
            case .review: self = .review
            case .unknown: return nil
            }
        }

        var isPreview: Bool { !isDisjoint(with: [.browse, .review]) }
    }
}
