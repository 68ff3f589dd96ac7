import Testing
import XAPI

@testable import SCORM

@Suite("findings")
struct FindingTests {
    @Test("every code has a sentence in both languages", arguments: FindingCode.allCases)
    func sentences(code: FindingCode) {
        let template = code.template
        #expect(template.french.count > 10 && template.english.count > 10 && template.french != template.english)
        #expect(template.french.contains("{}") == template.english.contains("{}"))
        #expect(code.rawValue.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
        let message = code.message(about: "{}«»")
        #expect(message.french == template.french.replacing("{}", with: "{}«»"))
    }

    @Test("what is quoted is short and on one line")
    func quoted() {
        let message = FindingCode.launchMissing.message(about: String(repeating: "a\n", count: 1_000))
        #expect(message.french.count < 250 && !message.french.contains("\n"))
    }
}
