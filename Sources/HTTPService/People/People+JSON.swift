import ExactJSON
import Foundation
import LearningRecords
import XAPI

/// How people are shown to one caller.
struct PersonView: Sendable {
    let today: Day
    /// A day whose values are asked beside today's.
    let then: Day?
    let includesRestricted: Bool

    func json(of person: Person) -> JSONObject {
        var object = JSONObject()
        object.set("id", person.id.canonical)
        object.set("matricule", person.matricule)
        object.set("family_name", person.familyName)
        object.set("given_name", person.givenName)
        object.set("name", person.name)
        object.set("merged_into", person.mergedInto?.canonical)
        let identifiers = person.identifiers.sorted { ($0.since, $0.value.canonical) < ($1.since, $1.value.canonical) }
        object.set("identifiers", json: JSONLiteral.array(identifiers.map(\.json)))
        object.set("attributes", json: attributes(of: person))
        object.set("now", json: values(of: person, on: today))
        if let then { object.set("then", json: values(of: person, on: then)) }
        object.set("created_at", Instant(microseconds: person.createdAt).rfc3339)
        object.set("changed_at", Instant(microseconds: person.changedAt).rfc3339)
        return object
    }

    private func attributes(of person: Person) -> [UInt8] {
        let names = person.attributes.keys.filter { includesRestricted || !$0.isRestricted }.sorted()
        return JSONLiteral.array(
            names.flatMap { name in
                (person.attributes[name]?.values ?? []).map { value in
                    var object = JSONObject()
                    object.set("name", name.rawValue)
                    object.set("value", value.value)
                    object.set("from", value.from?.text)
                    object.set("until", value.until?.text)
                    return object.json
                }
            }
        )
    }

    private func values(of person: Person, on day: Day) -> [UInt8] {
        var object = JSONObject()
        object.set("day", day.text)
        let values = person.values(on: day, includingRestricted: includesRestricted)
        for name in AttributeName.allCases where includesRestricted || !name.isRestricted {
            object.set(name.rawValue, values[name])
        }
        return object.json
    }
}

extension Person.Identifier {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("identifier", json: value.agentJSON)
        object.set("since", Instant(microseconds: since).rfc3339)
        return object.json
    }
}

extension PersonEvent {
    var json: [UInt8] {
        var object = JSONObject()
        object.set("event", number)
        object.set("kind", kind.rawValue)
        object.set("person", person?.canonical)
        object.set("other", other?.canonical)
        object.set("identifier", json: identifier?.agentJSON ?? JSONLiteral.null)
        object.set("by", key)
        object.set("at", Instant(microseconds: at).rfc3339)
        object.set("changes", json: changes)
        return object.json
    }
}

extension SplitPerson.Report {
    func json(by view: PersonView) -> JSONObject {
        var object = JSONObject()
        object.set("person", json: view.json(of: person).json)
        object.set("merged_at", Instant(microseconds: mergedAt).rfc3339)
        object.set("statements", json: JSONLiteral.array(statements.map { JSONText.string($0.canonical) }))
        object.set("more_statements", hasMoreStatements)
        object.set("gone", json: JSONLiteral.array(gone.map(\.agentJSON)))
        return object
    }
}

extension FindUnknownPeople.Unknown {
    var json: [UInt8] {
        var object = JSONObject()
        object.set("actor", json: identifier.agentJSON)
        object.set("names", json: JSONLiteral.array(names.map { JSONText.string($0) }))
        object.set("last_seen", lastSeen.map { Instant(microseconds: $0).rfc3339 })
        let suggestions = suggestions.map { suggestion in
            var object = JSONObject()
            object.set("person", suggestion.person.id.canonical)
            object.set("matricule", suggestion.person.matricule)
            object.set("name", suggestion.person.name)
            object.set("because", suggestion.because.rawValue)
            return object.json
        }
        object.set("suggestions", json: JSONLiteral.array(suggestions))
        return object.json
    }
}

extension FindSharedIdentifiers.Shared {
    var json: [UInt8] {
        var object = JSONObject()
        object.set("identifier", json: identifier.agentJSON)
        object.set("since", Instant(microseconds: since).rfc3339)
        return object.json
    }
}
