import Testing

@testable import HTTPService
@testable import LearningRecords

@Suite("requests of webhooks")
struct SendWebhookTests {
    @Test(
        "end with a status, or in time, whatever the receiver does", .timeLimit(.minutes(20)),
        arguments: [
            ("/hook", WebhookAnswer.status(204)), ("/nowhere", .status(404)), ("/silent", .timeout),
            ("/endless", .status(200)), ("/dripping", .status(200)),
        ]
    )
    func answers(path: String, answer: WebhookAnswer) async throws {
        try await HTTPReceiver.run { _, address in
            let timeout = answer == .timeout ? Duration.seconds(1) : .seconds(20)
            let got = try await Self.send(to: address + path, timeout: timeout)
            #expect(got == answer)
        }
    }

    @Test("follow no redirect")
    func redirects() async throws {
        try await HTTPReceiver.run { receiver, address in
            let got = try await Self.send(to: address + "/moved")
            #expect(got == .status(307))
            #expect(receiver.arrivals.map(\.path) == ["/moved"])
        }
    }

    @Test(
        "say where nobody answers",
        arguments: ["http://127.0.0.1:1/", "http://nobody.invalid/", "https://127.0.0.1:1/", "http://%zz/"]
    )
    func nobody(url: String) async throws {
        #expect(try await Self.send(to: url) == .noAnswer)
    }

    private static func send(
        to url: String, timeout: Duration = .seconds(20)
    ) async throws -> WebhookAnswer {
        let delivery = WebhookDelivery(url: url, headers: [("webhook-id", "msg_1")], body: Array("{}".utf8))
        return try await SendWebhook.withClient(timeout: timeout) { send in await send(delivery) }
    }
}
