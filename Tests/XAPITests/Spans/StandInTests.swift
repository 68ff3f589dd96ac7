import ExactJSON
import Testing

@testable import XAPI

@Suite("what stands for somebody who was erased")
struct StandInTests {
    private static let agent = #"{"mbox":"mailto:lea@ex.fr","name":"Léa"}"#

    /// Each has every kind of span that its object leaves room for.
    private static func statement(object: String) -> String {
        let ifis = [
            #""mbox":"mailto:e@ex.fr""#, #""mbox_sha1sum":"\#(String(repeating: "a", count: 40))""#,
            #""openid":"https://ex.fr/e""#, #""account":{"homePage":"https://ex.fr","name":"e"}"#,
        ]
        let groups = ifis.map { #"{"objectType":"Group","name":"E",\#($0),"member":[\#(agent)]}"# }
        return """
            {"actor":\(groups[0]),"verb":{"id":"https://ex.fr/did"},"object":\(object),
            "result":{"response":"Oui","extensions":{"https://ex.fr/x":{"a":1}}},
            "context":{"instructor":\(agent),"team":\(groups[1])},"authority":\(agent),
            "attachments":[{"usageType":"https://ex.fr/u","display":{"fr":"a"},"description":{"fr":"b"},
            "contentType":"a/b","length":1,"sha2":"\(String(repeating: "0", count: 64))","fileUrl":"https://ex.fr/f"}]}
            """
    }

    private static let objects = [
        #"{"objectType":"Agent",\#(agent.dropFirst())"#, #"{"id":"https://ex.fr/a"}"#,
        #"{"objectType":"SubStatement","actor":\#(agent),"verb":{"id":"https://ex.fr/v"},"#
            + #""object":{"id":"https://ex.fr/a"}}"#,
    ]

    @Test("is a valid statement with the same spans, and so is what the log shows", arguments: objects)
    func valid(object: String) throws {
        let bytes = Array(Self.statement(object: object).utf8)
        let spans = try StatementSpan.list(of: bytes)
        #expect(Set(spans.map(\.kind)).isSuperset(of: [.member, .groupName, .groupIdentifier, .freeText, .instructor]))
        let replaced = StandIn.replacing(spans, of: bytes) { _, _ in true }
        let hidden = spans.flatMap { $0.kind == .rest ? Array(bytes[$0.range]) : Array("null".utf8) }
        for text in [replaced, try StandIn.filling(hidden)] {
            let read = String(decoding: text, as: UTF8.self)
            #expect(throws: Never.self, "\(read)") {
                try Statement(reading: JSONDocument(reading: text).root, version: .v1_0_3)
            }
            #expect(!read.contains("lea@ex.fr") && !read.contains("Léa") && !read.contains("Oui"))
            #expect(try StatementSpan.list(of: text).map(\.kind) == spans.map(\.kind))
        }
        #expect(StandIn.replacing(spans, of: bytes) { _, _ in false } == bytes)
    }
}
