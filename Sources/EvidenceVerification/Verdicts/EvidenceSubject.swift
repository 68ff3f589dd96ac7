import ExactJSON
import Foundation
import XAPI

/// A line of an answer before it was checked: whom and what it is about, and what it says.
struct EvidenceSubject {
    let learner: EvidenceLearner
    let course: String
    let json: [UInt8]
    /// For people, of what the line says itself.
    let name: String

    static func all(in file: [UInt8]) throws -> [EvidenceSubject] {
        guard let root = try? JSONDocument(reading: file).root, root.kind == .array else { throw Self.unreadable }
        return try root.elements.map { element in
            guard let subject = EvidenceSubject(element) else { throw Self.unreadable }
            return subject
        }
    }

    private static let unreadable = BundleStop.fails("La réponse est illisible.", "The answer cannot be read.")

    private init?(_ claim: JSONValue) {
        guard let person = claim[key: "person"], let course = claim[key: "course"],
            let id = course[key: "id"]?.string
        else { return nil }
        if let uuid = person[key: "id"]?.string {
            guard let uuid = UUID(uuidString: uuid) else { return nil }
            learner = .person(uuid)
        } else {
            var agents = person[key: "identifiers"]?.elements.makeIterator()
            guard let agent = agents?.next(), let identifier = (try? Actor(reading: agent))?.identifier else {
                return nil
            }
            learner = .actor(identifier.canonical)
        }
        self.course = id
        json = Array(claim.bytes)
        let who = person[key: "name"]?.string ?? person[key: "id"]?.string
        let actor = person[key: "identifiers"].map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        name = (who ?? actor) + ", " + (course[key: "title"]?.string ?? id)
    }
}
