import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("pages of other origins")
struct CrossOriginTests {
    private static let page = ["Origin": "https://player.example.fr"]

    @Test(
        "ask before they send, and are told what they may (no key, no version)",
        arguments: [
            ("/xapi/statements", "GET, HEAD, OPTIONS, POST, PUT"), ("/xapi/activities", "GET, HEAD, OPTIONS"),
            ("/xapi/activities/state?stateId=a", "DELETE, GET, HEAD, OPTIONS, POST, PUT"),
            ("/xapi/agents/profile", "DELETE, GET, HEAD, OPTIONS, POST, PUT"),
            ("/api/v1/keys", "GET, HEAD, OPTIONS, POST"), ("/api/v1/packages/12", "GET, HEAD, OPTIONS"),
        ]
    )
    func preflight(path: String, methods: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let asking = Self.page.merging([
                "Access-Control-Request-Method": "PUT", "X-Experience-API-Version": "",
                "Access-Control-Request-Headers": "authorization,content-type,if-match,x-experience-api-version",
            ]) { own, _ in own }
            let answer = try await service.send(.options, path, as: nil, headers: asking)
            #expect(answer.status == .noContent)
            #expect(answer.body.readableBytes == 0)
            #expect(answer.headers[.allow] == methods)
            #expect(answer.headers[.accessControlAllowMethods] == methods)
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
            #expect(answer.headers[.accessControlAllowCredentials] == nil)
            #expect(answer.headers[.accessControlMaxAge] == "86400")
            let allowed = (answer.headers[.accessControlAllowHeaders] ?? "").lowercased()
            for name in [
                "authorization", "content-type", "x-experience-api-version", "if-match", "if-none-match",
                "accept-language",
            ] {
                #expect(allowed.contains(name))
            }
        }
    }

    @Test("can read answers, refusals too, and the headers that matter")
    func answers() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let refusals = [
                try await service.send(.get, "/xapi/statements?foo=1", headers: Self.page),
                try await service.send(.get, "/xapi/statements", as: nil, headers: Self.page),
                try await service.send(.get, "/xapi/nothing", headers: Self.page),
                try await service.send(.patch, "/api/v1/keys", headers: Self.page),
                try await service.send(.options, "/xapi/nothing", as: nil, headers: Self.page),
            ]
            #expect(refusals.map(\.status.code) == [400, 401, 404, 405, 404])
            let about = try await service.send(.get, "/xapi/about", as: nil, headers: Self.page)
            for answer in refusals + [about] {
                #expect(answer.headers[.accessControlAllowOrigin] == "*")
                let exposed = answer.headers[.accessControlExposeHeaders] ?? ""
                for name in [
                    "ETag", "Last-Modified", "X-Experience-API-Version", "X-Experience-API-Consistent-Through", "Link",
                ] {
                    #expect(exposed.contains(name))
                }
            }
            let health = try await service.send(.get, "/healthz", as: nil, headers: Self.page)
            #expect(health.headers[.accessControlAllowOrigin] == nil, "for operators, not for pages")
        }
    }

    @Test("are kept to those of the setting, and caches are told")
    func origins() async throws {
        var settings = ServiceSettings()
        settings.origins = .only(["https://player.example.fr"])
        try await ServiceFixture.run(on: .sqlite, settings: settings) { service in
            let known = try await service.send(.get, "/xapi/about", headers: Self.page)
            #expect(known.headers[.accessControlAllowOrigin] == "https://player.example.fr")
            #expect(known.headers[.vary] == "Origin")
            for origin in ["https://other.example.fr", "null", "https://player.example.fr.evil.com"] {
                let strange = try await service.send(.options, "/xapi/about", headers: ["Origin": origin])
                #expect(strange.status == .noContent)
                #expect(strange.headers[.accessControlAllowOrigin] == nil)
                #expect(strange.headers[.accessControlAllowMethods] == nil)
                #expect(strange.headers[.vary] == "Origin")
            }
            let none = try await service.send(.get, "/xapi/nothing")
            #expect(none.headers[.vary] == "Accept-Language, Origin")
        }
    }

    @Test(
        "a setting is read, or refused",
        arguments: [
            ("*", AllowedOrigins.any), ("none", .only([])), ("https://a.fr", .only(["https://a.fr"])),
            ("http://localhost:3000, https://A.fr", .only(["http://localhost:3000", "https://a.fr"])),
            ("http://[::1]:80", .only(["http://[::1]:80"])), ("a.fr", nil), ("https://a.fr/", nil), ("", nil),
            ("https://a.fr,*", nil), ("https://u@a.fr", nil),
        ]
    )
    func setting(text: String, origins: AllowedOrigins?) {
        #expect(AllowedOrigins(setting: text) == origins)
    }
}
