import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

/// A POST in the alternate request syntax (1.0.3 Communication 1.3) that is refused.
struct AlternateRefusal: CustomTestStringConvertible {
    let testDescription: String
    var path = "/xapi/statements?method=PUT"
    var form: [(String, String)] = []
    var raw: String?
    var headers: [String: String] = [:]
    var status = 400
    let problem: String

    private static let id = ("statementId", "8f87ccde-bb56-4c2e-ab83-44982ef22df0")

    static let all = [
        AlternateRefusal(
            testDescription: "any other query parameter",
            path: "/xapi/statements?method=PUT&statementId=\(id.1)",
            form: [id, ("content", "{}")],
            problem: "invalid-parameter"
        ),
        AlternateRefusal(
            testDescription: "a method that is none",
            path: "/xapi/statements?method=BREW",
            form: [id],
            problem: "invalid-parameter"
        ),
        AlternateRefusal(
            testDescription: "HEAD, whose answer a POST cannot carry",
            path: "/xapi/statements?method=HEAD",
            problem: "invalid-parameter"
        ),
        AlternateRefusal(
            testDescription: "a method that the resource has not",
            path: "/xapi/activities?method=DELETE",
            form: [("activityId", "urn:a")],
            status: 405,
            problem: "method-not-allowed"
        ),
        AlternateRefusal(testDescription: "no content", form: [id], problem: "invalid-parameter"),
        AlternateRefusal(
            testDescription: "content that is asked for",
            path: "/xapi/statements?method=GET",
            form: [("content", "{}")],
            problem: "invalid-parameter"
        ),
        AlternateRefusal(
            testDescription: "content that is not encoded", raw: #"{"content":"{}"}"#, problem: "invalid-parameter"),
        AlternateRefusal(testDescription: "a broken encoding", raw: "content=%7", problem: "invalid-body"),
        AlternateRefusal(testDescription: "bytes that are no UTF-8", raw: "content=%FF", problem: "invalid-body"),
        AlternateRefusal(testDescription: "a field twice", raw: "content=1&content=1", problem: "invalid-parameter"),
        AlternateRefusal(
            testDescription: "a field that is no parameter",
            form: [id, ("content", "{}"), ("Accept", "a")],
            problem: "unknown-parameter"
        ),
        AlternateRefusal(
            testDescription: "no version, neither in the form nor in the header",
            form: [id, ("content", "{}")],
            headers: ["X-Experience-API-Version": ""],
            problem: "unsupported-version"
        ),
        AlternateRefusal(
            testDescription: "a version in the form that is not served",
            form: [id, ("content", "{}"), ("X-Experience-API-Version", "0.8")],
            problem: "unsupported-version"
        ),
        AlternateRefusal(
            testDescription: "2.0 in the form",
            form: [id, ("content", "{}"), ("X-Experience-API-Version", "2.0.0")],
            problem: "invalid-parameter"
        ),
        AlternateRefusal(
            testDescription: "2.0 in the header",
            path: "/xapi/statements?method=GET",
            headers: ["X-Experience-API-Version": "2.0.0"],
            problem: "invalid-parameter"
        ),
        AlternateRefusal(
            testDescription: "a key in the form that is none",
            path: "/xapi/statements?method=GET",
            form: [("Authorization", "Basic YTph")],
            status: 401,
            problem: "unauthenticated"
        ),
        AlternateRefusal(
            testDescription: "a form that is too large",
            raw: "content=" + String(repeating: "a", count: 3_000),
            status: 413,
            problem: "too-large"
        ),
    ]
}

@Suite("the alternate request syntax")
struct AlternateSyntaxTests {
    private static let state = "/xapi/activities/state?method="
    private static let place = [
        ("activityId", "https://example.fr/a b?c=d&e+f"), ("agent", #"{"mbox":"mailto:a@example.fr"}"#),
        ("stateId", "é"),
    ]

    private static func encoded(_ form: [(String, String)]) -> String {
        form.map { name, value in
            let text = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return "\(name)=\(text.replacing("%20", with: "+"))"
        }.joined(separator: "&")
    }

    private static func send(
        _ service: ServiceFixture,
        _ path: String,
        _ form: [(String, String)],
        as key: ServiceFixture.Key? = .admin,
        headers: [String: String] = [:]
    ) async throws -> TestResponse {
        let type = ["Content-Type": "application/x-www-form-urlencoded"].merging(headers) { _, new in new }
        return try await service.send(.post, path, as: key, headers: type, body: encoded(form))
    }

    @Test("carries a statement, and asks for statements", arguments: Engine.allCases)
    func statements(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let statement =
                #"{"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":{"id":"urn:é+&="}}"#
            let id = "8f87ccde-bb56-4c2e-ab83-44982ef22df0"
            let put = try await Self.send(
                service,
                "/xapi/statements?method=PUT",
                [("statementId", id), ("content", statement.replacing("+&=", with: ""))]
            )
            #expect(put.status == .noContent, "\(put.text)")
            let post = try await Self.send(
                service,
                "/xapi/statements?method=POST",
                [("content", "[\(statement.replacing("é+&=", with: "b"))]"), ("Content-Type", "application/json")]
            )
            #expect(post.status == .ok, "\(post.text)")
            let get = try await Self.send(service, "/xapi/statements?method=GET", [("limit", "1")])
            #expect((get.object["statements"] as? [Any])?.count == 1)
            let more = try #require(get.object["more"] as? String)
            #expect(try await service.send(.get, more).status == .ok)
            let one = try await Self.send(service, "/xapi/statements?method=GET", [("statementId", id)])
            #expect((one.object["object"] as? [String: Any])?["id"] as? String == "urn:é")
            #expect(one.headers[.experienceAPIConsistentThrough] != nil)
        }
    }

    @Test("form parameters named as headers are headers, in any case", arguments: Engine.allCases)
    func headers(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let bare = ["X-Experience-API-Version": "", "Content-Type": ""]
            let key = [
                ("Authorization", ServiceFixture.Key.admin.authorization), ("x-experience-api-version", "1.0.3"),
            ]
            let place = [("activityId", "urn:a"), ("agent", #"{"mbox":"mailto:a@example.fr"}"#), ("stateId", "é +&=%")]
            let put = try await Self.send(
                service,
                Self.state + "PUT",
                key + place + [("content", "a+b=c&é"), ("Content-Type", "text/plain"), ("Content-Length", "9")],
                as: nil,
                headers: bare
            )
            #expect(put.status == .noContent, "\(put.text)")
            let get = try await Self.send(service, Self.state + "GET", key + place, as: nil, headers: bare)
            #expect(get.text == "a+b=c&é")
            #expect(get.headers[.contentType] == "text/plain")
            #expect(get.headers[.experienceAPIVersion] == "1.0.3")
            let tag = try #require(get.headers[.eTag])
            let refused = try await Self.send(
                service,
                Self.state + "PUT",
                key + place + [("content", "d"), ("If-Match", "\"x\"")],
                as: nil,
                headers: bare
            )
            #expect(refused.status == .badRequest, "content is JSON where nothing else is said")
            for (header, value, status) in [
                ("If-Match", "\"x\"", 412), ("If-None-Match", "*", 412), ("If-Match", tag, 204),
            ] {
                let deleted = try await Self.send(
                    service, Self.state + "DELETE", key + place + [(header, value)], as: nil)
                #expect(deleted.status.code == status, "\(header): \(value)")
            }
            let gone = try await service.send(.get, "/xapi/activities/state?" + Self.encoded(place))
            #expect(gone.status == .notFound)
        }
    }

    @Test("is refused where it is not what the standard says", arguments: AlternateRefusal.all)
    func refused(scenario: AlternateRefusal) async throws {
        var settings = ServiceSettings()
        settings.bodyLimit = 2_000
        try await ServiceFixture.run(on: .sqlite, settings: settings) { service in
            let type = ["Content-Type": "application/x-www-form-urlencoded"].merging(scenario.headers) { _, new in new }
            let body = scenario.raw ?? Self.encoded(scenario.form)
            let answer = try await service.send(.post, scenario.path, headers: type, body: body)
            #expect(answer.status.code == scenario.status, "\(answer.text)")
            #expect(answer.problem == scenario.problem, "\(answer.text)")
            #expect(answer.headers[.experienceAPIVersion] != nil)
            #expect(answer.headers[.accessControlAllowOrigin] == "*", "a page can read it")
        }
    }

    @Test("is known by POST and `method` together alone")
    func others() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let put = try await service.send(.put, "/xapi/statements?method=POST", body: "{}")
            #expect(put.problem == "unknown-parameter")
            let form = try await Self.send(service, "/xapi/statements", [("content", "[]")])
            #expect(form.status == .badRequest, "3.2: a form is expected to name a method")
            let state = try await Self.send(service, "/xapi/activities/state", Self.place + [("content", "{}")])
            #expect(state.status == .badRequest)
            let other = try await Self.send(service, "/api/v1/keys?method=GET", [])
            #expect(other.problem == "unknown-parameter")
        }
    }
}
