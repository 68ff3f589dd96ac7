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
    /// IRIs of several, in place of one; nil for all.
    package var courses: Set<String>?
    package var status: Evaluation.Status?
    /// These people alone; nil for everybody.
    package var people: Set<UUID>?
    /// By which attributes the service chose these people when it was asked: its word, which no record here shows.
    package var chosenBy: [String: String] = [:]
    /// First completed since then, included: µs since 1970.
    package var completedSince: Int64?
    /// First completed before then: µs since 1970.
    package var completedBefore: Int64?

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
            // What came later stands only where it was asked, so that a question of old has the bytes of old.
            if let people {
                question.member("people") { $0.array(people.map(\.canonical).sorted()) { $0.string($1) } }
            }
            if !chosenBy.isEmpty {
                question.member("chosen_by") { chosen in
                    chosen.object { values in
                        for (name, value) in chosenBy.sorted(by: { $0.key < $1.key }) { values.member(name, value) }
                    }
                }
            }
            if let courses { question.member("courses") { $0.array(courses.sorted()) { $0.string($1) } } }
            if let completedSince { question.member("completed_since", EvidenceClaim.time(completedSince)) }
            if let completedBefore { question.member("completed_before", EvidenceClaim.time(completedBefore)) }
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
        people = root[key: "people"].map { Set($0.elements.compactMap { $0.string.flatMap { UUID(uuidString: $0) } }) }
        if let chosen = root[key: "chosen_by"] {
            for (name, value) in chosen.members { chosenBy[name] = value.string }
        }
        courses = root[key: "courses"].map { Set($0.elements.compactMap(\.string)) }
        completedSince = root[key: "completed_since"]?.string.flatMap { Instant(iso8601: $0) }?.microseconds
        completedBefore = root[key: "completed_before"]?.string.flatMap { Instant(iso8601: $0) }?.microseconds
        guard json == bytes else { return nil }
    }

    /// The people of whom each has a line in each of `courses`; nobody where it does not name both.
    var peopleOfCourses: Set<UUID> {
        guard courses != nil, actor == nil else { return [] }
        guard let person else { return people ?? [] }
        return people.map { $0.intersection([person]) } ?? [person]
    }

    /// Whether a claim belongs to the answer.
    func isAnswered(by claim: EvidenceClaim) -> Bool {
        if let person, claim.learner != .person(person) { return false }
        if let actor, !claim.identifiers.contains(where: { $0.canonical == actor }) { return false }
        if let people {
            guard case .person(let id) = claim.learner, people.contains(id) else { return false }
        }
        guard isInPeriod(claim.evaluation.firstCompletedAt) else { return false }
        if let courses, !courses.contains(claim.course.id) { return false }
        return course.map { $0 == claim.course.id } ?? true && status.map { $0 == claim.evaluation.status } ?? true
    }

    private func isInPeriod(_ time: Int64?) -> Bool {
        guard completedSince != nil || completedBefore != nil else { return true }
        guard let time else { return false }
        return time >= completedSince ?? .min && time < completedBefore ?? .max
    }
}
