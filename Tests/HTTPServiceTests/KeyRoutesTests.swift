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
}
