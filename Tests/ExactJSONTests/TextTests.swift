import ExactJSON
import Foundation
import Testing

@Suite("writing")
struct TextTests {
    @Test(
        "a string is escaped where it must be",
        arguments: [
            ("", #""""#), ("abc", #""abc""#), ("é€😀/\u{2028}\u{7F}", "\"é€😀/\u{2028}\u{7F}\""),
            ("\"\\", #""\"\\""#), ("\n\r\t\u{8}\u{C}\0\u{1F}", #""\n\r\t\u0008\u000c\u0000\u001f""#),
            ("a\"b", #""a\"b""#), ("\r\n", #""\r\n""#),
        ]
    )
    func strings(text: String, expected: String) {
        #expect(String(decoding: JSONText.string(text), as: UTF8.self) == expected)
    }

    @Test("every scalar comes back, from ours and from Foundation's reader")
    func scalars() throws {
        var scalars = (0...0x10FFFF).filter { $0 < 0x3000 || $0 % 257 < 2 }.compactMap { Unicode.Scalar(UInt32($0)) }
        scalars.append("\u{10FFFF}")
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        let json = JSONText.string(text)
        #expect(try JSONDocument(reading: json).root.string.map { Array($0.utf8) } == Array(text.utf8))
        let foundation = try JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed) as? String
        #expect(foundation.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("a text is written value by value")
    func writer() {
        var writer = JSONWriter()
        writer.object { page in
            page.member("title", "a \"b\"")
            page.member("none", nil as String?)
            page.member("count", 3)
            page.member("big", UInt64.max)
            page.member("no count", nil as Int?)
            page.member("half", 0.5)
            page.member("open", true)
            page.member("raw", json: "[1.50]".utf8)
            page.member("empty") { $0.object { _ in } }
            page.member("list") { list in
                list.array { elements in
                    elements.null()
                    elements.bool(false)
                    elements.array { _ in }
                    elements.array([1, -2]) { $0.integer($1) }
                    elements.object { $0.member("x", "y") }
                    elements.string("z")
                }
            }
        }
        let expected =
            #"{"title":"a \"b\"","none":null,"count":3,"big":18446744073709551615,"no count":null,"half":0.5,"#
            + #""open":true,"raw":[1.50],"empty":{},"list":[null,false,[],[1,-2],{"x":"y"},"z"]}"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(
        "a number is written in its shortest form, and null where JSON has none",
        arguments: [
            (17.0, "17"), (0.85, "0.85"), (-0.1, "-0.1"), (1e16, "1e+16"), (-0.0, "-0"), (1_000_000, "1000000"),
            (1e300, "1e+300"),
            (.leastNonzeroMagnitude, "5e-324"), (.infinity, "null"), (.nan, "null"), (-.infinity, "null"),
        ] as [(Double, String)]
    )
    func numbers(number: Double, expected: String) throws {
        var writer = JSONWriter()
        writer.number(number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
        if number.isFinite { #expect(try JSONDocument(reading: writer.bytes).root.double == number) }
    }

    @Test("an error in the middle comes out")
    func errors() {
        struct Stop: Error {}
        var writer = JSONWriter()
        #expect(throws: Stop.self) { try writer.array { _ in throw Stop() } }
    }
}
