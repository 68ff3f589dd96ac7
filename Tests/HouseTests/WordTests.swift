import Testing

@Suite("words that may not stand in a source")
struct WordTests {
    struct Case: CustomTestStringConvertible {
        let text: String
        let words: [String]
        var testDescription: String { text }

        init(_ text: String, _ words: [String]) {
            self.text = text
            self.words = words
        }

        static let all = [
            Case("let a = try! b()", ["try!"]),
            Case("let a = b as! C", ["as!"]),
            Case("guard a else { fatalError(\"b\") }", ["fatalError"]),
            Case("public struct A {}", ["public"]),
            Case("package public(set) var a = 1", ["public"]),
            Case("let republic = aliases", []),
            Case("func a(public: String?) { b(public: c) }", []),
            Case("let a = \"SELECT * FROM unnest($1)\"", []),
            Case("/// A scheme such as `TODO:`.", []),
            Case("let a = has!", []),
            Case("// try! and fatalError are forbidden, and so is public", []),
            Case("let a = \"try! fatalError public\"", []),
            Case("let a: Query = \"SELECT * FROM statement\"", ["SELECT *"]),
            Case("/// Never `SELECT *`.", []),
            Case("let a = Date()", ["Date()"]),
            Case("let a = UUID()", ["UUID()"]),
            Case("let a = b(UUID().uuidString, Date.now)", ["UUID()", "Date.now"]),
            Case("let a = ServerDate()", []),
            Case("// TODO: later", ["TODO"]),
            Case("// TODO #12: later", []),
            Case("let a = \"// TODO\"", []),
            Case("a()  // FIXME later", ["TODO"]),
        ]
    }

    @Test("a forbidden word is seen in code, and only there", arguments: Case.all)
    func words(_ scenario: Case) {
        #expect(SwiftSource(scenario.text).forbiddenWords(isInjected: true).map(\.word) == scenario.words)
    }

    @Test("clocks and random identifiers are free where they are made")
    func free() {
        #expect(SwiftSource("let a = Date()").forbiddenWords(isInjected: false).isEmpty)
    }

    @Test("no source holds a forbidden word")
    func wordsOfTheProject() throws {
        for (path, source) in try Repository.sources(in: ["Sources", "Schemas", "Tests", "Benchmarks"]) {
            // The tables above hold the words.
            if path.hasPrefix("Tests/HouseTests/") { continue }
            let isInjected = !path.hasPrefix("Sources/releve/") && !path.hasPrefix("Tests/")
            for found in source.forbiddenWords(isInjected: isInjected && !path.hasPrefix("Benchmarks/")) {
                Issue.record("\(path):\(found.line): \(found.word)")
            }
        }
    }
}
