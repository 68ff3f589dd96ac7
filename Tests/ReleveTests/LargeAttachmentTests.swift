import Foundation
import TestSupport
import Testing

@Suite("a large attachment")
struct LargeAttachmentTests {
    private static let statement =
        #"{"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":{"id":"urn:a"},"attachments":[{"#
        + #""usageType":"urn:u","display":{"fr":"Film"},"contentType":"video/mp4","length":%s,"sha2":"%s"}]}"#

    /// Sends `size` MiB as an attachment, and compares what comes back.
    private static let script = #"""
        ask() { curl --silent --fail-with-body -u "$(cat data/admin-key)" -H 'X-Experience-API-Version: 1.0.3' "$@"; }
        head -c "$((size << 20))" /dev/urandom > octets
        hash=$(sha256sum octets | cut -d ' ' -f 1)
        {
            printf -- '--x\r\nContent-Type: application/json\r\n\r\n'
            printf "$statement" "$((size << 20))" "$hash"
            printf -- '\r\n--x\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: %s\r\n\r\n' "$hash"
            cat octets
            printf -- '\r\n--x--\r\n'
        } > body
        ask -H 'Content-Type: multipart/mixed; boundary=x' -X POST -T body "$address/xapi/statements" > answer
        id=$(tr -d '[]"' < answer)
        ask "$address/xapi/statements?attachments=true&statementId=$id" > back
        end=$(tail -n 1 back | wc -c)
        start=$(($(wc -c < back) - (size << 20) - end - 2))
        cmp --bytes="$((size << 20))" --ignore-initial="$start:0" back octets
        rm octets body back
        """#

    /// By hand with 500 MiB: 10 seconds, 39 MiB of growth.
    @Test("of 128 MiB goes in and comes back, and memory grows by less than 64 MiB")
    func memory() async throws {
        let server = try await LiveServer()
        let growth = Result { try measureGrowth(of: server) }
        #expect(try await server.stop() == 0)
        #expect(try growth.get() < 64 << 10, "KiB")
    }

    /// KiB between a small attachment and a large one.
    private func measureGrowth(of server: LiveServer) throws -> Int {
        let prologue = "address=\(server.address); statement='\(Self.statement)'; "
        _ = try Shell.run(prologue + "size=1\n" + Self.script, in: server.folder)
        let before = try server.memory("VmRSS")
        _ = try Shell.run(prologue + "size=128\n" + Self.script, in: server.folder)
        return try server.memory("VmHWM") - before
    }
}

/// How a client sends its body too slowly, and the status that it gets.
struct SlowBody: CustomTestStringConvertible {
    let testDescription: String
    let script: String
    let status: String

    private static let start =
        #"printf -- '--x\r\n\r\n%s\r\n--x\r\nX-Experience-API-Hash: %s\r\n\r\n' "$statement" "$hash"; "#
    private static let trickle = "for i in $(seq 30); do printf ' '; sleep 0.1; done"

    static let all = [
        SlowBody(
            testDescription: "statements byte by byte, longer than a JSON body may take",
            script: #"printf -- '--x\r\n\r\n'; "# + trickle, status: "HTTP/1.1 408"
        ),
        SlowBody(
            testDescription: "an attachment byte by byte, longer than an upload may take",
            script: start + trickle, status: "HTTP/1.1 408"
        ),
        SlowBody(
            testDescription: "an attachment that stops in the middle", script: start + "printf '%2000000s'; sleep 3",
            status: ""
        ),
    ]
}

@Suite("a multipart body that does not arrive")
struct SlowAttachmentTests {
    private static let hash = String(repeating: "a", count: 64)
    private static let statement =
        #"{"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":{"id":"urn:a"},"attachments":[{"#
        + #""usageType":"urn:u","display":{},"contentType":"a/b","length":1,"sha2":"\#(hash)"}]}"#

    @Test("is cut, leaves no file, and the process lives", arguments: SlowBody.all)
    func cut(body: SlowBody) async throws {
        let server = try await LiveServer(
            arguments: ["--idle-timeout", "1", "--body-timeout", "1", "--upload-timeout", "1"]
        )
        let output = Result {
            try Shell.run(
                """
                hash=\(Self.hash); statement='\(Self.statement)'
                exec 3<>/dev/tcp/127.0.0.1/\(server.address.split(separator: ":").last ?? "")
                printf 'POST /xapi/statements HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 9000000\\r\\n' >&3
                printf 'Authorization: Basic %s\\r\\n' "$(tr -d '\\n' < data/admin-key | base64 -w 0)" >&3
                printf 'X-Experience-API-Version: 1.0.3\\r\\nContent-Type: multipart/mixed; boundary=x\\r\\n\\r\\n' >&3
                (\(body.script)) >&3 2>/dev/null & writer=$!
                timeout 5 cat <&3 >answer
                kill $writer 2>/dev/null || true
                ls -A data/blobs
                head -c 12 answer
                """,
                in: server.folder)
        }
        let isAlive = Result {
            try Shell.run("curl --silent --fail-with-body \(server.address)/healthz", in: server.folder)
        }
        #expect(try await server.stop() == 0)
        #expect(try output.get() == body.status)
        #expect(throws: Never.self) { try isAlive.get() }
    }
}
