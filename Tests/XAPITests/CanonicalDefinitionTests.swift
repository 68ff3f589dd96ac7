import ExactJSON
import Testing

@testable import XAPI

/// Definitions in the order in which they came, and what comes of them.
struct DefinitionScenario: CustomTestStringConvertible {
    let testDescription: String
    let came: [String]
    let expected: String

    init(_ sentence: String, _ came: [String], _ expected: String) {
        testDescription = sentence
        self.came = came
        self.expected = expected
    }

    static let all = [
        DefinitionScenario("the first is taken", [#"{"name" : {"fr":"Réunion"} }"#], #"{"name":{"fr":"Réunion"}}"#),
        DefinitionScenario(
            "Communication 2.5: languages of several statements are united",
            [#"{"name":{"en-US":"meeting"}}"#, #"{"name":{"fr-FR":"réunion"},"description":{"fr":"À deux"}}"#],
            #"{"name":{"en-US":"meeting","fr-FR":"réunion"},"description":{"fr":"À deux"}}"#
        ),
        DefinitionScenario(
            "of one language the later wins",
            [#"{"name":{"en":"a","fr":"b"}}"#, #"{"name":{"fr":"c"}}"#],
            #"{"name":{"en":"a","fr":"c"}}"#
        ),
        DefinitionScenario(
            "of other properties the later wins, and what it leaves out stays",
            [#"{"type":"urn:a","moreInfo":"urn:b"}"#, #"{"type":"urn:c"}"#],
            #"{"type":"urn:c","moreInfo":"urn:b"}"#
        ),
        DefinitionScenario(
            "extensions are united by key, their values kept as they are written",
            [#"{"extensions":{"urn:a":1.0,"urn:b":{"x": 1}}}"#, #"{"extensions":{"urn:b":[1e-7]}}"#],
            #"{"extensions":{"urn:a":1.0,"urn:b":[1e-7]}}"#
        ),
        DefinitionScenario(
            "components are the later one's; one that stays keeps its languages",
            [
                #"{"interactionType":"choice","choices":[{"id":"a","description":{"fr":"A"}},{"id":"b"}]}"#,
                #"{"interactionType":"choice","choices":[{"id":"c"},{"id":"a","description":{"en":"the A"}}]}"#,
            ],
            #"{"interactionType":"choice","choices":[{"id":"c"},{"id":"a","description":{"fr":"A","en":"the A"}}]}"#
        ),
        DefinitionScenario(
            "a component without description keeps the one it had",
            [
                #"{"interactionType":"likert","scale":[{"id":"a","description":{"fr":"A"}}]}"#,
                #"{"interactionType":"likert","scale":[{"id":"a"}],"correctResponsesPattern":["a"]}"#,
            ],
            #"{"interactionType":"likert","scale":[{"id":"a","description":{"fr":"A"}}],"correctResponsesPattern":["a"]}"#
        ),
        DefinitionScenario(
            "another type of interaction leaves no list behind that it cannot have",
            [
                #"{"interactionType":"choice","choices":[{"id":"a"}],"correctResponsesPattern":["a"]}"#,
                #"{"interactionType":"numeric","name":{"fr":"n"}}"#,
            ],
            #"{"interactionType":"numeric","name":{"fr":"n"}}"#
        ),
        DefinitionScenario(
            "another type with the same list keeps it",
            [
                #"{"interactionType":"choice","choices":[{"id":"a"}],"correctResponsesPattern":["a"]}"#,
                #"{"interactionType":"sequencing","correctResponsesPattern":["a[,]a"]}"#,
            ],
            #"{"interactionType":"sequencing","choices":[{"id":"a"}],"correctResponsesPattern":["a[,]a"]}"#
        ),
        DefinitionScenario("an empty one says nothing", [#"{"type":"urn:a"}"#, "{ }"], #"{"type":"urn:a"}"#),
    ]
}

@Suite("canonical definitions")
struct CanonicalDefinitionTests {
    private static func merge(_ came: [String]) throws -> [UInt8] {
        try came.reduce([UInt8]()) { older, text in
            let newer = try JSONDocument(reading: Array(text.utf8)).root
            return CanonicalDefinition.merging(older.isEmpty ? nil : try JSONDocument(reading: older).root, with: newer)
        }
    }

    @Test("are what all that came say together", arguments: DefinitionScenario.all)
    func merges(scenario: DefinitionScenario) throws {
        #expect(String(decoding: try Self.merge(scenario.came), as: UTF8.self) == scenario.expected)
    }

    @Test("do not change when the last comes again", arguments: DefinitionScenario.all)
    func idempotent(scenario: DefinitionScenario) throws {
        let again = scenario.came + [scenario.came.last ?? "{}"]
        #expect(String(decoding: try Self.merge(again), as: UTF8.self) == scenario.expected)
    }

    @Test("are valid whatever comes in which order")
    func valid() throws {
        for first in DefinitionScenario.all.flatMap(\.came) {
            for second in DefinitionScenario.all.flatMap(\.came) {
                let merged = try JSONDocument(reading: try Self.merge([first, second])).root
                #expect(throws: Never.self, "\(first) then \(second)") { try ActivityDefinition.validate(merged) }
            }
        }
    }
}
