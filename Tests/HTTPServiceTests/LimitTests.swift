import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import HTTPService

@Suite("limits")
struct LimitTests {
    private static func settings() -> ServiceSettings {
        var settings = ServiceSettings()
        settings.bodyLimit = 2_000
        settings.batchLimit = 3
        settings.statementLimit = 300
        settings.uploadLimit = 1_000
        return settings
    }

    private static let statement =
        #"{"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":{"id":"urn:a"}}"#

    @Test(
        "are answered with 413",
        arguments: [
            ("a body", "[" + String(repeating: " ", count: 2_000) + "]"),
            ("a batch", "[" + Array(repeating: statement, count: 4).joined(separator: ",") + "]"),
            ("a statement", statement.replacing("urn:a", with: "urn:" + String(repeating: "a", count: 300))),
        ]
    )
    func tooLarge(what: String, body: String) async throws {
        try await ServiceFixture.run(on: .sqlite, settings: Self.settings(), setup: .live) { service in
            let answer = try await service.send(.post, "/xapi/statements", body: body)
            #expect(answer.status == .contentTooLarge, "\(what): \(answer.text)")
            #expect(answer.problem == "too-large")
        }
    }

    @Test(
        "an upload that is too large leaves nothing behind",
        arguments: ["application/zip", "multipart/form-data; boundary=x"]
    )
    func upload(contentType: String) async throws {
        try await ServiceFixture.run(on: .sqlite, settings: Self.settings(), setup: .live) { service in
            let start = "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
            let body = (contentType.hasPrefix("multi") ? start : "") + String(repeating: "a", count: 900_000)
            let answer = try await service.send(
                .post,
                "/api/v1/packages",
                headers: ["Content-Type": contentType],
                body: body
            )
            #expect(answer.status == .contentTooLarge, "\(answer.text)")
            #expect(service.spooled.isEmpty)
        }
    }
}
