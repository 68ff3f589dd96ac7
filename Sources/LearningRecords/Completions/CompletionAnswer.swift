package import Completion
package import Foundation
package import XAPI

/// `not_started`, `in_progress`, `completed`, `failed`, `expired`, `waived`.
package typealias CompletionStatus = Evaluation.Status

/// One line of an answer: one learner, one course, and why.
package struct CompletionAnswer: Sendable {
    /// What the learner's statements name; matched to no person.
    package let actor: InverseFunctionalIdentifier
    package let course: Course
    package let rule: RuleDocument
    package let evaluation: Evaluation
    /// A refold waits; the answer rests on the facts before it.
    package let isPending: Bool
    package let asOf: Instant
    /// Records with a leaf in the log when this was answered.
    package internal(set) var logSize: Int64 = 0
    /// Leaves of the statements that make it so; those that have none yet are missing.
    package internal(set) var leaves: [UUID: Int64] = [:]

    package struct Course: Sendable {
        /// IRI.
        package let id: String
        package let title: String
        package let version: Int64
        package let source: String
    }

    init(
        actor: InverseFunctionalIdentifier, course: StoredCourse, judged: CourseJudgement, isPending: Bool,
        asOf: Instant
    ) {
        self.actor = actor
        self.course = Course(
            id: course.iri, title: course.title, version: judged.version.number, source: course.source
        )
        rule = judged.rule
        evaluation = judged.evaluation
        self.isPending = isPending
        self.asOf = asOf
    }
}
