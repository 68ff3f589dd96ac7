import Foundation

/// Facts that count for a course, by registration and activity: trust and mode are applied here, when a rule is
/// evaluated, and never when statements are folded.
///
/// What was done for browsing or review never counts. A statement of a session whose mode it does not name, as
/// those of cmi5 content, counts as normal unless a `launched` statement of that session says otherwise (cmi5
/// §9.6.3.3: only the LMS's `launched` has the mode).
struct CountedFacts {
    typealias ByActivity = [Int64: SessionFacts]

    /// nil is the key of what names no registration.
    private(set) var byRegistration: [UUID?: ByActivity] = [:]
    /// All registrations, and what names none, as one.
    private(set) var together: ByActivity = [:]
    private(set) var isTruncated = false

    /// What the service itself decided, whatever the rule counts beside.
    private(set) var decisions = Decisions()
    /// Something was said by a source that is not trusted here.
    private(set) var hasUntrusted = false

    /// - Parameter untrustedSources: whose statements count for nothing.
    init(
        _ facts: [(FactKey, Facts)],
        of outline: CourseOutline,
        untrustedSources: Set<Int64>,
        statements: RuleDocument.Statements
    ) {
        let activities = Set(outline.items.map(\.activity))
        let previews = Set(facts.flatMap { _, facts in facts.modes.elements.filter(\.value.isPreview).map(\.key) })
        var decided = SessionFacts()
        for (key, facts) in facts where activities.contains(key.activity) && !key.sessionClass.isPreview {
            guard !untrustedSources.contains(key.source) else {
                hasUntrusted = true
                continue
            }
            var counted = facts.counted(without: previews)
            if key.isOfService, key.activity == outline.root?.activity {
                decided.merge(counted)
                guard let rest = Decisions.rest(of: counted) else { continue }
                counted = rest
            }
            guard statements == .all || key.isDefinedByCMI5 else { continue }
            isTruncated = isTruncated || facts.isTruncated
            guard !counted.isEmpty else { continue }
            let registration = key.hasRegistration ? key.registration : nil
            byRegistration[registration, default: [:]][key.activity, default: SessionFacts()].merge(counted)
        }
        decisions = Decisions(decided)
        let attempts = byRegistration.values
        together = attempts.dropFirst().reduce(attempts.first ?? [:]) { all, facts in
            all.merging(facts) { $0.merged(with: $1) }
        }
    }

    var isEmpty: Bool { byRegistration.isEmpty }

    /// The registration of the last activity, and that activity; nil where there is none at all.
    var current: (registration: UUID?, facts: ByActivity)? {
        let attempts = byRegistration.map { (registration: $0, facts: $1, last: $1.lastActivity) }
        let latest = attempts.max { one, other in
            guard let first = one.last, let second = other.last else { return one.last == nil && other.last != nil }
            return first < second
        }
        return latest.map { ($0.registration, $0.facts) }
    }
}

extension CountedFacts.ByActivity {
    var firstActivity: Witness? { values.compactMap { $0.first(.activity)?.witness }.min() }
    var lastActivity: Witness? { values.compactMap { $0.last(.activity)?.witness }.max() }
    var findings: FactFindings { values.reduce(into: []) { $0.formUnion($1.findings) } }
}
