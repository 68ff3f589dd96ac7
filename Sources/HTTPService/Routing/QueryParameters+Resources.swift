import ExactJSON
import XAPI

/// Parameters that the document, Agents and Activities Resources share.
extension QueryParameters {
    /// The value of a parameter that has to be there.
    func required(_ name: String) throws(Problem) -> String {
        guard let text = self[name] else { throw .invalidParameter(name, french: "manque.", english: "is missing.") }
        return text
    }

    /// An Activity's id: an IRI.
    func activity() throws(Problem) -> String {
        let text = try required("activityId")
        guard IRI.isValid(text) else { throw .invalidParameter("activityId", french: "un IRI.", english: "an IRI.") }
        return text
    }

    /// An Agent with an identifier, as JSON. A Group is none (Communication 2.4, 2.6).
    func person() throws -> Actor {
        let text = try required("agent")
        guard let document = try? JSONDocument(reading: Array(text.utf8)) else { throw Problem.noAgent }
        do {
            if let twice = InvalidStatement(duplicateKeysIn: document) { throw twice }
            let actor = try Actor(reading: document.root)
            guard !actor.isGroup else { throw Problem.noAgent }
            return actor
        } catch let error as InvalidStatement {
            throw Problem.invalidParameter("agent", french: error.message.french, english: error.message.english)
        }
    }

    /// A point in time. A plus sign that was not encoded has become a space.
    func timestamp(_ name: String) throws(Problem) -> Instant? {
        guard let text = self[name] else { return nil }
        guard let instant = Instant(iso8601: text) ?? Instant(iso8601: text.replacing(" ", with: "+")) else {
            throw .invalidParameter(name, french: "une date et heure ISO 8601.", english: "an ISO 8601 date and time.")
        }
        return instant
    }
}

extension Problem {
    static var noAgent: Problem {
        invalidParameter(
            "agent",
            french: "un Agent xAPI en JSON, avec un identifiant ; pas un Group.",
            english: "an xAPI Agent as JSON, with an identifier; not a Group."
        )
    }
}
