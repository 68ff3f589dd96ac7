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

    private static func basic(_ key: String, _ secret: String) -> [String: String] {
        ["Authorization": "Basic " + Data("\(key):\(secret)".utf8).base64EncodedString()]
    }

    @Test(
        "a new secret is shown once, and the old one is good for the grace that was asked",
        arguments: Engine.allCases, ["", "{}", #"{"grace_seconds":3600}"#]
    )
    func rotation(engine: Engine, body: String) async throws {
        try await ServiceFixture.run(on: engine, bringing: "k") { service in
            func status(_ secret: String) async throws -> HTTPResponse.Status {
                try await service.send(.get, "/api/v1/keys", headers: Self.basic("k", secret)).status
            }
            #expect(try await status("secret") == .ok)
            let rotated = try await service.send(.post, "/api/v1/keys/k/rotate", body: body)
            #expect(rotated.status == .ok, "\(rotated.text)")
            #expect(rotated.object["key"] as? String == "k")
            let secret = try #require(rotated.object["secret"] as? String)
            #expect(secret.wholeMatch(of: /[0-9a-f]{64}/) != nil)
            #expect(try await status(secret) == .ok)
            // The fixture's store has a clock of its own, far behind that of the routes.
            #expect(rotated.object["old_secret_until"] is String)
            let list = try await service.send(.get, "/api/v1/keys")
            #expect(!list.text.contains(secret))
            let key = (list.object["items"] as? [[String: Any]])?.first { $0["key"] as? String == "k" }
            #expect(key?["rotated_at"] is String)
            #expect(key?["revoked_at"] is NSNull)
            #expect(key?["created_at"] is String)
            #expect(key?["label"] as? String == "k" && key?["source"] as? String == "test")
            #expect(key?["scopes"] as? [String] == ["admin"])
            let account = (key?["authority"] as? [String: Any])?["account"] as? [String: Any]
            #expect(account?["name"] as? String == "k")
        }
    }

    @Test(
        "a rotation that cannot be is refused, and changes nothing",
        arguments: [
            ("/api/v1/keys/absent/rotate", "{}", 404), ("/api/v1/keys/k/rotate", #"{"grace_seconds":-1}"#, 400),
            ("/api/v1/keys/k/rotate", #"{"grace_seconds":604801}"#, 400),
            ("/api/v1/keys/k/rotate", #"{"grace_seconds":1.5}"#, 400),
            ("/api/v1/keys/k/rotate", #"{"grace_seconds":"1"}"#, 400),
            ("/api/v1/keys/k/rotate", "[]", 400), ("/api/v1/keys/k/rotate", "{", 400),
        ]
    )
    func noRotation(path: String, body: String, code: Int) async throws {
        try await ServiceFixture.run(on: .sqlite, bringing: "k") { service in
            let answer = try await service.send(.post, path, body: body)
            #expect(answer.status.code == code, "\(answer.text)")
            let old = Self.basic("k", "secret")
            #expect(try await service.send(.get, "/api/v1/keys", headers: old).status == .ok)
            #expect(try await service.send(.delete, "/api/v1/keys/k").status == .noContent)
            #expect(try await service.send(.post, "/api/v1/keys/k/rotate").status == .notFound, "revoked")
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
