package import Foundation
package import XAPI

/// What a rule says of one learner and course, with the statements that make it so.
///
/// Times are microseconds since 1970, UTC; lengths of time are microseconds.
package struct Evaluation: Sendable, Equatable {
    /// Whether the rule is met, expired or not.
    package var truth = Truth.false
    package var status = Status.notStarted
    /// Ever complete: a later failure, an incomplete retake or an expiry takes nothing back. A mere waiver is no
    /// completion.
    package var completed = false
    package var success = Success.unknown
    /// The requirement is met now: complete or waived, and not expired.
    package var satisfied = false
    /// Best score of the course's root activity, else of its one scored item, else the mean of the scaled scores of
    /// its items.
    package var score: Score?
    /// 0...1; 1 where complete; nil where not started.
    package var progress: Double?
    /// Of the statement that made the answer, else of the last activity.
    package var registration: UUID?
    package var firstCompletedAt: Int64?
    /// When something of the course was first done; nil where nothing was, as under a decision.
    package var firstActivityAt: Int64?
    package var expiresAt: Int64?
    /// In order of time. Empty where nothing is answered but "not yet".
    package var because: [Because] = []
    /// What a learner can still do to be complete; empty where complete.
    package var missing: [Missing] = []
    package var currentAttempt: Attempt?
    /// Union of the sessions' intervals.
    package var timeCounted: Int64 = 0
    /// Sum of what sessions declared, each once.
    package var timeDeclared: Int64 = 0
    /// Stable codes: `overlapping-sessions`, `session-longer-than-a-day`, `sessions-left-out`.
    package var timeFindings: [String] = []
    /// Stable codes, of `FactFindings` and `registration-missing`, `too-many-sessions`, `authority-not-trusted`.
    package var findings: [String] = []

    package init() {}

    package enum Status: String, Sendable, CaseIterable {
        case notStarted = "not_started"
        case inProgress = "in_progress"
        case completed, failed, expired, waived
    }

    package enum Success: String, Sendable, CaseIterable {
        case passed, failed, unknown
    }

    /// A statement that makes the answer so: without it the answer may be another.
    package struct Because: Sendable, Equatable {
        package let statement: UUID
        /// `result.completion = true`, `verb passed`
        package let says: String
        /// Its effective time.
        package let at: Int64

        package init(statement: UUID, says: String, at: Int64) {
            self.statement = statement
            self.says = says
            self.at = at
        }
    }

    /// What an item still lacks.
    package struct Missing: Sendable, Equatable {
        /// Interned number of the activity.
        package let activity: Int64
        package let identifier: String
        package let title: String
        package let kind: CourseOutline.Item.Kind
        /// "à terminer", "to be completed"
        package private(set) var text: LocalizedText

        package init(_ item: CourseOutline.Item, text: LocalizedText) {
            activity = item.activity
            identifier = item.identifier
            title = item.title
            kind = item.kind
            self.text = text
        }

        func with(_ text: LocalizedText) -> Missing {
            var missing = self
            missing.text = text
            return missing
        }
    }

    /// The registration of the last activity.
    package struct Attempt: Sendable, Equatable {
        package let registration: UUID?
        /// Whether it meets the rule by itself, and its last word on no item is "incomplete".
        package let isComplete: Bool

        package init(registration: UUID?, isComplete: Bool) {
            self.registration = registration
            self.isComplete = isComplete
        }
    }
}
