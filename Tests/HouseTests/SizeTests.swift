import Testing

@Suite("sizes of files and functions")
struct SizeTests {
    private static let fileLimit = 400
    private static let functionLimit = 40

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let lengths: [Int]

        static let all = [
            Case(
                testDescription: "a function counts from its signature",
                text: "func a() {\n    b()\n}\n",
                lengths: [3]
            ),
            Case(
                testDescription: "a signature over several lines counts",
                text: "func a(\n    b: Int,\n    c: () -> Void = {}\n) -> [Int] where T: U {\n    d()\n}",
                lengths: [6]
            ),
            Case(
                testDescription: "a requirement has no body, and does not take its neighbour's",
                text:
                    "protocol A {\n    func a() throws\n    var b: Int { get }\n}\nstruct C {\n    init() {\n    }\n}",
                lengths: [1, 2]
            ),
            Case(
                testDescription: "braces in strings and comments do not count",
                text: "func a() {\n    b(\"}}\", #\"\\}\"#)  // }\n    /* } */\n    c(\"\\(d { \"}\" })\")\n}",
                lengths: [5]
            ),
            Case(
                testDescription: "a call of init declares nothing",
                text: "func a() {\n  self.init()\n}",
                lengths: [3]
            ),
            Case(
                testDescription: "a stored property has no body, a computed one has",
                text: "let a = [\n1\n]\nvar b = f {\n}\nvar c: Int {\n    1\n}",
                lengths: [3]
            ),
            Case(
                testDescription: "a function inside another counts in both",
                text: "func a() {\n    func b() {\n    }\n}",
                lengths: [4, 2]
            ),
        ]
    }

    @Test("a body is measured to its closing brace", arguments: Case.all)
    func lengths(_ scenario: Case) {
        #expect(SwiftSource(scenario.text).functions.map(\.lineCount) == scenario.lengths)
    }

    @Test("a function of 41 lines and a file of 401 are seen")
    func limits() {
        let long = SwiftSource("func a() {\n" + String(repeating: "    b()\n", count: 39) + "}\n")
        #expect(long.functions.filter { $0.lineCount > Self.functionLimit }.map(\.name) == ["a"])
        #expect(SwiftSource(String(repeating: "\n", count: 401)).lineCount > Self.fileLimit)
        #expect(SwiftSource(String(repeating: "\n", count: 400)).lineCount == Self.fileLimit)
    }

    @Test("no file has more than 400 lines, no function more than 40")
    func sizesOfTheProject() throws {
        for (path, source) in try Repository.sources(in: ["Sources", "Schemas", "Tests", "Benchmarks"]) {
            #expect(source.lineCount <= Self.fileLimit, "\(path) has \(source.lineCount) lines")
            for function in source.functions {
                #expect(
                    function.lineCount <= Self.functionLimit,
                    "\(path):\(function.line): \(function.name) has \(function.lineCount) lines"
                )
            }
        }
    }
}
