package import Completion
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
