import ExactJSON
import Testing

/// A text with the keys that its objects have before: name, offset, pointer.
struct DuplicateScenario: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let found: [String]

    init(_ name: String, _ text: String, _ found: String...) {
        testDescription = name
        self.text = text
        self.found = found
    }

    static let all = [
        DuplicateScenario("none", #"{"a":{"b":1},"b":{"a":1},"A":[{"a":1},{"a":1}]}"#),
        DuplicateScenario("the second place is told", #"{"a":1,"a":2}"#, "a 7 /a"),
        DuplicateScenario("a third place too", #"{"a":1,"a":2,"b":3,"a":4}"#, "a 7 /a", "a 19 /a"),
        DuplicateScenario("escaped and unescaped are one name", #"{"a\/b":1,"\u0061/b":2}"#, "a/b 10 /a~1b"),
        DuplicateScenario("two spellings of one letter are two names", #"{"é":1,"e\#u{301}":2}"#),
        DuplicateScenario("the empty name", #"{"":{"":1,"":2}}"#, " 10 //"),
        DuplicateScenario(
            "in the order of the bytes, though the inner object ends first",
            #"{"a":1,"a":{"b":1,"b":2},"a":3}"#,
            "a 7 /a",
            "b 18 /a/b",
            "a 25 /a"
        ),
        DuplicateScenario(
            "places in arrays",
            #"[0,{"m":[[],[{"x":1,"x":2}]]},{"x":1,"x":3}]"#,
            "x 20 /1/m/1/0/x",
            "x 37 /2/x"
        ),
        DuplicateScenario(
            "members are spelt as RFC 6901 wants",
            #"{"~":{"/":{"a":1,"a":2}}}"#,
            "a 17 /~0/~1/a"
        ),
        DuplicateScenario(
            "in a larger object",
            "{" + (0..<40).map { #""k\#($0)":0,"# }.joined() + #""k\u0037":1,"K7":2}"#,
            "k7 311 /k7"
        ),
    ]
}

@Suite("duplicate keys")
struct DuplicateKeyTests {
    @Test("a key that its object has before is reported", arguments: DuplicateScenario.all)
    func duplicates(scenario: DuplicateScenario) throws {
        let document = try JSONDocument(reading: Array(scenario.text.utf8))
        #expect(document.duplicateKeys.map { "\($0.name) \($0.offset) \($0.pointer)" } == scenario.found)
        for duplicate in document.duplicateKeys { #expect(document.bytes[duplicate.offset] == UInt8(ascii: "\"")) }
    }

    @Test("the way to a key can be asked without spelling it")
    func isInside() throws {
        let text = #"{"e":{"i":{"x":1,"x":2},"i":1},"l":[{"e":[{"y":1,"y":2}]}]}"#
        let keys = try JSONDocument(reading: Array(text.utf8)).duplicateKeys
        #expect(keys.map(\.pointer.description) == ["/e/i/x", "/e/i", "/l/0/e/0/y"])
        #expect(keys.map { $0.isInside("e") } == [true, true, true])
        #expect(keys.map { $0.isInside("e", levels: 2) } == [true, false, true])
        #expect(keys.map { $0.isInside("e", levels: 3) } == [false, false, false])
        #expect(keys.map { $0.isInside("i") } == [true, false, false])
        #expect(keys.map { $0.isInside("x") || $0.isInside("0") } == [false, false, false])
    }

    @Test("100,000 keys do not take their square", .timeLimit(.minutes(20)), arguments: [#"key "#, #"key\u0020"#])
    func manyKeys(prefix: String) throws {
        let distinct = (0..<100_000).map { #""\#(prefix)\#($0)":\#($0)"# }
        let document = try JSONDocument(reading: Array("[{\((distinct + distinct).joined(separator: ","))}]".utf8))
        let duplicates = document.duplicateKeys
        #expect(duplicates.count == 100_000)
        #expect(duplicates.filter { $0.pointer.description.hasPrefix("/0/key ") }.count == 100_000)
        #expect(duplicates.last?.name == "key 99999")
    }

    @Test("100,000 repetitions below a name of a mebibyte are passed over at once", .timeLimit(.minutes(20)))
    func repetitionsBelowALongName() throws {
        let name = String(repeating: "n", count: 1 << 20)
        let twice = [String](repeating: #"{"a":1,"a":2}"#, count: 100_000).joined(separator: ",")
        let document = try JSONDocument(reading: Array(#"{"extensions":{"\#(name)":[\#(twice)]},"b":1,"b":2}"#.utf8))
        #expect(document.duplicateKeys.first { !$0.isInside("extensions", levels: 2) }?.pointer.description == "/b")
    }
}
