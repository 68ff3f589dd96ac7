package import ExactJSON

/// Something that is done: a course, a lesson, a question (xAPI 1.0.3 Data 2.4.4.1).
package struct Activity: Sendable {
    /// The IRI as sent; two spellings are two Activities.
    package let id: String
    /// The whole Activity as sent.
    package let json: JSONValue
    /// `definition` as sent, checked; not part of what a statement says (Data 2.3.1).
    package let definition: JSONValue?

    /// The IRI of `definition.type`.
    package var type: String? { definition?[key: "type"]?.string }

    /// Reads an Activity on its own, under the rules that hold inside a statement.
    package init(reading json: JSONValue, pointer: JSONPointer = JSONPointer()) throws(InvalidStatement) {
        do {
            self = try Activity(json)
        } catch {
            throw error.located(from: json, at: pointer)
        }
    }

    init(_ json: JSONValue) throws(Violation) {
        try json.requireObject(.activity)
        var id: String?
        var definition: JSONValue?
        for (key, value) in json.members {
            switch key {
            case "id": id = try value.iri(.activity)
            case "objectType":
                guard try value.text(.activity) == "Activity" else {
                    throw Violation(.invalidObjectType, .activity, value, expected: .oneOf(["Activity"]))
                }
            case "definition":
                try ActivityDefinition.validate(value)
                definition = value
            default: throw .unknown(key, in: json, .activity, known: ["objectType", "id", "definition"])
            }
        }
        guard let id else { throw .missing("id", in: json, .activity) }
        self.id = id
        self.json = json
        self.definition = definition
    }
}
