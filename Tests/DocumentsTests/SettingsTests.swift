import Foundation
import TestSupport
import Testing

@Suite("docs/settings.md")
struct SettingsTests {
    /// Flag → environment variable, as the table has them.
    private static func documented() throws -> [String: String] {
        let text = try String(contentsOf: LiveServer.root.appending(path: "docs/settings.md"), encoding: .utf8)
        return text.matches(of: /\|\s*`(--[a-z0-9-]+)`\s*\|\s*`([A-Z0-9_]+)`/).reduce(into: [:]) { rows, match in
            rows[String(match.output.1)] = String(match.output.2)
        }
    }

    @Test("lists every flag of `releve serve`, and no other")
    func flags() throws {
        let help = try Shell.run("'\(LiveServer.program.path())' serve --help", in: LiveServer.root)
        let flags = Set(help.matches(of: /(?m)^\s+(?:-\w, )?(--[a-z0-9-]+)/).map { String($0.output.1) })
        #expect(flags.count > 10)
        #expect(try Set(Self.documented().keys) == flags.subtracting(["--help", "--version"]))
    }

    @Test("names the environment as the flags: --port is RELEVE_PORT")
    func environment() throws {
        for (flag, variable) in try Self.documented() {
            #expect(variable == "RELEVE_" + flag.dropFirst(2).uppercased().replacing("-", with: "_"))
        }
    }

    @Test(
        "a value that cannot be read stops the start, wherever it stands",
        arguments: [
            "RELEVE_PORT=abc releve serve", "releve serve --port 99999", "RELEVE_IDLE_TIMEOUT=0 releve serve",
            "RELEVE_ADMIN_KEY=a releve serve", "releve serve --default-xapi-version 0.9",
            "releve serve --database mysql://x", "releve serve --cors-origins example.fr",
            "releve serve --public-url x", "releve serve --config absent.json",
            "echo '{\"body-limit\": \"x\"}' > c.json; releve serve --config c.json",
        ]
    )
    func refused(line: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = line.replacing("releve serve", with: "timeout 20 '\(LiveServer.program.path())' serve --data data")
        #expect(try Shell.run("\(script) > output 2>&1 && code=0 || code=$?; echo $code", in: folder) == "64\n")
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "data").path()), "nothing was made")
    }
}
