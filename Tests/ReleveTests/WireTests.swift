import Foundation
import TestSupport
import Testing

@Suite("hostile bytes on the wire")
struct WireTests {
    /// KiB that connections and the allocator may keep.
    private static let memoryBound = 64 << 10

    /// Runs `body` against a program that is impatient; it must end well, and have failed at nothing.
    private static func withServer(
        writeTimeout: Int = 1, idleTimeout: Int = 1,
        _ body: (LiveServer) async throws -> Void
    ) async throws {
        let server = try await LiveServer(
            arguments: [
                "--idle-timeout", "\(idleTimeout)", "--body-timeout", "1", "--write-timeout", "\(writeTimeout)",
            ],
            environment: ["RELEVE_ADMIN_KEY": "root", "RELEVE_ADMIN_SECRET": "s3cret"]
        )
        do {
            try await body(server)
            try Self.checkLife(server)
            let log = try String(contentsOf: server.log, encoding: .utf8)
            #expect(!log.contains("request failed"), "\(log.suffix(2_000))")
        } catch {
            _ = try await server.stop()
            throw error
        }
        #expect(try await server.stop() == 0)
    }

    private static func checkLife(_ server: LiveServer) throws {
        let alive = try Shell.run("curl --silent --max-time 5 \(server.address)/healthz", in: server.folder)
        #expect(alive == #"{"status":"ok"}"#)
    }

    @Test("are answered with a refusal or by closing, within seconds and in flat memory")
    func scenarios() async throws {
        try await Self.withServer { server in
            for scenario in WireScenario.all.prefix(4) { _ = try Self.send(scenario, to: server) }
            let before = try server.memory("VmRSS")
            for scenario in WireScenario.all {
                let received = try Self.send(scenario, to: server)
                #expect(received.isClosed, "\(scenario): the connection stays open")
                let isExpected = scenario.answers.contains {
                    $0.isEmpty ? received.count == 0 : received.start.hasPrefix($0)
                }
                #expect(isExpected, "\(scenario): \(received.start.prefix(300))")
            }
            let after = try server.memory("VmRSS")
            #expect(after - before < Self.memoryBound, "\(before >> 10) MiB before, \(after >> 10) MiB after")
        }
    }

    private static func send(_ scenario: WireScenario, to server: LiveServer) throws -> WireConnection.Received {
        let connection = try WireConnection(to: server)
        connection.send(scenario.bytes)
        if let trickle = scenario.trickle {
            for _ in 0..<80 where connection.send(trickle) { usleep(100_000) }
        }
        return connection.receive()
    }

    private static let document =
        "/xapi/activities/state?activityId=urn:a&stateId=s&agent=%7B%22mbox%22%3A%22mailto%3Aa%40ex.fr%22%7D"

    @Test("a client that stops reading is cut, and what it held is given back; one that reads slowly is served")
    func stalledReaders() async throws {
        // Long enough for a busy machine to let the slow client read, and shorter than all of its reading. A connection is
        // idle from when the last of an answer is handed to the system, which the client may still have to read.
        try await Self.withServer(writeTimeout: 3, idleTimeout: 30) { server in
            let size = 12 << 20
            _ = try Shell.run(
                """
                head -c \(size) /dev/zero > body; curl --silent --fail-with-body -u root:s3cret -T body \
                -H 'X-Experience-API-Version: 1.0.3' -H 'Content-Type: a/b' -H 'Expect:' '\(server.address)\(Self.document)'
                """,
                in: server.folder
            )
            let request =
                "GET \(Self.document) HTTP/1.1\r\nHost: x\r\nAuthorization: Basic cm9vdDpzM2NyZXQ=\r\n"
                + "X-Experience-API-Version: 1.0.3\r\n\r\n"
            let before = try server.memory("VmRSS")
            let stalled = try (0..<40).map { _ in try WireConnection(to: server, receiveBuffer: 8_192) }
            for connection in stalled { connection.send(request) }
            let slow = try WireConnection(to: server, receiveBuffer: 262_144)
            slow.send(request)
            let read = slow.receive(pause: 25_000)
            #expect(read.count > size, "\(read.count) bytes of \(size) and the headers in 4 seconds or more")
            try Self.checkLife(server)
            // A piece or two of each answer, and not the 480 MiB of all of them.
            let after = try server.memory("VmRSS")
            #expect(after - before < 2 * Self.memoryBound, "\(before >> 10) MiB before, \(after >> 10) MiB after")
            for connection in stalled {
                let received = connection.receive()
                #expect(received.isClosed && received.count < size, "\(received.count) of \(size) bytes")
            }
        }
    }

    @Test("a thousand connections that are opened and left are closed, and others are served meanwhile")
    func leftConnections() async throws {
        try await Self.withServer { server in
            let before = try server.memory("VmRSS")
            let connections = try (0..<1_000).map { _ in try WireConnection(to: server) }
            for connection in connections.prefix(500) { connection.send("GET / HTTP/1.1\r\nHost:") }
            try Self.checkLife(server)
            let after = try server.memory("VmRSS")
            #expect(after - before < Self.memoryBound, "\(before >> 10) MiB before, \(after >> 10) MiB after")
            for connection in connections { #expect(connection.receive().isClosed) }
        }
    }
}
