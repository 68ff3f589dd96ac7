import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

/// Communication 1.1: HEAD is answered as GET would be, without the body. Over a connection, where a body or a false
/// length would be seen.
@Suite("HEAD")
struct HeadTests {
    private static let agent = "agent=%7B%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D"
    private static let id = "8f87ccde-bb56-4c2e-ab83-44982ef22df0"

    private static let paths = [
        "/xapi/about", "/xapi/statements", "/xapi/statements?statementId=\(id)", "/xapi/statements?statementId=x",
        "/xapi/activities?activityId=urn:a", "/xapi/activities", "/xapi/agents?\(agent)", "/xapi/agents",
        "/xapi/activities/state?activityId=urn:a&\(agent)",
        "/xapi/activities/state?activityId=urn:a&\(agent)&stateId=a",
        "/xapi/activities/state?activityId=urn:a&\(agent)&stateId=absent", "/xapi/agents/profile?\(agent)",
        "/xapi/activities/profile?activityId=urn:a", "/xapi/nothing", "/api/v1/completions", "/api/v1/keys", "/healthz",
    ]

    @Test("has the status and the headers of GET, and no body")
    func head() async throws {
        try await ServiceFixture.run(on: .sqlite, setup: .live) { service in
            let statement = #"{"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":{"id":"urn:a"}}"#
            let put = try await service.send(.put, "/xapi/statements?statementId=\(Self.id)", body: statement)
            #expect(put.status == .noContent)
            _ = try await service.send(
                .put,
                "/xapi/activities/state?activityId=urn:a&\(Self.agent)&stateId=a",
                body: #"{"a":1}"#
            )
            for path in Self.paths {
                for key in [ServiceFixture.Key.admin, nil] {
                    let get = try await service.send(.get, path, as: key)
                    let head = try await service.send(.head, path, as: key)
                    #expect(head.body.readableBytes == 0, "\(path)")
                    #expect(head.status == get.status, "\(path)")
                    #expect(Self.comparable(head.headers) == Self.comparable(get.headers), "\(path)")
                    #expect(head.headers[.contentLength] == "\(get.body.readableBytes)", "\(path)")
                }
            }
        }
    }

    /// Without what time alone changes.
    private static func comparable(_ headers: HTTPFields) -> Set<String> {
        Set(
            headers.filter { ![.date, .experienceAPIConsistentThrough].contains($0.name) }
                .map { "\($0.name): \($0.value)" }
        )
    }
}
