import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("campaigns over HTTP")
struct CampaignRoutesTests {
    private static let path = "/api/v1/campaigns"
    private static let title = #""title":{"fr":"Accueil","en":"Welcome"}"#

    /// A path of one course for everybody of Voirie, of whom there are two.
    private static func fill(_ service: ServiceFixture) async throws -> String {
        let table = "matricule;nom;mail;service\n1;Un;un@ex.fr;Voirie\n2;Deux;deux@ex.fr;Voirie\n3;Trois;;Parcs\n"
        _ = try await service.send(
            .post, "/api/v1/people/import", headers: ["Content-Type": "text/csv"], body: table
        )
        let course = try await service.send(.post, "/api/v1/courses", body: #"{"source":"interne","title":"Sécurité"}"#)
        let id = try #require(course.object["id"] as? String)
        let document = #"{\#(title),"for":{"service":"Voirie"},"steps":[{"course":"\#(id)"}]}"#
        let made = try await service.send(.put, "/api/v1/paths/accueil", body: document)
        #expect(made.status == .created, "\(made.text)")
        return id
    }

    @Test("are started, counted, listed and moved", arguments: Engine.allCases)
    func campaign(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let course = try await Self.fill(service)
            let body = #"{\#(Self.title),"path":"accueil","deadline":"2099-12-31"}"#
            let started = try await service.send(.post, Self.path, body: body)
            #expect(started.status == .created, "\(started.text)")
            #expect(started.object["deadline"] as? String == "2099-12-31T23:00:00.000Z", "\(started.text)")
            let one = Self.path + "/" + (try #require(started.object["id"] as? String))
            let decision =
                #"{"decision":"completion","course":"\#(course)","actor":{"mbox":"mailto:un@ex.fr"},"reason":"vu","#
                + #""decided_by":{"mbox":"mailto:chef@ex.fr"}}"#
            let decided = try await service.send(.post, "/api/v1/decisions", body: decision)
            #expect(decided.status == .created, "\(decided.text)")
            let shown = try await service.send(.get, one, as: .reader)
            let counts = shown.object["counts"] as? [String: Int]
            #expect(counts?["completed"] == 1 && counts?["not_started"] == 1 && counts?["late"] == 0, "\(shown.text)")
            let services = shown.object["services"] as? [[String: Any]]
            let list = try await service.send(.get, try #require(services?.first?["list"] as? String), as: .reader)
            #expect((list.object["items"] as? [Any])?.count == 2, "\(list.text)")
            let table = try await service.send(.get, one + "/people?format=csv&state=not_started", as: .reader)
            #expect(table.text.contains("Deux") && !table.text.contains("Un,"), "\(table.text)")
            let lines = try await service.send(.get, "/api/v1/completions?path=accueil", as: .reader)
            #expect((lines.object["items"] as? [Any])?.count == 2, "\(lines.text)")
            let moved = try await service.send(.patch, one, body: #"{"deadline":"2099-06-30T10:00:00Z"}"#)
            #expect(moved.object["deadline"] as? String == "2099-06-30T10:00:00.000Z", "\(moved.text)")
            let added = try await service.send(.post, one + "/people", body: "{}")
            #expect(added.object["added"] as? Int == 0, "\(added.text)")
            let all = try await service.send(.get, Self.path, as: .reader)
            #expect((all.object["items"] as? [Any])?.count == 1 && all.object["next"] is NSNull, "\(all.text)")
        }
    }

    @Test("what cannot be is refused, with its place")
    func refusals() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            _ = try await Self.fill(service)
            let nowhere = "00000000-0000-4000-8000-000000000000"
            let cases: [(body: String, pointer: String)] = [
                ("{}", "/title/fr"), (#"{\#(Self.title)}"#, "/path"),
                (#"{\#(Self.title),"path":"x","deadline":"2099-01-01"}"#, "/path"),
                (#"{\#(Self.title),"path":"accueil"}"#, "/deadline"),
                (#"{\#(Self.title),"path":"accueil","deadline":"demain"}"#, "/deadline"),
                (#"{\#(Self.title),"path":"accueil","deadline":"2020-01-01"}"#, "/deadline"),
                (#"{\#(Self.title),"path":"accueil","deadline":"2099-01-01","for":{"city":"x"}}"#, "/for/city"),
            ]
            for (body, pointer) in cases {
                let answer = try await service.send(.post, Self.path, body: body)
                #expect(answer.object["pointer"] as? String == pointer, "\(body): \(answer.text)")
            }
            for address in [Self.path + "/x", Self.path + "/\(nowhere)", Self.path + "/\(nowhere)/people"] {
                #expect(try await service.send(.get, address).status == .notFound, "\(address)")
            }
            for query in ["path=x", "path="] {
                let answer = try await service.send(.get, "/api/v1/completions?\(query)")
                #expect(answer.problem == "invalid-parameter", "\(answer.text)")
            }
        }
    }
}
