import Foundation
import TestSupport
import Testing

@Suite("clients that nobody here wrote")
struct ClientTests {
    private static let credential = ["RELEVE_ADMIN_KEY": "root", "RELEVE_ADMIN_SECRET": "s3cret"]
    private static let clients = LiveServer.root.appending(path: "Tests/Clients").path()

    @Test("Rustici's tincan package saves, finds, voids and keeps documents", arguments: Engine.allCases)
    func tincan(engine: Engine) async throws {
        let python = LiveServer.root.appending(path: ".build/venv/bin/python").path()
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "\(python) is not there: script/test makes it of Tests/Clients/requirements.txt"
        )
        try await engine.withStore { store in
            let arguments = engine == .postgres ? ["--database", store.location] : []
            let server = try await LiveServer(arguments: arguments, environment: Self.credential)
            let said = Result {
                try Shell.run(
                    "'\(python)' '\(Self.clients)/tincan_client.py' \(server.address)/xapi root s3cret",
                    in: server.folder
                )
            }
            #expect(try await server.stop() == 0)
            #expect(try said.get().hasSuffix("\nall is well\n"))
        }
    }

    private static let played = """
        posted 200 true
        read 200 true 1.0.3
        consistent through true
        saved 204
        kept 200 {"page": 1.50}
        changed 204
        stale 412 true
        stranger 401 401
        done

        """
    private static let refused = "refused by the browser: TypeError\n"

    /// PAGE is the page's own origin.
    @Test(
        "a page of another origin plays in Chromium where its origin is allowed, and stores nothing where it is not",
        arguments: [
            ("*", played), ("https://other.example,PAGE", played), ("https://other.example", refused),
            ("none", refused),
        ]
    )
    func page(origins: String, says: String) async throws {
        let port = try Shell.run(
            "python3 -c 'import socket; s = socket.socket(); s.bind((\"127.0.0.1\", 0)); print(s.getsockname()[1])'",
            in: LiveServer.root
        ).trimmingCharacters(in: .newlines)
        let allowed = origins.replacing("PAGE", with: "http://127.0.0.1:\(port)")
        let server = try await LiveServer(arguments: ["--cors-origins", allowed], environment: Self.credential)
        let said = Result {
            try Shell.run(
                """
                python3 '\(Self.clients)/browse.py' \(port) \(server.address)/xapi root:s3cret
                curl --silent --fail-with-body -u root:s3cret -H 'X-Experience-API-Version: 1.0.3' \
                '\(server.address)/xapi/statements' | grep -c '"id":"https://modules.example.fr/a"' || true
                """,
                in: server.folder
            )
        }
        #expect(try await server.stop() == 0)
        #expect(try said.get() == says + (says == Self.refused ? "0\n" : "1\n"))
    }
}
