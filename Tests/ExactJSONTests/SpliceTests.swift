import ExactJSON
import Testing

/// An object, what is set in it, and what comes of it.
struct SpliceScenario: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let members: [(key: String, json: [UInt8])]
    let expected: String

    init(_ name: String, _ text: String, _ members: [(String, String)], _ expected: String) {
        testDescription = name
        self.text = text
        self.members = members.map { ($0, Array($1.utf8)) }
        self.expected = expected
    }

    static let all = [
        SpliceScenario("into an empty object", "{}", [("a", "1"), ("b", "[]")], #"{"a":1,"b":[]}"#),
        SpliceScenario("into an empty object with space", "{ \n}", [("a", "1")], "{\"a\":1 \n}"),
        SpliceScenario("behind the last member", #"{"x":1.50}"#, [("a", "1"), ("b", "2")], #"{"x":1.50,"a":1,"b":2}"#),
        SpliceScenario(
            "behind a last member that holds others",
            #"{"x":{"y":[1]}}"#,
            [("a", "1")],
            #"{"x":{"y":[1]},"a":1}"#
        ),
        SpliceScenario(
            "in place",
            #"{"a":"long","b":{"a":3},"c":[]}"#,
            [("b", "0"), ("a", "{}")],
            #"{"a":{},"b":0,"c":[]}"#
        ),
        SpliceScenario("in place and behind", #"{"a":1}"#, [("b", "2"), ("a", "3")], #"{"a":3,"b":2}"#),
        SpliceScenario(
            "the last member in place",
            #"{"a":1,"b":2}"#,
            [("b", "null"), ("c", "4")],
            #"{"a":1,"b":null,"c":4}"#
        ),
        SpliceScenario(
            "a printed object keeps its lines",
            "{\n  \"a\" : 1,\n  \"b\" : true\n}\n",
            [("a", "[0]"), ("c", "2")],
            "{\n  \"a\" : [0],\n  \"b\" : true,\"c\":2\n}"
        ),
        SpliceScenario("a name with escapes", #"{"\u0061":1}"#, [("a", "2")], #"{"\u0061":2}"#),
        SpliceScenario("a name that must be escaped", "{}", [("a\"\n", "2")], #"{"a\"\n":2}"#),
        SpliceScenario("a repeated name, each time", #"{"a":1,"b":2,"a":3}"#, [("a", "9")], #"{"a":9,"b":2,"a":9}"#),
        SpliceScenario(
            "the last of two values",
            #"{"a":1}"#,
            [("a", "2"), ("b", "3"), ("a", "4"), ("b", "5")],
            #"{"a":4,"b":5}"#
        ),
        SpliceScenario(
            "two spellings of one letter are two names",
            "{\"\u{E9}\":1}",
            [("e\u{301}", "2")],
            "{\"\u{E9}\":1,\"e\u{301}\":2}"
        ),
        SpliceScenario("nothing", #"{ "a" : 1 }"#, [], #"{ "a" : 1 }"#),
        SpliceScenario("no object", "[1, 2]", [("a", "1")], "[1, 2]"),
    ]
}

@Suite("splices")
struct SpliceTests {
    @Test("members are set, and no other byte is touched", arguments: SpliceScenario.all)
    func splices(scenario: SpliceScenario) throws {
        let document = try JSONDocument(reading: Array(scenario.text.utf8))
        let spliced = JSONSplice.splicing(document.root, members: scenario.members)
        #expect(String(decoding: spliced, as: UTF8.self).utf8.elementsEqual(scenario.expected.utf8))
        #expect(throws: Never.self) { try JSONDocument(reading: spliced) }
    }

    @Test("an inner object gives its own bytes only")
    func inner() throws {
        let document = try JSONDocument(reading: Array(#"[{"a":1}, {"b" :2} ]"#.utf8))
        let second = try #require(document.root.elements.dropFirst().first { _ in true })
        #expect(JSONSplice.splicing(second, members: [("b", Array("3".utf8))]) == Array(#"{"b" :3}"#.utf8))
    }

    @Test("many members are set as few are: in place, and behind")
    func many() throws {
        let keys = (0..<40).map { "k\($0)" }
        let text = "{" + keys.prefix(20).map { "\"\($0)\" : 1.0" }.joined(separator: " , ") + "}"
        let document = try JSONDocument(reading: Array(text.utf8))
        let new = keys.dropFirst(10) + ["k5"]
        let spliced = JSONSplice.splicing(
            document.root,
            members: [("k15", Array("0".utf8))] + new.map { ($0, Array("2e0".utf8)) }
        )
        let old = keys.prefix(20).map { "\"\($0)\" : " + (new.contains($0) ? "2e0" : "1.0") }.joined(separator: " , ")
        let added = keys.dropFirst(20).map { ",\"\($0)\":2e0" }.joined()
        #expect(String(decoding: spliced, as: UTF8.self) == "{" + old + added + "}")
    }

    @Test("a large object goes into a large one in a moment, not in the product of both", .timeLimit(.minutes(20)))
    func large() throws {
        let text = "{" + (0..<60_000).map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        let other = text.replacing(":1", with: ":2")
        let document = try JSONDocument(reading: Array(text.utf8))
        let merged = JSONSplice.merging(document.root, with: try JSONDocument(reading: Array(other.utf8)).root)
        #expect(merged == Array(other.utf8))
    }
}
