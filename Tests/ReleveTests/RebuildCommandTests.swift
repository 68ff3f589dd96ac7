import Foundation
import TestSupport
import Testing

@Suite("releve check and releve rebuild")
struct RebuildCommandTests {
    /// Facts that nobody's statements give, as somebody with a hand in the file could make them.
    private static let spoil = """
        python3 -c 'import sqlite3
        store = sqlite3.connect("data/releve.sqlite", timeout=30)
        store.execute("DELETE FROM fact")
        store.commit()'
        """

    @Test("find and mend what does not follow from statements, while the service runs", .timeLimit(.minutes(20)))
    func running() async throws {
        let server = try await LiveServer(arguments: [])
        let statement =
            #"{"actor":{"mbox":"mailto:a@example.fr"},"object":{"id":"https://example.fr/a"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"}}"#
        _ = try Shell.run(
            """
            curl -sf -u "$(cat data/admin-key)" -H 'Content-Type: application/json' \
              -H 'X-Experience-API-Version: 2.0.0' '\(server.address)/xapi/statements' -d '\(statement)'
            """,
            in: server.folder
        )
        let program = LiveServer.program.path()
        func releve(_ line: String) throws -> String {
            try Shell.run("'\(program)' \(line) --data data 2>&1 || echo \"exit $?\"", in: server.folder)
        }
        let clean = try releve("check")
        #expect(clean.contains("1 statements folded, 1 facts and 0 standings compared, 0 differences\n"), "\(clean)")
        #expect(!clean.contains("exit"))
        _ = try Shell.run(Self.spoil, in: server.folder)
        let spoilt = try releve("check")
        #expect(
            spoilt.contains(
                "facts of mbox:mailto:a@example.fr about https://example.fr/a: they do not follow from the statements\n"
            ),
            "\(spoilt)")
        #expect(spoilt.contains("0 facts and 0 standings compared, 1 differences\n"))
        #expect(spoilt.hasSuffix("exit 1\n"))
        let mended = try releve("rebuild")
        #expect(mended.contains("1 differences\n") && !mended.contains("exit"), "\(mended)")
        #expect(try releve("check").contains("1 facts and 0 standings compared, 0 differences\n"))
        #expect(try await server.stop() == 0)
    }
}
