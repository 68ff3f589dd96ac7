import Foundation
import Testing

@testable import LearningRecords

@Suite("what webhooks are made of")
struct WebhookValueTests {
    /// Failures in a row, and the seconds of the longest wait after them.
    private static let waits: [(Int64, Int64)] = [
        (1, 5), (2, 10), (5, 80), (13, 20_480), (14, 21_600), (40, 21_600), (Int64.max, 21_600), (0, 5),
    ]

    @Test("a signature is that of Standard Webhooks' published example")
    func signature() throws {
        let key = try #require(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let secret = WebhookSecret(bytes: Array(key))
        #expect(secret.text == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330", body: Array(#"{"test": 2432232314}"#.utf8)
        )
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(
        "waits double from five seconds to six hours; chance leaves out up to half",
        arguments: Self.waits
    )
    func pauses(failures: Int64, seconds: Int64) {
        #expect(WebhookPatience.pause(after: failures, chance: 255) == seconds * 1_000_000)
        #expect(WebhookPatience.pause(after: failures, chance: 0) == seconds * 500_000)
    }

    @Test(
        "an address is http or https, with a host and a port that is one, and names no user",
        arguments: [
            ("https://hooks.example.fr/releve?x=1", true), ("http://127.0.0.1:8080/", true), ("HTTPS://a", true),
            ("https://a:65535/", true), ("http://[::1]:80/", true), ("https://a:65536/", false),
            ("https://a:0/", false), ("https://a:99999999999999999999/", false), ("ftp://a/", false),
            ("file:///etc/passwd", false), ("http+unix://%2Ftmp%2Fs/", false), ("https:///x", false),
            ("https://", false),
            ("https://user@a/", false), ("https://u:p@a/", false), ("https://a/#b", false), ("/hooks", false),
            ("", false), ("https://a b/", false), ("https://a/\u{0}", false), ("https://:80/", false),
            ("https://a/" + String(repeating: "x", count: 1_990), true),
            ("https://a/" + String(repeating: "x", count: 1_991), false),
        ]
    )
    func addresses(text: String, isOne: Bool) {
        #expect((WebhookAddress(text) != nil) == isOne)
    }
}
