import NIOCore
import Testing

@testable import HTTPService

@Suite("a file in a form")
struct MultipartFileTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let body: String
        let content: String?

        static let all = [
            Case(testDescription: "one field", body: part("file", "PK…") + "--x--\r\n", content: "PK…"),
            Case(
                testDescription: "another field before and after",
                body: part("source", "cegos") + part("file", "PK") + part("note", "--y") + "--x--",
                content: "PK"
            ),
            Case(
                testDescription: "a preamble, a line end before the boundary in the content",
                body: "hello\r\n" + part("file", "a\r\n\r\n--\r\n") + "--x--\r\nbye",
                content: "a\r\n\r\n--\r\n"
            ),
            Case(
                testDescription: "what looks like the boundary",
                body: part("file", "\r\n--\r\n-x") + "--x--",
                content: "\r\n--\r\n-x"
            ),
            Case(testDescription: "an empty file", body: part("file", "") + "--x--", content: ""),
            Case(testDescription: "no such field", body: part("other", "PK") + "--x--", content: nil),
            Case(testDescription: "a form that breaks off", body: part("file", "PK"), content: nil),
            Case(testDescription: "no boundary at all", body: "PK", content: nil),
            Case(testDescription: "nothing", body: "", content: nil),
            Case(testDescription: "a boundary that goes on", body: "--xy\r\n\r\n--x--", content: nil),
            Case(
                testDescription: "headers without end",
                body: "--x\r\nA: " + String(repeating: "b", count: 20_000) + "\r\n\r\nPK\r\n--x--",
                content: nil
            ),
            Case(
                testDescription: "too many parts",
                body: String(repeating: part("a", ""), count: 65) + "--x--",
                content: nil
            ),
        ]

        private static func part(_ name: String, _ content: String) -> String {
            "--x\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"a.zip\"\r\n"
                + "Content-Type: application/zip\r\n\r\n\(content)\r\n"
        }
    }

    @Test("is found wherever the bytes are cut", arguments: Case.all, [1, 2, 3, 7, 64, 100_000])
    func found(_ scenario: Case, size: Int) throws {
        let bytes = Array(scenario.body.utf8)
        if let content = scenario.content {
            #expect(try read(bytes, in: size) == Array(content.utf8))
        } else {
            #expect(throws: Problem.self) { try read(bytes, in: size) }
        }
    }

    private func read(_ bytes: [UInt8], in size: Int) throws -> [UInt8] {
        var parser = try #require(MultipartFile(field: "file", boundary: "x"))
        var content: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)])
            for piece in try parser.feed(chunk) { content += Array(buffer: piece) }
        }
        try parser.finish()
        return content
    }

    @Test(
        "a boundary has 1 to 70 printable characters",
        arguments: ["", String(repeating: "x", count: 71), "a\r\nb", "é"]
    )
    func boundaries(boundary: String) {
        #expect(MultipartFile(field: "file", boundary: boundary) == nil)
    }
}
