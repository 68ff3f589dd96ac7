import ExactJSON
import Foundation
import LearningRecords
import XAPI

extension Decision {
    private static let members: Set = [
        "id", "decision", "person", "actor", "course", "decided_by", "decided_at", "reason", "proof",
    ]

    /// Reads `{"decision": "waiver", "person": "…" or "actor": Agent, "course": "…", "decided_by": Agent, "reason": "…",
    /// "decided_at": "…", "proof": {…}}`.
    init(reading json: JSONValue) throws {
        try json.requireMembers(Self.members)
        guard let kind = json[key: "decision"]?.string.flatMap(Kind.init(rawValue:)) else {
            let known = (Kind.allCases.map(\.rawValue) + ["revocation"]).joined(separator: ", ")
            throw Problem.invalid("/decision", french: "Un de : \(known).", english: "One of: \(known).")
        }
        guard let course = json[key: "course"] else { throw Problem.noCourse }
        self.init(
            kind: kind, learner: try Self.learner(json),
            course: try course.text(ofBytes: 1...2_000, at: JSONPointer().appending("course")),
            decider: try json.decider(), reason: try json.reason()
        )
        if let value = json[key: "decided_at"], !value.isNull {
            guard let instant = value.string.flatMap(Instant.init(iso8601:)) else {
                throw Problem.invalid(
                    "/decided_at",
                    french: "Une date et une heure (RFC 3339).",
                    english: "A date and a time (RFC 3339)."
                )
            }
            decidedAt = instant.microseconds
        }
        if let value = json[key: "proof"], !value.isNull { proof = try Proof(reading: value) }
    }

    private static func learner(_ json: JSONValue) throws -> Learner {
        let person = try json.optionalID("person")
        switch (person, json[key: "actor"]) {
        case (let id?, nil): return .person(id)
        case (nil, let actor?): return .actor(try actor.identifier(at: JSONPointer().appending("actor")))
        default:
            throw Problem.invalid(
                "/person", french: "« person » ou « actor », l’un des deux.",
                english: "“person” or “actor”, one of the two."
            )
        }
    }
}

extension Decision.Proof {
    private static let place = JSONPointer().appending("proof")

    /// Reads `{"title": "…", "type": "application/pdf", "content": "base64"}`, or `url`, `length` and `sha2` in place of
    /// `content`.
    fileprivate init(reading json: JSONValue) throws(Problem) {
        guard json.kind == .object else {
            throw .invalid("/proof", french: "Un objet est attendu.", english: "An object is expected.")
        }
        try json.requireMembers(["title", "type", "content", "url", "length", "sha2"], at: Self.place)
        self.init(
            title: try Self.text("title", of: json, longest: 500),
            mediaType: try Self.text("type", of: json, longest: 200),
            content: try Self.content(json)
        )
    }

    private static func content(_ json: JSONValue) throws(Problem) -> Content {
        if let text = json[key: "content"]?.string {
            guard let data = Data(base64Encoded: text), !data.isEmpty else {
                throw .invalid("/proof/content", french: "Des octets en base64.", english: "Bytes in base64.")
            }
            return .bytes(Array(data))
        }
        guard let length = json[key: "length"]?.integer, length >= 0 else {
            throw .invalid(
                "/proof",
                french: "« content », ou « url », « length » et « sha2 ».",
                english: "“content”, or “url”, “length” and “sha2”."
            )
        }
        return .elsewhere(
            url: try text("url", of: json, longest: 2_000), length: length,
            sha2: try text("sha2", of: json, longest: 128)
        )
    }

    private static func text(_ name: String, of json: JSONValue, longest: Int) throws(Problem) -> String {
        let pointer = place.appending(name)
        guard let value = json[key: name] else {
            throw .invalid(pointer.description, french: "Il manque.", english: "It is missing.")
        }
        return try value.text(ofBytes: 1...longest, at: pointer)
    }
}

extension JSONValue {
    /// Who decided: an Agent, whose name is kept.
    func decider() throws -> Decider {
        guard let value = self[key: "decided_by"] else {
            throw Problem.invalid(
                "/decided_by", french: "Qui a décidé : un Agent xAPI.", english: "Who decided: an xAPI Agent."
            )
        }
        let pointer = JSONPointer().appending("decided_by")
        return Decider(
            identifier: try value.identifier(at: pointer),
            name: try value[key: "name"].map { try $0.text(ofBytes: 1...500, at: pointer.appending("name")) }
        )
    }

    func reason() throws(Problem) -> String {
        guard let value = self[key: "reason"] else {
            throw .invalid("/reason", french: "Pourquoi.", english: "Why.")
        }
        return try value.text(ofBytes: 1...10_000, at: JSONPointer().appending("reason"))
    }

    func optionalID(_ name: String) throws(Problem) -> UUID? {
        guard let value = self[key: name], !value.isNull else { return nil }
        guard let id = value.string.flatMap(UUID.init(canonical:)) else {
            throw .invalid("/\(name)", french: "Un UUID.", english: "A UUID.")
        }
        return id
    }
}
