package import Completion
package import Foundation
package import XAPI

/// `not_started`, `in_progress`, `completed`, `failed`, `expired`, `waived`.
package typealias CompletionStatus = Evaluation.Status

/// One line of an answer: one learner, one course, and why.
package struct CompletionAnswer: Sendable {
    package let learner: Learner
    package let course: Course
    package let rule: RuleDocument
    package let evaluation: Evaluation
    /// A refold waits, or identifiers moved and standings have not followed yet: the answer rests on the facts before it, or
    /// others may be missing beside it.
    package let isPending: Bool
    package let asOf: Instant
    /// Records with a leaf in the log when this was answered.
    package internal(set) var logSize: Int64 = 0
    /// Of the statements that make it so, and of others.
    package internal(set) var places = PlacesInLog()

    package var leaves: [UUID: Int64] { places.leaves }
    package var imported: Set<UUID> { places.imported }

    /// Nil for whoever came without.
    package internal(set) var registered: Registration?

    /// Who it is about: a person, an actor who is nobody's yet, or a person by one of their identifiers.
    package struct Learner: Sendable {
        /// Nil for an actor that no person is known for.
        package let person: Name?
        /// What statements name: the identifier that was asked, else the first one of the person; nil where there is none.
        package internal(set) var actor: InverseFunctionalIdentifier?
        /// The identifier that was asked is marked as shared, and so counts for nobody.
        package internal(set) var isShared = false
        /// Restricted ones are left out.
        package internal(set) var attributes: [AttributeName: Timeline] = [:]

        /// What held of the person on a day.
        package func values(on day: Day) -> [AttributeName: String] {
            attributes.compactMapValues { $0.value(on: day)?.value }
        }

        package struct Name: Sendable {
            package let id: UUID
            package let matricule: String?
            package let name: String
        }
    }

    package struct Course: Sendable {
        /// IRI.
        package let id: String
        package let title: String
        package let version: Int64
        package let source: String
    }

    init(
        learner: Learner, course: StoredCourse, judged: CourseJudgement, isPending: Bool,
        asOf: Instant
    ) {
        self.learner = learner
        self.course = Course(
            id: course.iri, title: course.title, version: judged.version.number, source: course.source
        )
        rule = judged.rule
        evaluation = judged.evaluation
        self.isPending = isPending
        self.asOf = asOf
    }
}
