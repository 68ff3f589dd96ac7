import ExactJSON
import Testing
import XAPI

@Suite("Actors and their identifiers, xAPI 1.0.3 Data 2.4.2")
struct ActorTests {
    private static func actor(_ json: String) throws -> Actor {
        try Actor(reading: JSONDocument(reading: Array(json.utf8)).root)
    }

    static let canonicals = [
        (#"{"mbox":"mailto:Marie@Example.FR"}"#, "mbox:mailto:Marie@example.fr"),
        (
            #"{"mbox_sha1sum":"EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"}"#,
            "mbox_sha1sum:ebd31e95054c018b10727ccffd2ef2ec3a016ee9"
        ),
        (#"{"openid":"http://Marie.fr/"}"#, "openid:http://Marie.fr/"),
        (#"{"account":{"homePage":"https://a.fr","name":"x:y"}}"#, "account:https://a.fr\u{1F}x:y"),
        (#"{"account":{"homePage":"https://a.fr","name":"x\u001Fy"}}"#, "account:https://a.fr\u{1F}x\u{1F}y"),
    ]

    @Test("an identifier has one canonical text, from which it is made again", arguments: canonicals)
    func canonical(_ json: String, text: String) throws {
        let identifier = try #require(try Self.actor(json).identifier)
        #expect(identifier.canonical == text)
        #expect(InverseFunctionalIdentifier(canonical: text) == identifier)
        #expect(try Self.actor(String(decoding: identifier.agentJSON, as: UTF8.self)).identifier == identifier)
    }

    @Test(
        "what canonical does not write is not read",
        arguments: ["", "x", "mbox", "mail:a@b.fr", "account:https://a.fr"]
    )
    func notCanonical(_ text: String) {
        #expect(InverseFunctionalIdentifier(canonical: text) == nil)
    }

    @Test("the case of an address's domain means nothing, that of all else does")
    func equality() {
        let marie = InverseFunctionalIdentifier.mbox("mailto:marie@example.fr")
        #expect(marie == .mbox("mailto:marie@EXAMPLE.fr"))
        #expect(Set([marie]).contains(.mbox("mailto:marie@Example.FR")))
        #expect(marie != .mbox("mailto:Marie@example.fr"))
        #expect(marie != .openID("mailto:marie@example.fr"))
        let composed = InverseFunctionalIdentifier.account(homePage: "http://a.fr", name: "h\u{E9}")
        #expect(composed != .account(homePage: "http://a.fr", name: "he\u{301}"))
        #expect(Set([composed, .account(homePage: "http://a.fr", name: "he\u{301}")]).count == 2)
    }

    @Test("agents and groups are told apart")
    func kinds() throws {
        #expect(try Self.actor(Sample.agent).kind == .agent)
        #expect(try Self.actor(Sample.group).kind == .anonymousGroup)
        let team = try Self.actor(
            #"{"objectType":"Group","name":"RH","mbox":"mailto:rh@b.fr","member":[\#(Sample.agent)]}"#
        )
        #expect(team.kind == .identifiedGroup)
        #expect(team.name == "RH")
        #expect(team.members.map(\.identifier) == [.mbox("mailto:marie@example.fr")])
    }

    @Test("an actor on its own is refused with a pointer of its own")
    func refusal() throws {
        let root = try JSONDocument(reading: Array(#"{"mbox":"marie"}"#.utf8)).root
        let refusal = #expect(throws: InvalidStatement.self) {
            try Actor(reading: root, pointer: JSONPointer().appending("agent"))
        }
        #expect(refusal?.pointer.description == "/agent/mbox")
        #expect(refusal?.section == "xAPI 1.0.3 Data 2.4.2.3")
    }
}
