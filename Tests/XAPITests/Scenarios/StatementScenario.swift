import ExactJSON
import Testing
import XAPI

/// One sentence of the specification, a statement, and what must become of it.
struct StatementScenario: Sendable, CustomTestStringConvertible {
    /// Starts with the section: `2.4.1: an id is a UUID`.
    let title: String
    let json: String
    let refusal: Refusal?
    let versions: [XAPIVersion]

    struct Refusal: Sendable {
        let code: InvalidStatement.Code
        let pointer: String
    }

    var testDescription: String { title }
    var section: Substring { title.prefix { $0 != ":" } }

    static func accept(
        _ title: String,
        _ json: String,
        under versions: [XAPIVersion] = XAPIVersion.allCases,
    ) -> StatementScenario {
        StatementScenario(title: title, json: json, refusal: nil, versions: versions)
    }

    static func refuse(
        _ title: String,
        _ json: String,
        _ code: InvalidStatement.Code,
        _ pointer: String,
        under versions: [XAPIVersion] = XAPIVersion.allCases,
    ) -> StatementScenario {
        let refusal = Refusal(code: code, pointer: pointer)
        return StatementScenario(title: title, json: json, refusal: refusal, versions: versions)
    }
}

/// Pieces of statements, as JSON text.
enum Sample {
    static let agent = #"{"mbox":"mailto:marie@example.fr"}"#
    static let member = #"{"account":{"homePage":"https://rh.example.fr","name":"M-0042"}}"#
    static let verb = #"{"id":"http://adlnet.gov/expapi/verbs/completed"}"#
    static let activity = #"{"id":"https://example.fr/cours/1"}"#
    static let uuid = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"
    static let reference = #"{"objectType":"StatementRef","id":"6690e6c9-3ef0-4ed3-8b37-7f3964730bee"}"#
    static let group = #"{"objectType":"Group","member":["# + agent + "]}"

    static func statement(
        actor: String = agent,
        verb: String = verb,
        object: String = activity,
        _ more: String = "",
    ) -> String {
        #"{"actor":\#(actor),"verb":\#(verb),"object":\#(object)\#(more.isEmpty ? "" : "," + more)}"#
    }

    static func subStatement(object: String = activity, _ more: String = "") -> String {
        let inner = statement(object: object, more).dropFirst()
        return statement(object: #"{"objectType":"SubStatement","# + inner)
    }

    static func result(_ members: String) -> String { statement(#""result":{\#(members)}"#) }
    static func score(_ members: String) -> String { result(#""score":{\#(members)}"#) }
    static func context(_ members: String) -> String { statement(#""context":{\#(members)}"#) }
    static func definition(_ members: String) -> String {
        statement(object: #"{"id":"https://example.fr/q/1","definition":{\#(members)}}"#)
    }

    static let attachmentMembers = [
        "usageType": #""https://example.fr/usage/certificate""#,
        "display": #"{"fr":"Attestation"}"#,
        "contentType": #""application/pdf""#,
        "length": "27",
        "sha2": #""495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a""#,
    ]

    /// An attachment with one member set, or left out where the value is nil.
    static func attachment(_ key: String = "length", _ value: String? = "27") -> String {
        var members = attachmentMembers
        members[key] = value
        let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        return statement(#""attachments":[{\#(text)}]"#)
    }

    static func read(_ json: String, _ version: XAPIVersion = .v1_0_3) throws -> Statement {
        try Statement(reading: JSONDocument(reading: Array(json.utf8)).root, version: version)
    }

    /// The refusal of a statement; nil where it is accepted.
    static func refusal(of json: String, _ version: XAPIVersion) throws -> InvalidStatement? {
        let root = try JSONDocument(reading: Array(json.utf8)).root
        do {
            _ = try Statement(reading: root, version: version)
            return nil
        } catch {
            return error
        }
    }
}
