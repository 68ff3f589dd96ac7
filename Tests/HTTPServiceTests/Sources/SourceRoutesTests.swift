import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("sources over HTTP")
struct SourceRoutesTests {
    @Test("a source is named, trusted for a list, and shown with its keys", arguments: Engine.allCases)
    func life(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let path = "/api/v1/sources/cegos"
            #expect(try await service.send(.get, path).status == .notFound)
            let made = try await service.send(.put, path, body: #"{"label":"CEGOS","courses":"all"}"#)
            #expect(made.status == .created, "\(made.text)")
            #expect(made.object["id"] as? String == "cegos" && made.object["courses"] as? String == "all")
            #expect(made.object["trusted_since"] is NSNull)
            let key = #"{"label":"Lecteur","source":"cegos","scopes":["statements/write"]}"#
            #expect(try await service.send(.post, "/api/v1/keys", body: key).status == .created)
            let listed = try await service.send(.put, path, body: #"{"label":"CEGOS","courses":[]}"#)
            #expect(listed.status == .ok)
            let shown = try await service.send(.get, path)
            #expect(shown.object["courses"] as? [String] == [])
            #expect(shown.object["trusted_since"] is String)
            let keys = shown.object["keys"] as? [[String: Any]]
            #expect(keys?.map { $0["label"] as? String } == ["Lecteur"])
            let list = try await service.send(.get, "/api/v1/sources")
            let names = (list.object["items"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
            #expect(names == ["relevé", "test", "cegos"])
        }
    }

    @Test("what is odd in its statements is told in the reader's language", arguments: Engine.allCases)
    func advisory(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let statement = """
                {"actor":{"mbox":"mailto:a@ex.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/initialized"},
                "object":{"id":"https://ex.fr/a"},"timestamp":"2999-01-01T00:00:00Z"}
                """
            #expect(try await service.send(.post, "/xapi/statements", body: statement).status == .ok)
            let path = "/api/v1/sources/test/advisory"
            let advice = try await service.send(.get, path)
            #expect(advice.object["statements"] as? Int == 1 && advice.object["from"] is String, "\(advice.text)")
            let found = (advice.object["findings"] as? [[String: Any]])?.first
            #expect(found?["code"] as? String == "clock-ahead" && found?["severity"] as? String == "warning")
            #expect(found?["message"] as? String == "1 statements of 1 are dated after they came: the clock is ahead.")
            #expect((found?["examples"] as? [String])?.count == 1)
            let french = try await service.send(.get, path, headers: ["Accept-Language": "fr"])
            #expect(french.text.contains("l’horloge avance"))
            #expect(try await service.send(.get, "/api/v1/sources/nobody/advisory").status == .notFound)
        }
    }

    @Test(
        "what cannot be is refused, with its place",
        arguments: [
            ("cegos", #"{"courses":["https://ex.fr/no"]}"#, 400, "/courses/0"), ("cegos", "{}", 400, "/courses"),
            ("cegos", #"{"courses":"some"}"#, 400, "/courses"), ("cegos", #"{"courses":["",7]}"#, 400, "/courses/0"),
            ("cegos", #"{"courses":"all","label":7}"#, 400, "/label"),
            ("cegos", #"{"courses":"all","title":"CEGOS"}"#, 400, "/title"), ("cegos", "[]", 400, ""),
            ("a%20b", #"{"courses":"all"}"#, 404, nil), ("relev%C3%A9", #"{"courses":[]}"#, 404, nil),
        ] as [(String, String, Int, String?)]
    )
    func refusals(source: String, body: String, code: Int, pointer: String?) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(.put, "/api/v1/sources/" + source, body: body)
            #expect(answer.status.code == code, "\(answer.text)")
            #expect(answer.object["pointer"] as? String == pointer)
            #expect(try await service.send(.get, "/api/v1/sources/cegos").status == .notFound)
        }
    }
}
