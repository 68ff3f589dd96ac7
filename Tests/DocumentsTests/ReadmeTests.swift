import Foundation
import TestSupport
import Testing

@Suite("the README")
struct ReadmeTests {
    private static let published = "http://127.0.0.1:8080"

    @Test("does what its blocks say, and shows what they answer")
    func blocks() async throws {
        let text = try String(contentsOf: LiveServer.root.appending(path: "README.md"), encoding: .utf8)
        let blocks = CodeBlock.all(in: text)
        let server = try await LiveServer(arguments: ["--public-url", Self.published])
        _ = try Shell.run("'\(LiveServer.root.path())script/samples' data/samples", in: server.folder)
        var ran = 0
        for (index, block) in blocks.enumerated() where block.language == "sh" {
            if ["git clone", "script/server", "script/test"].contains(where: block.text.contains) { continue }
            let script = block.text.replacing(Self.published + "/", with: server.address + "/")
                .replacing("curl ", with: "curl --silent --show-error --fail-with-body ")
            let output = try Shell.run(script, in: server.folder)
            ran += 1
            guard let shown = blocks.dropFirst(index + 1).first, shown.language == "json" || shown.language == "text"
            else {
                continue
            }
            #expect(
                ExpectedOutput(text: shown.text).matches(output),
                "README.md:\(shown.line) shows otherwise than:\n\(output)"
            )
        }
        #expect(ran >= 3, "the README shows the main job")
        #expect(try await server.stop() == 0, "SIGTERM ends it with 0")
    }

    @Test("stays under 150 lines")
    func length() throws {
        let text = try String(contentsOf: LiveServer.root.appending(path: "README.md"), encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 150)
    }

    @Test(
        "an output is compared but for white space and what `…` stands for",
        arguments: [
            ("{\"a\": 1}", "{\"a\":1}\n", true), ("a…c", "abbc", true), ("a…c", "abcd", false), ("…", "x", true),
            ("a", "ab", false), ("a…b…c", "aXbYc", true), ("a…b…c", "aXc", false), ("", "", true), ("", "x", false),
        ]
    )
    func comparison(shown: String, output: String, isSame: Bool) {
        #expect(ExpectedOutput(text: shown).matches(output) == isSame)
    }
}
