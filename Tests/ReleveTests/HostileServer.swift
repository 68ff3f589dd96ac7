import Foundation
import TestSupport

/// The program, and what it answers to requests that want to harm.
struct HostileServer {
    struct Answer {
        let status: Int
        let text: String

        /// The last part of a Problem's type.
        var problem: String? {
            text.firstMatch(of: /"type":"\/problems\/([a-z-]+)"/).map { String($0.output.1) }
        }
    }

    let server: LiveServer

    static let uploadLimit = 20_000_000

    /// Runs `body`, and ends the program, which must end well.
    static func run(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (HostileServer) async throws -> Void
    ) async throws -> Int32 {
        let server = try await LiveServer(
            arguments: ["--upload-limit", String(uploadLimit)],
            environment: ["RELEVE_ADMIN_KEY": "root", "RELEVE_ADMIN_SECRET": "s3cret"]
        )
        do { try await body(HostileServer(server: server)) } catch {
            _ = try await server.stop()
            throw error
        }
        return try await server.stop()
    }

    func send(_ method: String, _ path: String, contentType: String, body: [UInt8]) throws -> Answer {
        try Data(body).write(to: server.folder.appending(path: "body"))
        let output = try Shell.run(
            """
            curl --silent --globoff --path-as-is -X \(method) -u root:s3cret -H 'Content-Type: \(contentType)' -H 'Expect:' \
            -H 'Accept-Language: en' -H 'X-Experience-API-Version: 1.0.3' --data-binary @body -w '\\n%{http_code}' \
            '\(server.address)\(path)'
            """,
            in: server.folder
        )
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        return Answer(status: Int(lines.last ?? "") ?? 0, text: lines.dropLast().joined(separator: "\n"))
    }

    func importPackage(_ zip: [UInt8]) throws -> Answer {
        try send("POST", "/api/v1/packages", contentType: "application/zip", body: zip)
    }

    /// Sends lines as they are, and answers the first line that comes back within a second; then the connection is closed.
    func sendRaw(_ text: String) throws -> String {
        try Data(text.utf8).write(to: server.folder.appending(path: "body"))
        let port = server.address.split(separator: ":").last ?? ""
        let script = "exec 3<>/dev/tcp/127.0.0.1/\(port); cat body >&3; timeout -s KILL 1 head -1 <&3 || true"
        return try Shell.run(script, in: server.folder)
    }

    func isAlive() throws -> Bool {
        try send("GET", "/healthz", contentType: "text/plain", body: []).status == 200
    }

    /// Whether the log blames the service for anything.
    func hasFailed() throws -> Bool { try String(contentsOf: server.log, encoding: .utf8).contains("request failed") }

    /// Everything in the folder of packages, hidden files among it.
    var leftovers: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: server.folder.appending(path: "data/packages").path())
        }
    }
}
