import Foundation
import TestSupport
import Testing

@Suite("the program's life")
struct DrainTests {
    private static let statement =
        #"{"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"urn:a"}}"#

    @Test("SIGTERM lets a request under way end, and the exit code is 0")
    func drain() async throws {
        let server = try await LiveServer()
        let folder = server.folder
        let address = server.address
        let slow = Task.detached {
            try Shell.run(
                """
                (printf '%s' '\(Self.statement.dropLast())'; sleep 2; printf '}') | curl --silent --fail-with-body \
                -u "$(cat data/admin-key)" -H 'Content-Type: application/json' -H 'X-Experience-API-Version: 1.0.3' \
                -X POST -T - \(address)/xapi/statements
                """,
                in: folder
            )
        }
        try await Task.sleep(for: .seconds(1))
        async let code = server.stop(keepingFolder: true)
        #expect(try await slow.value.hasPrefix("[\""), "the statement was stored and answered")
        #expect(try await code == 0)
        try FileManager.default.removeItem(at: folder)
    }

    @Test("the admin key is made once, readable by its owner only, and works after a restart")
    func adminKey() async throws {
        let server = try await LiveServer()
        let ask = #"curl --silent --fail-with-body -u "$(cat data/admin-key)" "#
        _ = try Shell.run(ask + server.address + "/api/v1/keys", in: server.folder)
        #expect(try Shell.run("stat -c %a data/admin-key", in: server.folder) == "600\n")
        let key = try Shell.run("cat data/admin-key", in: server.folder)
        #expect(try await server.stop(keepingFolder: true) == 0)
        let again = try await LiveServer(in: server.folder)
        #expect(try Shell.run("cat data/admin-key", in: again.folder) == key)
        _ = try Shell.run(ask + again.address + "/api/v1/keys", in: again.folder)
        #expect(try await again.stop() == 0)
    }

    @Test("a key that the environment brings is the admin key, and none is made")
    func broughtKey() async throws {
        let server = try await LiveServer(environment: ["RELEVE_ADMIN_KEY": "root", "RELEVE_ADMIN_SECRET": "s3cret"])
        _ = try Shell.run(
            "curl --silent --fail-with-body -u root:s3cret \(server.address)/api/v1/keys",
            in: server.folder
        )
        #expect(!FileManager.default.fileExists(atPath: server.folder.appending(path: "data/admin-key").path()))
        #expect(try await server.stop() == 0)
    }

    @Test("a body that does not arrive is cut, and the process lives")
    func slowClient() async throws {
        let server = try await LiveServer(arguments: ["--idle-timeout", "1", "--body-timeout", "1"])
        let cut = try Shell.run(
            """
            exec 3<>/dev/tcp/127.0.0.1/\(server.address.split(separator: ":").last ?? "")
            printf 'POST /xapi/statements HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 100\\r\\n\\r\\n{' >&3
            timeout 10 cat <&3 >/dev/null && echo closed
            """,
            in: server.folder
        )
        #expect(cut == "closed\n")
        _ = try Shell.run("curl --silent --fail-with-body \(server.address)/healthz", in: server.folder)
        #expect(try await server.stop() == 0)
    }
}
