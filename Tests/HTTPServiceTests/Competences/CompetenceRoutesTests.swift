import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("competences over HTTP")
struct CompetenceRoutesTests {
    private static let path = "/api/v1/competences/sst"
    private static let title = #""title":{"fr":"Secouriste","en":"First aider"}"#

    private static func fill(_ service: ServiceFixture) async throws -> String {
        let table = "matricule;nom;mail;service\n1;Un;un@ex.fr;Voirie\n2;Deux;;Parcs\n"
        _ = try await service.send(
            .post, "/api/v1/people/import", headers: ["Content-Type": "text/csv"], body: table
        )
        let course = try await service.send(.post, "/api/v1/courses", body: #"{"source":"cnfpt","title":"SST"}"#)
        return try #require(course.object["id"] as? String)
    }

    @Test("are made, and lead to the statements that give them", arguments: Engine.allCases)
    func competence(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let course = try await Self.fill(service)
            let body = #"{\#(Self.title),"courses":["\#(course)"]}"#
            let made = try await service.send(.put, Self.path, body: body)
            #expect(made.status == .created && made.object["needs"] as? Int == 1, "\(made.text)")
            #expect(try await service.send(.put, Self.path, body: body).status == .ok)
            let table = "mail;cours;date\nun@ex.fr;SST;2020-03-12\n"
            _ = try await service.send(
                .post, "/api/v1/history/import?source=cnfpt", headers: ["Content-Type": "text/csv"], body: table)
            let holders = try await service.send(.get, Self.path + "/holders?status=held", as: .reader)
            let line = try #require((holders.object["items"] as? [[String: Any]])?.first, "\(holders.text)")
            #expect(
                line["since"] as? String == "2020-03-12T12:00:00.000Z" && line["until"] is NSNull, "\(holders.text)")
            let link = try #require((line["because"] as? [String])?.first)
            let proof = try await service.send(.get, link, as: .reader)
            #expect(
                ((proof.object["items"] as? [[String: Any]])?.first?["because"] as? [Any])?.count == 1, "\(proof.text)")
            let person = try #require((line["person"] as? [String: Any])?["id"] as? String)
            let held = try await service.send(.get, "/api/v1/people/\(person)/competences", as: .reader)
            #expect((held.object["items"] as? [Any])?.count == 1, "\(held.text)")
            let coverage = try await service.send(.get, Self.path + "/coverage?by=service", as: .reader)
            let services = coverage.object["items"] as? [[String: Any]]
            #expect(services?.map { $0["held"] as? Int } == [0, 1], "\(coverage.text)")
            for address in ["/holders?format=csv", "/coverage?format=csv", "/holders?within=P90D"] {
                #expect(try await service.send(.get, Self.path + address, as: .reader).status == .ok)
            }
            let all = try await service.send(.get, "/api/v1/competences", as: .reader)
            #expect((all.object["items"] as? [Any])?.count == 1)
        }
    }

    @Test("what cannot be is refused, with its place")
    func refusals() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let course = try await Self.fill(service)
            let cases: [(body: String, pointer: String)] = [
                ("{}", "/courses"), (#"{"courses":["x"]}"#, "/title/fr"),
                (#"{\#(Self.title),"courses":[]}"#, "/courses"),
                (#"{\#(Self.title),"courses":["x"]}"#, "/courses/0"),
                (#"{\#(Self.title),"courses":["\#(course)","\#(course)"]}"#, "/courses/1"),
                (#"{\#(Self.title),"courses":["\#(course)"],"needs":2}"#, "/needs"),
                (#"{\#(Self.title),"courses":["\#(course)"],"until":2}"#, "/until"),
            ]
            for (body, pointer) in cases {
                let answer = try await service.send(.put, Self.path, body: body)
                #expect(answer.object["pointer"] as? String == pointer, "\(body): \(answer.text)")
            }
            for address in [Self.path, Self.path + "/holders", Self.path + "/coverage"] {
                #expect(try await service.send(.get, address).status == .notFound)
            }
            for query in ["/holders?status=x", "/holders?within=90", "/coverage?by=site"] {
                #expect(try await service.send(.get, Self.path + query).problem == "invalid-parameter")
            }
        }
    }
}
