import ExactJSON
import Testing

/// A number's text with what it is as a double and as an integer.
struct NumberScenario: CustomTestStringConvertible {
    let testDescription: String
    let double: Double?
    let integer: Int64?

    init(_ text: String, _ double: Double?, _ integer: Int64?) {
        testDescription = text
        self.double = double
        self.integer = integer
    }

    static let all = [
        NumberScenario("0", 0, 0),
        NumberScenario("-0", 0, 0),
        NumberScenario("42", 42, 42),
        NumberScenario("-7", -7, -7),
        NumberScenario("2.50", 2.5, nil),
        NumberScenario("1.0", 1, nil),
        NumberScenario("1e2", 100, nil),
        NumberScenario("1E-7", 1e-7, nil),
        NumberScenario("9007199254740993", 9_007_199_254_740_992, 9_007_199_254_740_993),
        NumberScenario("9223372036854775807", 9_223_372_036_854_775_808, .max),
        NumberScenario("-9223372036854775808", -9_223_372_036_854_775_808, .min),
        NumberScenario("9223372036854775808", 9_223_372_036_854_775_808, nil),
        NumberScenario("1e400", nil, nil),
        NumberScenario("-1e400", nil, nil),
        NumberScenario("1e-400", 0, nil),
        NumberScenario("4.9406564584124654e-324", .leastNonzeroMagnitude, nil),
    ]
}

@Suite("values")
struct ValueTests {
    @Test("a number keeps its text; double and integer are exact or nil", arguments: NumberScenario.all)
    func numbers(scenario: NumberScenario) throws {
        let text = scenario.testDescription
        for spelling in [text, "[\(text)]", "{\"n\" : \(text)\n}"] {
            let root = try read(spelling).root
            let number = root.kind == .number ? root : try #require(root[key: "n"] ?? root.elements.first { _ in true })
            #expect(number.numberText == text)
            #expect(number.double == scenario.double)
            #expect(number.integer == scenario.integer)
            #expect(String(decoding: number.bytes, as: UTF8.self) == text)
        }
    }

    @Test(
        "a string is decoded",
        arguments: [
            (#""""#, ""), (#""abc""#, "abc"), (#""é€😀""#, "é€😀"), (#""\"\\\/""#, "\"\\/"),
            (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""\u00e9\u20AC""#, "é€"), (#""x\ud83d\uDE00y""#, "x😀y"),
            (#""\u0000""#, "\0"), (#""\\u0041""#, #"\u0041"#), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
            (#""\ud800\udc00""#, "\u{10000}"),
            (#""long enough to be read in words \u2014 é""#, "long enough to be read in words — é"),
        ]
    )
    func strings(text: String, expected: String) throws {
        let root = try read(text).root
        #expect(root.string.map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
        #expect(try read("{\(text):1}").root[key: expected]?.integer == 1)
        #expect(try read("{\(text):1}").root.members.map(\.key) == [expected])
    }

    @Test("a value answers only as what it is", arguments: ["{}", "[]", #""1""#, "1", "true", "false", "null"])
    func kinds(text: String) throws {
        let value = try read(text).root
        #expect((value.string != nil) == (value.kind == .string))
        #expect((value.numberText != nil) == (value.kind == .number))
        #expect((value.double != nil) == (value.kind == .number))
        #expect((value.integer != nil) == (value.kind == .number))
        #expect((value.bool != nil) == (value.kind == .true || value.kind == .false))
        #expect(value.isNull == (value.kind == .null))
        #expect(value.count == 0)
        #expect(value.members.map(\.key) == [])
        #expect(value.elements.map(\.kind) == [])
        #expect(value[key: ""] == nil)
    }

    @Test("members and elements come in their order, with their places")
    func order() throws {
        let document = try read(#" { "b" : [1, {"x":[]} ,null] , "a":{ } , "b":2 } "#)
        let root = document.root
        #expect(root.range == 1..<(document.bytes.count - 1))
        #expect(root.count == 3)
        #expect(root.members.map(\.key) == ["b", "a", "b"])
        #expect(
            root.members.map { String(decoding: $0.value.bytes, as: UTF8.self) } == [
                #"[1, {"x":[]} ,null]"#, "{ }", "2",
            ]
        )
        let array = try #require(root[key: "b"])
        #expect(array.elements.map(\.kind) == [.number, .object, .null])
        #expect(array.elements.map(\.range) == [10..<11, 13..<21, 23..<27])
    }

    @Test("a name is found as it reads, scalar by scalar")
    func names() throws {
        let root = try read(#"{"\u0061b":1, "e\u0301":2, "é":3, "":4, "ab ":5, "abc":6}"#).root
        #expect(root[key: "ab"]?.integer == 1)
        #expect(root[key: "e\u{301}"]?.integer == 2)
        #expect(root[key: "\u{E9}"]?.integer == 3)
        #expect(root[key: ""]?.integer == 4)
        #expect(root[key: "abc"]?.integer == 6)
        for absent in ["a", "b", "abcd", #"\u0061b"#, "e", "AB"] { #expect(root[key: absent] == nil) }
    }

    @Test("a value keeps the bytes that it stands in")
    func outlivesItsDocument() throws {
        let value = try #require(try read(#"{"a":"kept"}"#).root[key: "a"])
        #expect(value.string == "kept")
    }

    private func read(_ text: String) throws -> JSONDocument { try JSONDocument(reading: Array(text.utf8)) }
}
