import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

/// Communication 3.3, and 2.0 (the differences' section 1).
@Suite("versions")
struct VersionTests {
    private static let resources = [
        "/xapi/statements", "/xapi/activities?activityId=urn:a",
        "/xapi/agents?agent=%7B%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D",
        "/xapi/activities/profile?activityId=urn:a",
        "/xapi/agents/profile?agent=%7B%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D",
        "/xapi/activities/state?activityId=urn:a&agent=%7B%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D",
    ]

    @Test(
        "every resource answers in the newest patch of the version that is asked",
        arguments: [("1.0", "1.0.3"), ("1.0.0", "1.0.3"), ("1.0.7", "1.0.3"), ("2.0", "2.0.0"), ("2.0.7", "2.0.0")]
    )
    func served(asked: String, answered: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            for resource in Self.resources {
                let answer = try await service.send(.get, resource, headers: ["X-Experience-API-Version": asked])
                #expect(answer.status == .ok, "\(resource): \(answer.text)")
                #expect(answer.headers[.experienceAPIVersion] == answered)
                let refused = try await service.send(
                    .get,
                    resource + (resource.contains("?") ? "&" : "?") + "foo=bar",
                    headers: ["X-Experience-API-Version": asked]
                )
                #expect(refused.status == .badRequest)
                #expect(refused.headers[.experienceAPIVersion] == answered, "refusals too")
            }
        }
    }

    @Test(
        "every resource refuses another version, and says which there are",
        arguments: [
            "", "0.9", "0.95", "1", "1.1", "1.1.0", "2", "2.1.0", "3.0.0", "10.0", "1.0.", "v1.0.3", "BAD", "1.0 3",
        ]
    )
    func refused(version: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            for resource in Self.resources {
                let answer = try await service.send(.get, resource, headers: ["X-Experience-API-Version": version])
                #expect(answer.status == .badRequest, "\(resource)")
                #expect(answer.problem == "unsupported-version")
                #expect(answer.headers[.experienceAPIVersion] == "2.0.0", "the default of the settings")
                #expect((answer.object["detail"] as? String)?.isEmpty == false)
            }
        }
    }

    @Test("About answers whatever version is asked, or none (2.8)", arguments: ["", "0.9", "1.0.3", "2.0.0", "BAD"])
    func about(version: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let headers = ["X-Experience-API-Version": version]
            let about = try await service.send(.get, "/xapi/about", as: nil, headers: headers)
            #expect(about.status == .ok)
            #expect(about.object["version"] as? [String] == ["1.0.3", "2.0.0"])
            #expect(Set(about.object.keys) == ["version", "extensions"], "2.8: nothing else outside of extensions")
            let extensions = about.object["extensions"] as? [String: [String: String]]
            #expect(extensions?["urn:releve:product"]?["name"] == "Relevé")
            #expect(about.headers[.eTag] != nil)
            #expect(try await service.send(.get, "/xapi/about?foo=1", headers: headers).status == .badRequest)
        }
    }
}
