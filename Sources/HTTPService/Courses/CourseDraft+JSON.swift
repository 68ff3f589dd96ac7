import ExactJSON
import LearningRecords
import XAPI

extension CourseDraft {
    private static let members: Set = ["language", "duration", "description", "metiers", "keywords"]

    /// - Parameter others: members that somebody else reads.
    init(reading json: JSONValue, besides others: Set<String> = []) throws {
        self.init()
        for (key, value) in json.members where !others.contains(key) {
            let pointer = JSONPointer().appending(key)
            switch key {
            case "language": language = try value.isNull ? .some(nil) : Self.language(value, at: pointer)
            case "duration": duration = try value.isNull ? .some(nil) : Self.duration(value, at: pointer)
            case "description":
                description = try value.isNull ? .some(nil) : Self.text(value, Self.longestDescription, at: pointer)
            case "metiers": metiers = try Self.labels(value, at: pointer)
            case "keywords": keywords = try Self.labels(value, at: pointer)
            default: throw Problem.unknownMember(pointer, known: Self.members.union(others))
            }
        }
    }

    private static func language(_ value: JSONValue, at pointer: JSONPointer) throws(Problem) -> String {
        guard let text = value.string, text.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil else {
            throw .invalid(
                pointer.description, french: "Une langue, comme fr ou fr-FR.",
                english: "A language, such as fr or fr-FR."
            )
        }
        return text
    }

    private static func duration(_ value: JSONValue, at pointer: JSONPointer) throws(Problem) -> Int64 {
        guard let text = value.string, let duration = ISODuration(iso8601: text) else {
            throw .invalid(
                pointer.description, french: "Une durée ISO 8601, comme PT2H.",
                english: "An ISO 8601 duration, such as PT2H."
            )
        }
        return duration.microseconds
    }

    private static func text(
        _ value: JSONValue, _ longest: Int, at pointer: JSONPointer
    ) throws(Problem) -> String {
        guard let text = value.string, !text.isEmpty, text.utf8.count <= longest, !text.utf8.contains(0) else {
            throw .invalid(
                pointer.description, french: "Un texte de 1 à \(longest) octets, sans U+0000.",
                english: "A text of 1 to \(longest) bytes, without U+0000."
            )
        }
        return text
    }

    private static func labels(_ value: JSONValue, at pointer: JSONPointer) throws(Problem) -> [String] {
        guard value.kind == .array, value.count <= mostLabels else {
            throw .invalid(
                pointer.description, french: "Une liste de \(mostLabels) au plus.",
                english: "A list of at most \(mostLabels)."
            )
        }
        var labels: [String] = []
        for (place, element) in value.elements.enumerated() {
            labels.append(try text(element, longestLabel, at: pointer.appending(place)))
        }
        return labels
    }
}

extension DescribedCourse {
    init(reading json: JSONValue) throws(Problem) {
        self.init(
            source: try Self.needed("source", in: json), identifier: try Self.text("identifier", in: json),
            title: try Self.needed("title", in: json)
        )
    }

    private static func text(_ name: String, in json: JSONValue) throws(Problem) -> String? {
        guard let value = json[key: name] else { return nil }
        return try value.text(ofBytes: 1...longestText, at: JSONPointer().appending(name))
    }

    private static func needed(_ name: String, in json: JSONValue) throws(Problem) -> String {
        if let text = try text(name, in: json) { return text }
        throw .invalid("/\(name)", french: "Il manque « \(name) ».", english: "“\(name)” is missing.")
    }
}
