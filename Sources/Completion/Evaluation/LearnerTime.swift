package import Foundation

/// The sessions of one learner over all that they did, each instant counted once: what several sessions cover belongs to the
/// one that began first. So the counted times of sessions add up to the time that the learner spent.
///
/// Previews (`browse`, `review`) never count, as in a completion.
package struct LearnerTime: Sendable {
    package struct Session: Sendable, Equatable {
        /// Interned number.
        package let activity: Int64
        /// The statement that says how long it was.
        package let statement: UUID
        /// µs since 1970.
        package let end: Int64
        /// µs.
        package let declared: Int64
        /// Of this session alone: µs.
        package let counted: Int64
    }

    /// In the order in which they began.
    package let sessions: [Session]
    /// Stable codes, as in `Evaluation.timeFindings`.
    package let findings: [String]

    /// - Parameter facts: those of all the learner's identifiers.
    package init(_ facts: [(FactKey, Facts)]) {
        let previews = Set(facts.flatMap { _, facts in facts.modes.elements.filter(\.value.isPreview).map(\.key) })
        var byActivity: [Int64: TimeEntries] = [:]
        for (key, facts) in facts where !key.sessionClass.isPreview {
            byActivity[key.activity, default: TimeEntries()].merge(facts.counted(without: previews).time)
        }
        let activities = byActivity.sorted { $0.key < $1.key }
        let ledger = TimeLedger(activities.map(\.value))
        let placed = zip(ledger.sessions, ledger.places).sorted { one, other in
            one.0.start != other.0.start ? one.0.start < other.0.start : one.0.end > other.0.end
        }
        var covered = Int64.min
        sessions = placed.map { entry, place in
            let counted = max(0, entry.end - max(entry.start, min(covered, entry.end)))
            covered = max(covered, entry.end)
            return Session(
                activity: activities[place].key, statement: entry.witness.statement, end: entry.end,
                declared: entry.duration, counted: counted
            )
        }
        findings = ledger.findings
    }
}
