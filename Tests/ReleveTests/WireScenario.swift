import Testing

/// Bytes on a connection that are no proper request, and what they get; each within seconds.
struct WireScenario: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    /// What an answer may begin with; empty where the connection may be closed without one.
    let answers: [String]
    /// Pieces that follow, one each tenth of a second, for as long as they are taken.
    var trickle: String?

    private init(_ description: String, _ text: String, _ answers: [String], trickle: String? = nil) {
        self.init(description, bytes: Array(text.utf8), answers, trickle: trickle)
    }

    private init(_ description: String, bytes: [UInt8], _ answers: [String], trickle: String? = nil) {
        testDescription = description
        self.bytes = bytes
        self.answers = answers
        self.trickle = trickle
    }

    static let all = floods + slow + lengths + chunks + garbage

    private static let refused = ["HTTP/1.1 4", ""]
    private static let get = "GET /xapi/about HTTP/1.1\r\nHost: x\r\n"
    /// root:s3cret
    private static let authorization = "Authorization: Basic cm9vdDpzM2NyZXQ=\r\n"
    private static let post =
        "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nX-Experience-API-Version: 1.0.3\r\n"
        + "Content-Type: application/json\r\n" + authorization

    private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    private static let floods = [
        WireScenario("a request line of 8 MiB", "GET /" + many("a", 8 << 20), refused),
        WireScenario("a query of 1 MiB", "GET /xapi/statements?a=" + many("b", 1 << 20) + " HTTP/1.1\r\n\r\n", refused),
        WireScenario("a method of 1 MiB", many("A", 1 << 20) + " / HTTP/1.1\r\n\r\n", refused),
        WireScenario("a header of 8 MiB", get + "X-A: " + many("a", 8 << 20), refused),
        WireScenario("a header's name of 1 MiB", get + many("a", 1 << 20) + ": b\r\n\r\n", refused),
        WireScenario("100,000 headers", get + many("X-A: b\r\n", 100_000) + "\r\n", refused),
        WireScenario("300 short headers", get + many("X-A: b\r\n", 300) + "\r\n", refused),
        WireScenario("headers of 64 KiB in all", get + many("X-A: " + many("b", 1_000) + "\r\n", 64) + "\r\n", refused),
        WireScenario("a million empty lines", many("\r\n", 1_000_000), refused),
        WireScenario(
            "trailers without end", post + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + many("X-A: b\r\n", 100_000),
            refused
        ),
    ]

    private static let slow = [
        WireScenario("nothing at all", "", [""]),
        WireScenario("a request line by and by", "G", refused, trickle: "E"),
        WireScenario("headers by and by", get, refused, trickle: "X-A: b\r\n"),
        WireScenario(
            "a body by and by", post + "Content-Length: 100000\r\n\r\n[", ["HTTP/1.1 408", ""], trickle: " "
        ),
        WireScenario(
            "a chunked body by and by", post + "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n", ["HTTP/1.1 408", ""],
            trickle: "1\r\n \r\n"
        ),
        WireScenario("a body that never comes", post + "Content-Length: 100\r\n\r\n", ["HTTP/1.1 408", ""]),
    ]

    private static let lengths =
        [
            "-1", "abc", "1.0", "+5", "0x5", "99999999999999999999999", "9223372036854775807", "5, 6", "",
            "5\r\nContent-Length: 6",
            "5\r\nTransfer-Encoding: chunked",
        ].map {
            WireScenario("Content-Length: \($0.debugDescription)", post + "Content-Length: \($0)\r\n\r\n{}xxx", refused)
        } + [
            WireScenario(
                "a body longer than it says", post + "Content-Length: 2\r\n\r\n[]" + many("x", 100_000),
                ["HTTP/1.1 200", "HTTP/1.1 4"]
            ),
            WireScenario("a body shorter than it says", post + "Content-Length: 1000\r\n\r\n[]", ["HTTP/1.1 408", ""]),
        ]

    private static let chunks =
        [
            "zz\r\n", "-1\r\n", "ffffffffffffffff\r\n", "fffffffffffffffff\r\n", "5\r\nab\r\n0\r\n\r\n",
            "2\r\nabcdef\r\n0\r\n\r\n",
            many("0", 1 << 20), "1;" + many("a", 1 << 20) + "\r\n", "\r\n\r\n",
            "7fffffffffffffff\r\n" + many("x", 1_000),
        ].map { text in
            WireScenario(
                "a chunk \(text.prefix(24).debugDescription)", post + "Transfer-Encoding: chunked\r\n\r\n" + text,
                refused
            )
        } + [
            WireScenario("a coding that nobody knows", post + "Transfer-Encoding: rot13\r\n\r\n[]", refused),
            WireScenario(
                "a chunked body of many megabytes, a byte to a chunk",
                post + "Transfer-Encoding: chunked\r\n\r\n" + many("1\r\n \r\n", 17 << 16), refused
            ),
        ]

    private static let garbage = [
        WireScenario("garbage behind a request", get + "\r\n" + many("\u{1}garbage\u{2}", 10_000), ["HTTP/1.1 200"]),
        WireScenario("10,000 requests at once", many(get + "\r\n", 10_000), ["HTTP/1.1 200"]),
        WireScenario("zeros", bytes: [UInt8](repeating: 0, count: 1 << 20), refused),
        WireScenario(
            "the start of TLS", bytes: [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3] + (0...255).map { $0 }, refused),
        WireScenario("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", refused),
        WireScenario("HTTP/0.9", "GET /\r\n", refused),
        WireScenario("HTTP/9.9", "GET / HTTP/9.9\r\n\r\n", refused),
        WireScenario("a zero in a header", get + "X-A: a\u{0}b\r\n\r\n", refused),
        WireScenario("a header folded over lines", get + "X-A: a\r\n b\r\n\r\n", ["HTTP/1.1 "] + refused),
        WireScenario("bytes that are no UTF-8", bytes: Array("GET /".utf8) + [0xFF, 0xFE, 0x0A, 0x0A], refused),
        WireScenario("an absolute address", "GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n", refused),
        WireScenario("CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", refused),
        WireScenario("an upgrade", get + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", ["HTTP/1.1 200"]),
        WireScenario("a body with GET", get + "Content-Length: 9\r\n\r\n{\"a\":1}\r\n", ["HTTP/1.1 200"]),
    ]
}
