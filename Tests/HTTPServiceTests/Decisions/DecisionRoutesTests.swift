import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("decisions over HTTP")
struct DecisionRoutesTests {
    private static let path = "/api/v1/decisions"
    private static let by = #""decided_by":{"mbox":"mailto:drh@ex.fr","name":"La DRH"},"reason":"Attestation reçue""#
    private static let actor = #""actor":{"mbox":"mailto:a@ex.fr"}"#

    private static func course(in service: ServiceFixture) async throws -> String {
        let answer = try await service.importPackage(MainJobTests.package)
        return (answer.object["course"] as? [String: Any])?["id"] as? String ?? "no course: \(answer.text)"
    }

    private static func status(_ service: ServiceFixture) async throws -> String? {
        let answer = try await service.send(
            .get, "/api/v1/completions?actor=%7B%22mbox%22%3A%22mailto%3Aa%40ex.fr%22%7D")
        return ((answer.object["items"] as? [[String: Any]])?.first)?["status"] as? String
    }

    @Test("a decision is stored with its proof, explained, and taken back", arguments: Engine.allCases)
    func life(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let course = try await Self.course(in: service)
            let proof = #""proof":{"title":"Attestation","type":"application/pdf","content":"AQID"}"#
            let body = #"{"decision":"equivalence",\#(Self.actor),"course":"\#(course)",\#(Self.by),\#(proof)}"#
            let made = try await service.send(.post, Self.path, body: body)
            #expect(made.status == .created, "\(made.text)")
            let id = try #require(made.object["id"] as? String)
            #expect(made.object["decision"] as? String == "equivalence" && made.object["decided_at"] is String)
            #expect(try await Self.status(service) == "waived")
            let answer = try await service.send(.get, "/api/v1/completions", headers: ["Accept-Language": "fr"])
            #expect(answer.text.contains("Dispensé le") && answer.text.contains("une équivalence a été reconnue"))
            let item = try await service.send(.get, "/api/v1/statements/" + id)
            #expect(item.object["source"] as? String == "relevé")
            let revocation = #"{"decision":"revocation","of":"\#(id)",\#(Self.by)}"#
            let revoked = try await service.send(.post, Self.path, body: revocation)
            #expect(revoked.status == .created && revoked.object["of"] as? String == id, "\(revoked.text)")
            #expect(try await Self.status(service) == "not_started")
            #expect(try await service.send(.post, Self.path, body: revocation).status == .conflict)
        }
    }

    @Test("a refusal says that it was decided", arguments: Engine.allCases)
    func refusal(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let course = try await Self.course(in: service)
            let body = #"{"decision":"refusal",\#(Self.actor),"course":"\#(course)",\#(Self.by)}"#
            #expect(try await service.send(.post, Self.path, body: body).status == .created)
            let answer = try await service.send(.get, "/api/v1/completions")
            #expect(answer.text.contains("Refused on"), "\(answer.text)")
            #expect(try await Self.status(service) == "failed")
        }
    }

    @Test(
        "what cannot be is refused, with its place",
        arguments: [
            (#"{"decision":"maybe",%A,%C,%B}"#, "/decision"), (#"{%A,%C,%B}"#, "/decision"),
            (#"{"decision":"waiver",%C,%B}"#, "/person"),
            (#"{"decision":"waiver",%A,"person":"8f87ccde-bb56-4c2e-ab83-44982ef22df0",%C,%B}"#, "/person"),
            (#"{"decision":"waiver","person":"8f87ccde-bb56-4c2e-ab83-44982ef22df0",%C,%B}"#, "/person"),
            (#"{"decision":"waiver","person":"7",%C,%B}"#, "/person"), (#"{"decision":"waiver",%A,%B}"#, "/course"),
            (#"{"decision":"waiver",%A,"course":"https://ex.fr/no",%B}"#, "/course"),
            (#"{"decision":"waiver",%A,%C,"reason":"x"}"#, "/decided_by"),
            (#"{"decision":"waiver",%A,%C,"decided_by":{"mbox":"mailto:drh@ex.fr"}}"#, "/reason"),
            (#"{"decision":"waiver",%A,%C,%B,"decided_at":"2999-01-01T00:00:00Z"}"#, "/decided_at"),
            (#"{"decision":"waiver",%A,%C,%B,"decided_at":"hier"}"#, "/decided_at"),
            (#"{"decision":"waiver",%A,%C,%B,"proof":{"title":"a","type":"b/c","content":"é"}}"#, "/proof/content"),
            (#"{"decision":"waiver",%A,%C,%B,"proof":{"title":"a","type":"b/c"}}"#, "/proof"),
            (#"{"decision":"waiver",%A,%C,%B,"proof":{"type":"b/c","content":"AQID"}}"#, "/proof/title"),
            (#"{"decision":"waiver",%A,%C,%B,"note":"x"}"#, "/note"), (#"{"decision":"revocation",%B}"#, "/of"),
            (#"{"decision":"revocation","of":"8f87ccde-bb56-4c2e-ab83-44982ef22df0",%B}"#, "/of"),
        ]
    )
    func refusals(body: String, pointer: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let course = try await Self.course(in: service)
            let whole = body.replacing("%A", with: Self.actor).replacing("%B", with: Self.by)
                .replacing("%C", with: #""course":"\#(course)""#)
            let answer = try await service.send(.post, Self.path, body: whole)
            #expect(answer.status == .badRequest && answer.object["pointer"] as? String == pointer, "\(answer.text)")
            #expect(try await Self.status(service) == nil)
        }
    }
}
