import ExactJSON
import Testing
import XAPI

@testable import Completion

@Suite("rule documents")
struct RuleDocumentTests {
    private static func read(_ text: String) throws -> RuleDocument {
        try RuleDocument(reading: JSONDocument(reading: Array(text.utf8)).root)
    }

    private static func document(complete: String, more: String = "") -> String {
        #"{"id":"a","version":1,"title":{"fr":"f","en":"e"}\#(more),"complete":\#(complete)}"#
    }

    @Test("every shipped rule reads back from its own JSON", arguments: NamedRules.all)
    func shipped(rule: RuleDocument) throws {
        let document = try JSONDocument(reading: rule.json)
        #expect(try RuleDocument(reading: document.root) == rule)
        #expect(NamedRules.document(rule.id) == rule)
    }

    @Test("an unknown rule has no document")
    func unknown() { #expect(NamedRules.document("scorm12") == nil) }

    @Test("every form reads back")
    func forms() throws {
        let rule = Rule.all([
            .any([.completed, .passed(.any), .passed(.verb), .passed(.mastery), .opened, .attended, .waived]),
            .atLeast(1, [.concluded, .moveOn]), .not(.scoreAtLeast(0.835)), .every(.sco, .progressAtLeast(1)),
            .activity("ITEM \"1\"", .timeAtLeast(seconds: 5400)), .kind([.asset, .cluster]),
            .statement(.init(verb: "https://ex.fr/verbs/reviewed")),
            .statement(.init(verb: VerbIRI.passed, success: true, completion: false, leastScore: 0.25)),
        ])
        let document = RuleDocument(
            id: "é",
            version: 7,
            title: .init(french: "a\nb", english: "c"),
            registrations: .each,
            statements: .cmi5,
            validMonths: 24,
            expression: rule
        )
        #expect(try RuleDocument(reading: JSONDocument(reading: document.json).root) == document)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let pointer: String
        var testDescription: String { "\(pointer): \(text)" }

        init(_ text: String, _ pointer: String) {
            self.text = text
            self.pointer = pointer
        }
    }

    static let refused = [
        Case("[]", ""), Case(#"{"id":"a"}"#, ""), Case(#"{"id":""}"#, "/id"),
        Case(document(complete: #"{"completed":true}"#, more: #","rules":1"#), "/rules"),
        Case(document(complete: #"{"completed":true}"#, more: #","registrations":"some""#), "/registrations"),
        Case(document(complete: #"{"completed":true}"#, more: #","validMonths":24"#), "/validMonths"),
        Case(#"{"id":"a","version":0,"title":{"fr":"f","en":"e"},"complete":{"completed":true}}"#, "/version"),
        Case(#"{"id":"a","version":1,"title":{"fr":"f"},"complete":{"completed":true}}"#, "/title"),
        Case(#"{"id":"a","version":1,"title":{"fr":"f","en":7},"complete":{"completed":true}}"#, "/title/en"),
        Case(document(complete: "true"), "/complete"), Case(document(complete: "{}"), "/complete"),
        Case(document(complete: #"{"completed":true,"opened":true}"#), "/complete"),
        Case(document(complete: #"{"completed":false}"#), "/complete/completed"),
        Case(document(complete: #"{"finished":true}"#), "/complete/finished"),
        Case(document(complete: #"{"all":[]}"#), "/complete/all"),
        Case(
            document(complete: #"{"all":[{"any":[{"opened":true},{"kind":["au","sko"]}]}]}"#),
            "/complete/all/0/any/1/kind/1"
        ),
        Case(document(complete: #"{"atLeast":3,"of":[{"opened":true},{"opened":true}]}"#), "/complete/atLeast"),
        Case(document(complete: #"{"atLeast":1}"#), "/complete"),
        Case(document(complete: #"{"every":"thing","is":{"opened":true}}"#), "/complete/every"),
        Case(document(complete: #"{"opened":true,"is":{"opened":true}}"#), "/complete/is"),
        Case(document(complete: #"{"scoreAtLeast":80}"#), "/complete/scoreAtLeast"),
        Case(document(complete: #"{"not":{"timeAtLeast":-1}}"#), "/complete/not/timeAtLeast"),
        Case(document(complete: #"{"passed":true}"#), "/complete/passed"),
        Case(document(complete: #"{"statement":true}"#), "/complete/statement"),
        Case(document(complete: #"{"statement":{}}"#), "/complete/statement"),
        Case(document(complete: #"{"statement":{"verb":"passed"}}"#), "/complete/statement/verb"),
        Case(document(complete: #"{"statement":{"verb":"a:b","activity":"x"}}"#), "/complete/statement/activity"),
        Case(document(complete: #"{"statement":{"verb":"a:b","result":1}}"#), "/complete/statement/result"),
        Case(
            document(complete: #"{"statement":{"verb":"a:b","result":{"success":1}}}"#),
            "/complete/statement/result/success"
        ),
        Case(
            document(complete: #"{"statement":{"verb":"a:b","result":{"scoreAtLeast":2}}}"#),
            "/complete/statement/result/scoreAtLeast"
        ),
        Case(document(complete: #"{"a/b":1}"#), "/complete/a~1b"),
    ]

    static let validities = [
        "", "P", "PY", "P0Y", "P101Y", "P1201M", "P1Y2D", "PT5M", "P-1Y", "p3y", "3", "P99999999Y",
    ]

    @Test("a validity that is no length of years and months is refused", arguments: validities)
    func badValidity(text: String) {
        let document = Self.document(complete: #"{"completed":true}"#, more: #","validity":"\#(text)""#)
        let error = #expect(throws: InvalidRule.self) { try Self.read(document) }
        #expect(error?.pointer.description == "/validity")
    }

    @Test("a validity is years and months", arguments: [("P3Y", 36), ("P18M", 18), ("P1Y6M", 18), ("P100Y", 1200)])
    func validity(text: String, months: Int) throws {
        let document = Self.document(complete: #"{"completed":true}"#, more: #","validity":"\#(text)""#)
        #expect(try Self.read(document).validMonths == months)
    }

    private static func read(
        _ complete: String, as id: String, knowing known: @escaping (String) -> RuleDocument? = NamedRules.document
    ) throws -> RuleDocument {
        let text = #"{"title":{"fr":"f","en":"e"},"complete":\#(complete)}"#
        let root = try JSONDocument(reading: Array(text.utf8)).root
        return try RuleDocument(reading: root, as: id, version: 2, knowing: known)
    }

    @Test("a rule that it refers to is put in as it is")
    func reference() throws {
        let rule = try Self.read(#"{"all":[{"rule":"xapi.verb"},{"scoreAtLeast":0.8}]}"#, as: "mine")
        #expect(rule.expression == .all([NamedRules.xapiVerb.expression, .scoreAtLeast(0.8)]))
        #expect(rule.id == "mine" && rule.version == 2)
    }

    @Test(
        "a rule that refers to itself, to nothing, or to what cannot be within it is refused",
        arguments: ["mine", "nobody", "cmi5.moveon", ""]
    )
    func badReference(id: String) {
        let complete = #"{"all":[{"completed":true},{"not":{"rule":"\#(id)"}}]}"#
        let error = #expect(throws: InvalidRule.self) { try Self.read(complete, as: "mine") }
        #expect(error?.pointer.description == "/complete/all/1/not/rule")
    }

    @Test("references do not make a rule grow without end")
    func tooLong() {
        var documents: [String: RuleDocument] = [:]
        let error = #expect(throws: InvalidRule.self) {
            for number in 0..<40 {
                let before = #"{"rule":"r\#(number - 1)"}"#
                let complete = number == 0 ? #"{"completed":true}"# : #"{"any":[\#(before),\#(before)]}"#
                let known = documents
                documents["r\(number)"] = try Self.read(complete, as: "r\(number)", knowing: { known[$0] })
            }
        }
        #expect(error?.pointer.description == "" && documents.count < 20)
    }

    @Test("nor deeper than it can be read")
    func tooDeep() {
        var last = NamedRules.xapiVerb
        let error = #expect(throws: InvalidRule.self) {
            for number in 0..<200 {
                let known = last
                last = try Self.read(#"{"not":{"rule":"before"}}"#, as: "r\(number)", knowing: { _ in known })
                _ = try RuleDocument(reading: JSONDocument(reading: last.json).root)
            }
        }
        #expect(error?.pointer.description == "")
    }

    @Test("a bad one is refused, with the place", arguments: refused)
    func refusal(scenario: Case) throws {
        let error = #expect(throws: InvalidRule.self) { try Self.read(scenario.text) }
        #expect(error?.pointer.description == scenario.pointer)
        #expect(error?.message.french.isEmpty == false)
        #expect(error?.message.english.isEmpty == false)
    }
}
