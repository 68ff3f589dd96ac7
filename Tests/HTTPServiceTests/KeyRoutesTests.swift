import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("keys over HTTP")
struct KeyRoutesTests {
    @Test("a key works from its making to its revocation, and its secret is shown once", arguments: Engine.allCases)
    func life(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let made = try await service.send(
                .post,
                "/api/v1/keys",
                body: #"{"label":"CEGOS","source":"cegos","scopes":["statements/read"]}"#
            )
            #expect(made.status == .created, "\(made.text)")
            let key = try #require(made.object["key"] as? String)
            let secret = try #require(made.object["secret"] as? String)
            let basic = ["Authorization": "Basic " + Data("\(key):\(secret)".utf8).base64EncodedString()]
            #expect(try await service.send(.get, "/xapi/statements", headers: basic).status == .ok)
            #expect(try await service.send(.get, "/api/v1/keys", headers: basic).status == .forbidden)
            let list = try await service.send(.get, "/api/v1/keys")
            #expect((list.object["items"] as? [Any])?.count == ServiceFixture.Key.allCases.count + 1)
            #expect(!list.text.contains(secret))
            #expect(try await service.send(.delete, "/api/v1/keys/\(key)").status == .noContent)
            #expect(try await service.send(.get, "/xapi/statements", headers: basic).status == .unauthorized)
            #expect(try await service.send(.delete, "/api/v1/keys/\(key)").status == .notFound)
        }
    }

    @Test(
        "a key is revoked by its id, percent-encoded in the path",
        arguments: [
            ("root@acme", "root%40acme"), ("root@acme", "root@acme"), ("a/b?c#d", "a%2Fb%3Fc%23d"),
            ("clé du réseau", "cl%C3%A9%20du%20r%C3%A9seau"), ("100%", "100%25"), ("%41", "%2541"), ("a+b", "a+b"),
        ]
    )
    func encodedID(id: String, part: String) async throws {
        try await ServiceFixture.run(on: .sqlite, bringing: id) { service in
            let basic = ["Authorization": "Basic " + Data("\(id):secret".utf8).base64EncodedString()]
            let before = try await service.send(.get, "/api/v1/keys", headers: basic)
            #expect(before.status == .ok)
            #expect(try await service.send(.delete, "/api/v1/keys/\(part)").status == .noContent)
            #expect(try await service.send(.get, "/api/v1/keys", headers: basic).status == .unauthorized)
        }
    }
}
