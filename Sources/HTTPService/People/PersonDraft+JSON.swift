import ExactJSON
import LearningRecords
import XAPI

extension PersonDraft {
    private static let members: Set = ["matricule", "family_name", "given_name", "identifiers", "attributes"]

    /// Reads `{"matricule": "…", "family_name": "…", "given_name": "…", "identifiers": [Agent, …],
    /// "attributes": [{"name": "service", "value": "…", "from": "2026-01-01", "until": null}, …]}`, each where it is there.
    init(reading json: JSONValue) throws {
        self.init()
        for (key, _) in json.members where !Self.members.contains(key) {
            throw Problem.unknownMember(JSONPointer().appending(key), known: Self.members)
        }
        matricule = try Self.text("matricule", in: json, longest: Person.longestMatricule)
        familyName = try Self.text("family_name", in: json, longest: Person.longestName)
        givenName = try Self.text("given_name", in: json, longest: Person.longestName)
        identifiers = try Self.list("identifiers", in: json, most: Person.mostIdentifiers).map { place, value in
            try value.identifier(at: JSONPointer().appending("identifiers").appending(place))
        }
        values = try Self.list("attributes", in: json, most: 100).map { place, value in
            try Value(reading: value, at: JSONPointer().appending("attributes").appending(place))
        }
    }

    private static func list(
        _ name: String, in json: JSONValue, most: Int
    ) throws(Problem) -> [(place: Int, value: JSONValue)] {
        guard let list = json[key: name] else { return [] }
        guard list.kind == .array, list.count <= most else {
            throw .invalid("/\(name)", french: "Une liste de \(most) au plus.", english: "A list of at most \(most).")
        }
        return list.elements.enumerated().map { ($0.offset, $0.element) }
    }

    private static func text(_ name: String, in json: JSONValue, longest: Int) throws(Problem) -> String? {
        guard let value = json[key: name], !value.isNull else { return nil }
        guard let text = value.string?.trimmingSpace, !text.isEmpty, text.utf8.count <= longest, !text.utf8.contains(0)
        else {
            throw .invalid(
                "/\(name)",
                french: "Un texte de 1 à \(longest) octets, sans U+0000.",
                english: "A text of 1 to \(longest) bytes, without U+0000."
            )
        }
        return text
    }
}

extension PersonDraft.Value {
    private static let members: Set = ["name", "value", "from", "until"]

    fileprivate init(reading json: JSONValue, at pointer: JSONPointer) throws(Problem) {
        for (key, _) in json.members where !Self.members.contains(key) {
            throw .unknownMember(pointer.appending(key), known: Self.members)
        }
        guard let name = json[key: "name"]?.string.flatMap(AttributeName.init(rawValue:)) else {
            let known = AttributeName.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(
                pointer.appending("name").description, french: "Un de : \(known).", english: "One of: \(known)."
            )
        }
        let value = json[key: "value"].flatMap { $0.isNull ? nil : $0 }
        guard value == nil || value?.string.map(name.allows) == true else {
            throw .invalid(
                pointer.appending("value").description,
                french: "Un texte de 1 à \(AttributeName.longestValue) octets ; une catégorie est A, B ou C.",
                english: "A text of 1 to \(AttributeName.longestValue) bytes; a category is A, B or C."
            )
        }
        let from = try Self.day("from", in: json, at: pointer)
        let until = try Self.day("until", in: json, at: pointer)
        self.init(name, value?.string, from: from, until: until)
    }

    private static func day(_ name: String, in json: JSONValue, at pointer: JSONPointer) throws(Problem) -> Day? {
        guard let value = json[key: name], !value.isNull else { return nil }
        guard let day = value.string.flatMap(Day.init(_:)) else {
            throw .invalid(
                pointer.appending(name).description,
                french: "Une date, comme 2026-12-31.",
                english: "A date, such as 2026-12-31."
            )
        }
        return day
    }
}

extension JSONValue {
    /// An Agent with an identifier.
    func identifier(at pointer: JSONPointer) throws -> InverseFunctionalIdentifier {
        let actor = try Actor(reading: self, pointer: pointer)
        guard let identifier = actor.identifier, !actor.isGroup else {
            throw Problem.invalid(
                pointer.description,
                french: "Un Agent xAPI avec un identifiant ; pas un Group.",
                english: "An xAPI Agent with an identifier; not a Group."
            )
        }
        return identifier
    }
}

extension Problem {
    static func unknownMember(_ pointer: JSONPointer, known: Set<String>) -> Problem {
        let list = known.sorted().joined(separator: ", ")
        return invalid(
            pointer.description, french: "N’est pas connu ici. Connus : \(list).",
            english: "Is not known here. Known: \(list)."
        )
    }
}
