import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("erasure over HTTP")
struct ErasureRoutesTests {
    private static let path = "/api/v1/erasures"
    private static let holds = "/api/v1/holds"

    /// A person with a statement.
    private static func person(in service: ServiceFixture) async throws -> String {
        let draft =
            #"{"family_name":"Quatrebarbes","matricule":"MAT7781","#
            + #""identifiers":[{"mbox":"mailto:zephyrine@ex.fr"}]}"#
        let made = try await service.send(.post, "/api/v1/people", body: draft)
        let statement =
            #"{"id":"00000000-0000-4000-8000-000000000001","actor":{"mbox":"mailto:zephyrine@ex.fr"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://ex.fr/a"}}"#
        #expect(try await service.send(.post, "/xapi/statements", body: statement).status == .ok)
        return try #require(made.object["id"] as? String, "\(made.text)")
    }

    @Test("counts, is held, destroys, and leaves a tombstone", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let id = try await Self.person(in: service)
            let body = #"{"person":"\#(id)","reason":"Dossier 118","requested_by":"DPO"}"#
            let dry = try await service.send(.post, Self.path + "?dry_run=true", body: body)
            #expect(dry.status == .ok)
            #expect((dry.object["counts"] as? [String: Any])?["statements"] as? Int == 1, "\(dry.text)")
            #expect((dry.object["beyond_reach"] as? [String])?.count == BeyondReach.allCases.count)
            let hold = try await service.send(
                .post, Self.holds, body: #"{"person":"\#(id)","reason":"Litige","until":null}"#)
            #expect(hold.status == .created)
            let held = try #require(hold.object["id"] as? String)
            let refused = try await service.send(.post, Self.path, body: body)
            #expect(refused.status == .conflict && refused.text.contains(held), "\(refused.text)")
            let standing = try await service.send(.get, Self.holds + "?person=\(id)")
            #expect((standing.object["items"] as? [Any])?.count == 1)
            #expect(try await service.send(.delete, Self.holds + "/\(held)").status == .noContent)
            #expect(try await service.send(.delete, Self.holds + "/\(held)").status == .notFound)
            let done = try await service.send(.post, Self.path, body: body)
            #expect(done.status == .created, "\(done.text)")
            #expect((done.object["residue"] as? [Any])?.isEmpty == true)
            #expect(try await service.send(.post, Self.path, body: body).status == .notFound)
            let statement = "/xapi/statements?statementId=00000000-0000-4000-8000-000000000001"
            #expect(try await service.send(.get, statement).status == .notFound)
            #expect(try await service.send(.get, "/api/v1/people/\(id)").status == .notFound)
            let tombstones = try await service.send(.get, Self.path)
            #expect(!tombstones.text.contains(id) && tombstones.text.contains("Dossier 118"))
        }
    }

    @Test("what cannot be asked is refused with its place")
    func refused() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let id = try await Self.person(in: service)
            let table = [
                (Self.path, #"{"reason":"x"}"#, "/person"), (Self.path, #"{"person":"x","reason":"x"}"#, "/person"),
                (Self.path, #"{"person":"\#(id)"}"#, "/reason"),
                (Self.path, #"{"person":"\#(id)","actor":{"mbox":"mailto:a@ex.fr"},"reason":"x"}"#, "/person"),
                (Self.path, #"{"actor":{"name":"x"},"reason":"x"}"#, "/actor"),
                (Self.path, #"{"person":"\#(id)","reason":"x","who":"y"}"#, "/who"),
                (Self.path, #"{"person":"\#(id)","reason":"Mme Quatrebarbes"}"#, "/reason"),
                (Self.path, #"{"person":"\#(id)","reason":"x","requested_by":"MAT7781"}"#, "/requested_by"),
                (Self.holds, #"{"person":"\#(id)","reason":"x","until":"demain"}"#, "/until"),
                (Self.holds, #"{"person":"\#(id)","reason":"x","until":"2001-01-01"}"#, "/until"),
                (Self.holds, #"{"person":"00000000-0000-4000-8000-000000000009","reason":"x"}"#, "/person"),
            ]
            for (path, body, pointer) in table {
                let answer = try await service.send(.post, path, body: body)
                #expect(answer.status == .badRequest, "\(body): \(answer.text)")
                #expect(answer.object["pointer"] as? String == pointer, "\(body): \(answer.text)")
            }
            #expect(try await service.send(.get, "/api/v1/people/\(id)").status == .ok, "nothing was destroyed")
        }
    }
}
