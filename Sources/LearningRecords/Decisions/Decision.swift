package import Foundation
package import XAPI

/// What an authorised person says of a learner in a course, whatever the content said. It becomes a statement of the service's
/// own authority.
package struct Decision: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The course is completed.
        case completion
        /// It need not be taken.
        case waiver
        /// Something else that was learnt is as good.
        case equivalence
        /// It is not completed, whatever the content says.
        case refusal
    }

    package enum Learner: Sendable {
        case person(UUID)
        case actor(InverseFunctionalIdentifier)
    }

    /// What shows that it is right: a document that came along, or one that lies elsewhere.
    package struct Proof: Sendable {
        package enum Content: Sendable {
            case bytes([UInt8])
            case elsewhere(url: String, length: Int64, sha2: String)
        }

        package var title: String
        package var mediaType: String
        package var content: Content

        package init(title: String, mediaType: String, content: Content) {
            self.title = title
            self.mediaType = mediaType
            self.content = content
        }
    }

    package var kind: Kind
    package var learner: Learner
    /// IRI.
    package var course: String
    package var decider: Decider
    package var reason: String
    /// When it was decided, in µs since 1970; nil for now.
    package var decidedAt: Int64?
    package var proof: Proof?

    package init(kind: Kind, learner: Learner, course: String, decider: Decider, reason: String) {
        self.kind = kind
        self.learner = learner
        self.course = course
        self.decider = decider
        self.reason = reason
    }
}

/// Who decided.
package struct Decider: Sendable {
    package let identifier: InverseFunctionalIdentifier
    package let name: String?

    package init(identifier: InverseFunctionalIdentifier, name: String?) {
        self.identifier = identifier
        self.name = name
    }
}

package enum DecisionRefusal: Error, Equatable, Sendable {
    case unknownPerson
    case unknownCourse
    /// The actor is shared, and counts for nobody.
    case sharedActor
    /// It would be decided later than now.
    case inFuture
    /// Another decision has this id.
    case idTaken
    /// What is to be revoked is no decision.
    case unknownDecision
    case revokedBefore
    /// The statement that it would become does not conform.
    case invalid(InvalidStatement)
}
