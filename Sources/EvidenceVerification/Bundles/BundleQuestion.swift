package import Completion
import ExactJSON
package import Foundation
package import XAPI

/// What a bundle answers: the question about completions that it was asked for.
package struct BundleQuestion: Equatable, Sendable {
    package var person: UUID?
    /// `canonical` of an identifier.
    package var actor: String?
    /// IRI.
    package var course: String?
    package var status: Evaluation.Status?

    package init(
        person: UUID? = nil, actor: InverseFunctionalIdentifier? = nil, course: String? = nil,
        status: Evaluation.Status? = nil
    ) {
        self.person = person
        self.actor = actor?.canonical
        self.course = course
        self.status = status
    }

    package var json: [UInt8] {
        var writer = JSONWriter()
        let agent = actor.flatMap(InverseFunctionalIdentifier.init(canonical:))?.agentJSON
        writer.object { question in
            question.member("person", person?.canonical)
            question.member("actor", json: agent ?? Array("null".utf8))
            question.member("course", course)
            question.member("status", status?.rawValue)
        }
        return writer.bytes
    }

    /// Reads what `json` wrote; nil for anything else.
    package init?(reading bytes: [UInt8]) {
        guard let root = try? JSONDocument(reading: bytes).root else { return nil }
        self.init(
            person: root[key: "person"]?.string.flatMap { UUID(uuidString: $0) },
            actor: root[key: "actor"].flatMap { try? Actor(reading: $0) }?.identifier,
            course: root[key: "course"]?.string,
            status: root[key: "status"]?.string.flatMap(Evaluation.Status.init(rawValue:))
        )
        guard json == bytes else { return nil }
    }

    /// Whether a claim belongs to the answer.
    func isAnswered(by claim: EvidenceClaim) -> Bool {
        if let person, claim.learner != .person(person) { return false }
        if let actor, !claim.identifiers.contains(where: { $0.canonical == actor }) { return false }
        return course.map { $0 == claim.course.id } ?? true && status.map { $0 == claim.evaluation.status } ?? true
    }
}
