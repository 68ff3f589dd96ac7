import NIOCore
import TestSupport
import Testing

@testable import HTTPService

/// A body with the boundary `b-1`, and what a reader finds in it.
struct MultipartScenario: CustomTestStringConvertible {
    let testDescription: String
    let body: String
    let parts: [Part]
    let fault: MultipartReader.Fault?

    struct Part: Equatable {
        var headers: [String: String] = [:]
        var content = ""
    }

    init(_ sentence: String, _ body: String, _ parts: [Part]) {
        (testDescription, self.body, self.parts, fault) = (sentence, body, parts, nil)
    }

    init(_ sentence: String, _ body: String, _ fault: MultipartReader.Fault) {
        (testDescription, self.body, parts, self.fault) = (sentence, body, [], fault)
    }

    private static let start = "--b-1\r\n"
    private static let end = "\r\n--b-1--"
    private static let half = String(repeating: "x", count: 9_000)

    static let accepted = [
        MultipartScenario(
            "RFC 2046 5.1.1: one part", start + "A: 1\r\n\r\nabc" + end, [Part(headers: ["a": "1"], content: "abc")]),
        MultipartScenario(
            "5.1.1: several parts", start + "A: 1\r\n\r\nabc\r\n" + start + "B: 2\r\n\r\ndef" + end,
            [Part(headers: ["a": "1"], content: "abc"), Part(headers: ["b": "2"], content: "def")]
        ),
        MultipartScenario("5.1.1: no headers at all", start + "\r\nabc" + end, [Part(content: "abc")]),
        MultipartScenario("5.1.1: no content", start + "A: 1\r\n\r\n" + end, [Part(headers: ["a": "1"])]),
        MultipartScenario(
            "5.1.1: no content, nor a line end for it", start + "A: 1\r\n\r\n--b-1--", [Part(headers: ["a": "1"])]),
        MultipartScenario("5.1.1: neither headers nor content", start + "\r\n" + end, [Part()]),
        MultipartScenario("5.1.1: no part", "--b-1--", []),
        MultipartScenario(
            "5.1.1: the preamble is passed over", "hello\r\n--b-2\r\n" + start + "\r\nabc" + end, [Part(content: "abc")]
        ),
        MultipartScenario(
            "5.1.1: a line end before the first boundary", "\r\n" + start + "\r\nabc" + end, [Part(content: "abc")]),
        MultipartScenario(
            "5.1.1: the epilogue is passed over", start + "\r\nabc" + end + "\r\nbye\r\n" + start + "x",
            [Part(content: "abc")]),
        MultipartScenario(
            "5.1.1: white space behind the boundary", "--b-1 \t\r\n\r\nabc\r\n--b-1--  ", [Part(content: "abc")]),
        MultipartScenario(
            "5.1.1: line ends belong to the content but for the last", start + "\r\n\r\n\r\na\r\n\r\n" + end,
            [Part(content: "\r\n\r\na\r\n\r\n")]),
        MultipartScenario(
            "5.1.1: what looks like the boundary inside a line, behind a bare line feed, or cut short",
            start + "\r\na --b-1\n--b-1\r--b-1\r\n--b-\r\n-b-1\r\n--\r\n--B-1\r\n\r" + end,
            [Part(content: "a --b-1\n--b-1\r--b-1\r\n--b-\r\n-b-1\r\n--\r\n--B-1\r\n\r")]
        ),
        MultipartScenario(
            "5.1: a content that begins like the boundary", start + "\r\n--b-" + end, [Part(content: "--b-")]),
        MultipartScenario(
            "RFC 822 3.1.1: a folded header", start + "A: 1;\r\n\tb=2\r\n c\r\n\r\n" + end,
            [Part(headers: ["a": "1; b=2 c"])]),
        MultipartScenario(
            "RFC 822 3.4.7: names in any case", start + "cOnTeNt-TyPe:a/b\r\n\r\n" + end,
            [Part(headers: ["content-type": "a/b"])]),
        MultipartScenario("headers up to 16 KiB", start + "A: \(half)\r\n\r\n" + end, [Part(headers: ["a": half])]),
    ]

    static let refused = [
        MultipartScenario("nothing", "", .incomplete),
        MultipartScenario("5.1.1: no boundary", "abc", .incomplete),
        MultipartScenario("5.1.1: the last boundary is missing", start + "\r\nabc\r\n--b-1\r\n", .incomplete),
        MultipartScenario("5.1.1: broken off in the content", start + "\r\nabc", .incomplete),
        MultipartScenario("5.1.1: broken off in the headers", start + "A: 1", .incomplete),
        MultipartScenario("5.1.1: broken off in the last boundary", start + "\r\nabc\r\n--b-1-", .incomplete),
        MultipartScenario("5.1.1: the boundary goes on", "--b-12\r\n\r\nabc" + end, .brokenBoundary),
        MultipartScenario(
            "5.1.1: a line of the content begins with the boundary", start + "\r\nabc\r\n--b-1x" + end, .brokenBoundary),
        MultipartScenario("5.1.1: one hyphen behind the boundary", start + "\r\nabc\r\n--b-1-\r\n", .brokenBoundary),
        MultipartScenario("5.1.1: a bare line feed behind the boundary", "--b-1\n\n\r\n\r\nabc" + end, .brokenBoundary),
        MultipartScenario(
            "white space without end behind the boundary", "--b-1" + String(repeating: " ", count: 200), .brokenBoundary
        ),
        MultipartScenario("RFC 822 3.1: a header without colon", start + "abc\r\n\r\n" + end, .brokenHeaders),
        MultipartScenario("RFC 822 3.1: a header without name", start + ": abc\r\n\r\n" + end, .brokenHeaders),
        MultipartScenario("RFC 822 3.1: a space in a header's name", start + "A b: c\r\n\r\n" + end, .brokenHeaders),
        MultipartScenario("a header twice", start + "A: 1\r\na: 2\r\n\r\n" + end, .brokenHeaders),
        MultipartScenario("headers over 16 KiB", start + "A: \(half)\r\nB: \(half)\r\n\r\n" + end, .headersTooLong),
        MultipartScenario("headers without end", start + "A: \(half)\(half)", .headersTooLong),
        MultipartScenario(
            "more parts than are taken", String(repeating: start + "\r\n\r\n", count: 4) + "--b-1--",
            .tooManyParts(limit: 3)),
    ]
}

@Suite("a multipart body")
struct MultipartReaderTests {
    @Test("is read wherever it is cut in two", arguments: MultipartScenario.accepted)
    func accepted(scenario: MultipartScenario) throws {
        let bytes = Array(scenario.body.utf8)
        for cut in cuts(of: bytes) {
            #expect(try read([bytes[..<cut], bytes[cut...]]) == scenario.parts, "cut at \(cut)")
        }
        #expect(try read(bytes.map { [$0] }) == scenario.parts, "byte by byte")
        #expect(
            try read(stride(from: 0, to: bytes.count, by: 3).map { bytes[$0..<min($0 + 3, bytes.count)] })
                == scenario.parts)
    }

    @Test("is refused wherever it is cut in two", arguments: MultipartScenario.refused)
    func refused(scenario: MultipartScenario) throws {
        let bytes = Array(scenario.body.utf8)
        let fault = try #require(scenario.fault)
        for cut in cuts(of: bytes) {
            #expect(throws: fault, "cut at \(cut)") { try read([bytes[..<cut], bytes[cut...]]) }
        }
        #expect(throws: fault, "byte by byte") { try read(bytes.map { [$0] }) }
    }

    /// Every place, but in the middle of what is very long.
    private func cuts(of bytes: [UInt8]) -> [Int] {
        (0...bytes.count).filter { $0 < 200 || $0 > bytes.count - 200 }
    }

    private func read(_ chunks: [some Collection<UInt8>]) throws -> [MultipartScenario.Part] {
        var reader = try #require(MultipartReader(boundary: "b-1", partLimit: 3))
        var parts: [MultipartScenario.Part] = []
        var content: [UInt8] = []
        for chunk in chunks {
            reader.feed(ByteBuffer(bytes: chunk))
            while let event = try reader.next() {
                switch event {
                case .part(let headers): parts.append(.init(headers: headers.fields))
                case .content(let piece): content += Array(buffer: piece)
                case .partEnd:
                    parts[parts.count - 1].content = String(decoding: content, as: UTF8.self)
                    content = []
                }
            }
        }
        try reader.finish()
        return parts
    }

    @Test("of any bytes comes back as they were, wherever it is cut")
    func anyBytes() throws {
        var random = SplitMix64(seed: 2_046)
        for _ in 0..<300 {
            let contents = (0..<Int.random(in: 0...3, using: &random)).map { _ in content(using: &random) }
            var body: [UInt8] = []
            for content in contents { body += Array("\r\n--b-1\r\n\r\n".utf8) + content }
            body += Array("\r\n--b-1--".utf8)
            var chunks: [ArraySlice<UInt8>] = []
            while !body.isEmpty {
                let size = Int.random(in: 1...20, using: &random)
                chunks.append(body.prefix(size)[...])
                body.removeFirst(min(size, body.count))
            }
            let parts = try bytes(of: chunks)
            #expect(parts == contents)
        }
    }

    /// Made of what boundaries are made of, without being one.
    private func content(using random: inout SplitMix64) -> [UInt8] {
        let pieces = ["\r", "\n", "\r\n", "-", "--", "b", "b-", "\r\n--b-", "\r\n-", "\0", "é"]
        let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
        let isBoundary = ("\r\n" + text).utf8.contains("\r\n--b-1".utf8)
        return isBoundary ? [] : Array(text.utf8)
    }

    private func bytes(of chunks: [ArraySlice<UInt8>]) throws -> [[UInt8]] {
        var reader = try #require(MultipartReader(boundary: "b-1", partLimit: 3))
        var parts: [[UInt8]] = []
        for chunk in chunks {
            reader.feed(ByteBuffer(bytes: chunk))
            while let event = try reader.next() {
                if case .part = event { parts.append([]) }
                if case .content(let piece) = event { parts[parts.count - 1] += Array(buffer: piece) }
            }
        }
        try reader.finish()
        return parts
    }

    @Test(
        "has a boundary of 1 to 70 printable characters that ends in no space (RFC 2046 5.1.1)",
        arguments: [
            ("x", true), ("abcABC0123'()+_,-./:=?", true), ("a b", true), (String(repeating: "x", count: 70), true),
            ("", false), (String(repeating: "x", count: 71), false), ("a\r\nb", false), ("é", false), ("a ", false),
        ]
    )
    func boundaries(boundary: String, isOne: Bool) {
        #expect((MultipartReader(boundary: boundary, partLimit: 1) != nil) == isOne)
    }

    @Test(
        "has its boundary in the content type, in quotes or not (RFC 2045 5.1)",
        arguments: [
            ("multipart/mixed; boundary=x", "x"), ("multipart/mixed;boundary=\"a b\"", "a b"),
            ("Multipart/Mixed; charset=utf-8; Boundary=\"abcABC0123'()+_,-./:=?\"", "abcABC0123'()+_,-./:=?"),
            ("multipart/mixed; boundary= x ;a=b", "x"), ("multipart/mixed; boundary=\"a;\\\"b\"", "a;\"b"),
            ("multipart/mixed", nil), ("multipart/mixed;", nil), ("multipart/mixed; boundary", nil),
            ("multipart/mixed; x=\"boundary=y\"", nil),
        ] as [(String, String?)]
    )
    func contentTypes(text: String, boundary: String?) {
        let value = ParameterizedValue(text)
        #expect(value.value == "multipart/mixed")
        #expect(value.parameters["boundary"] == boundary)
    }
}
