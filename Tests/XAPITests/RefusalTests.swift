import ExactJSON
import Testing

@testable import XAPI

@Suite("What refusals say")
struct RefusalTests {
    @Test("every code speaks French and English and names the property", arguments: InvalidStatement.Code.allCases)
    func messages(_ code: InvalidStatement.Code) {
        #expect(InvalidStatement.Code.templates[code] != nil)
        let message = code.message(property: "score", expected: .oneOf(["a", "b", "c"]))
        for text in [message.french, message.english] {
            #expect(text.contains("score"))
            #expect(!text.contains("%") && !text.contains("#"))
            #expect(text.hasSuffix("."))
        }
        #expect(message.french != message.english)
    }

    @Test("codes are stable words, each used once")
    func codes() {
        let names = InvalidStatement.Code.allCases.map(\.rawValue)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber } })
    }

    @Test("every code but those of documents and limits is met in a scenario")
    func met() {
        let signatures = SignatureScenario.refused + SignatureScenario.payloads
        let met = Set(StatementScenario.all.compactMap { $0.refusal?.code } + signatures.compactMap(\.refusal))
        let elsewhere: Set<InvalidStatement.Code> = [.duplicateKey, .tooManyAgents, .statementTooLarge]
        #expect(Set(InvalidStatement.Code.allCases).subtracting(met) == elsewhere)
    }

    @Test("a sentence names the property, its place in a list, and what was expected")
    func sentence() throws {
        let refusal = try #require(try Sample.refusal(of: Sample.statement(#""attachments":["x"]"#), .v1_0_3))
        #expect(refusal.message.english == "“attachments[0]” must be an object { … }.")
        #expect(refusal.message.french == "« attachments[0] » doit être un objet { … }.")
        let missing = try #require(try Sample.refusal(of: "{}", .v1_0_3))
        #expect(missing.message.english == "The property “actor” is missing from “statement”.")
        let wrongCase = try #require(try Sample.refusal(of: Sample.statement(#""Result":{}"#), .v1_0_3))
        #expect(wrongCase.message.english.contains("“result”"))
    }

    @Test("a sentence never quotes a value")
    func discreet() throws {
        let json = Sample.statement(actor: #"{"mbox":"marie.secret@example.fr"}"#)
        let refusal = try #require(try Sample.refusal(of: json, .v1_0_3))
        #expect(!refusal.message.english.contains("secret") && !refusal.message.french.contains("secret"))
    }
}
