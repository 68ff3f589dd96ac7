import Foundation
import HTTPTypes
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

@Suite("access log over HTTP")
struct AccessLogRoutesTests {
    private static let path = "/api/v1/access-log"

    /// Routes that answer with nobody's data, or with counts; a new one stands here or is logged.
    private static let unlogged: Set<String> = Set(
        [
            "/xapi/about", "/xapi/activities", "/healthz", "/readyz", "/api/v1/packages/{sha256}",
            "/api/v1/completions/summary", "/api/v1/courses", "/api/v1/courses/{id}", "/api/v1/courses/{id}/price",
            "/api/v1/courses/{id}/rule", "/api/v1/sessions", "/api/v1/erasures", "/api/v1/inspections",
            "/api/v1/inspections/{id}", "/api/v1/retention/schedules",
            "/api/v1/evidence/checkpoint", "/api/v1/evidence/cosigned", "/api/v1/evidence/timestamps/{size}",
            "/api/v1/evidence/growth", "/api/v1/evidence/proof", "/api/v1/webhooks", "/api/v1/keys", "/api/v1/sources",
            "/api/v1/sources/{id}", "/api/v1/sources/{id}/advisory", "/api/v1/rules", "/api/v1/rules/{id}",
            "/api/v1/paths", "/api/v1/paths/{id}", "/api/v1/feedback", "/api/v1/campaigns", "/api/v1/campaigns/{id}",
            "/api/v1/competences", "/api/v1/competences/{id}", "/api/v1/competences/{id}/coverage", "/api/v1/spending",
        ]
    )

    private static func mayRead(_ route: Route) -> Bool {
        if case .learners = route.reads { true } else { false }
    }

    private static func entries(_ service: ServiceFixture, _ query: String = "") async throws -> [[String: Any]] {
        try await service.useCases.reads.log.flush()
        let answer = try await service.send(.get, path + query)
        #expect(answer.status == .ok, "\(answer.text)")
        return try #require(answer.object["items"] as? [[String: Any]], "\(answer.text)")
    }

    @Test("every route that reads learners' data is logged, whatever it answers")
    func everyRoute() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let routes = Endpoints(service.useCases).routes
            let reading = routes.filter { $0.method == .get && !$0.path.contains("tile") }
            #expect(Set(reading.filter { !Self.mayRead($0) }.map(\.path)) == Self.unlogged)
            for route in routes where Self.mayRead(route) {
                let path = route.path.replacing("{id}", with: "00000000-0000-4000-8000-000000000001")
                _ = try await service.send(route.method, path, body: route.method == .get ? nil : "{}")
            }
            let logged = try await Self.entries(service, "?limit=500").compactMap { $0["route"] as? String }
            #expect(Set(logged) == Set(routes.filter(Self.mayRead).map { "\($0.method) \($0.path)" }))
        }
    }

    @Test("what no engine can keep as text keeps nothing back", arguments: Engine.allCases)
    func unwritable(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for query in ["service=a%00b", "q=%00", "course=%00", "%00=1"] {
                _ = try await service.send(.get, "/api/v1/completions?" + query)
            }
            _ = try await service.send(.get, "/api/v1/people/%00/records")
            _ = try await service.send(.get, "/api/v1/people?q=x")
            let entries = try await Self.entries(service)
            #expect(entries.contains { $0["route"] as? String == "GET /api/v1/people" })
        }
    }

    @Test("says who read whom, why and with what answer, without naming anybody", arguments: Engine.allCases)
    func entry(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let draft = #"{"family_name":"Quatrebarbes","identifiers":[{"mbox":"mailto:zoe@ex.fr"}]}"#
            let made = try await service.send(.post, "/api/v1/people", body: draft)
            let id = try #require(made.object["id"] as? String, "\(made.text)")
            let agent = "agent=%7B%22mbox%22:%22mailto:zoe@ex.fr%22%7D"
            let why = ["X-Releve-Purpose": "Audit 2026-7"]
            for path in [
                "/api/v1/people/\(id)/records", "/api/v1/people/\(id)/records", "/xapi/statements?\(agent)&limit=3",
                "/api/v1/people?q=Quatrebarbes", "/api/v1/completions?person=\(id)&status=completed",
                "/api/v1/completions/summary?by=course", "/api/v1/activity?by=month&window=P1D",
            ] {
                let answer = try await service.send(.get, path, headers: why)
                #expect(answer.status == .ok, "\(path): \(answer.text)")
            }
            let bundle = #"{"people":["\#(id)"],"status":"completed"}"#
            #expect(try await service.send(.post, "/api/v1/evidence/bundles", body: bundle).status == .accepted)
            let entries = try await Self.entries(service)
            func shown(_ name: String) -> [String] { entries.map { ($0[name] as? String) ?? "–" } }
            #expect(
                shown("route") == [
                    "POST /api/v1/evidence/bundles", "GET /api/v1/completions", "GET /api/v1/people",
                    "GET /xapi/statements", "GET /api/v1/people/{id}/records",
                ])
            #expect(shown("person") == [id, id, "–", "–", id])
            #expect(shown("question") == ["people=1&status=completed", "status=completed", "q=…", "", ""])
            #expect(shown("purpose") == ["–"] + Array(repeating: "Audit 2026-7", count: 4))
            #expect(Set(shown("key")) == ["admin"] && Set(shown("name")) == ["admin"])
            // SHA-256 of the canonical identifier, by another program.
            #expect(shown("actor")[3].count == 64)
            #expect(entries.map { $0["times"] as? Int } == [1, 1, 1, 1, 2])
            let text = try await service.send(.get, Self.path + "?format=csv").text
            #expect(!text.contains("Quatrebarbes") && !text.contains("zoe@ex.fr"))
            #expect(text.hasPrefix("at;key;name;route;person;"))
        }
    }

    @Test("is itself read under its own scope, filtered, paged and logged")
    func itself() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let id = "00000000-0000-4000-8000-000000000001"
            for path in ["/api/v1/people/\(id)", "/api/v1/people/\(id)/time", "/xapi/statements"] {
                _ = try await service.send(.get, path)
            }
            _ = try await service.send(.get, "/xapi/statements", as: .reader)
            let ofPerson = try await Self.entries(service, "?person=\(id)")
            #expect(ofPerson.map { $0["status"] as? Int } == [404, 404])
            #expect(try await Self.entries(service, "?key=reader").count == 1)
            #expect(try await Self.entries(service, "?until=2001-01-01").isEmpty)
            let page = try await service.send(.get, Self.path + "?limit=1&since=2001-01-01")
            let next = try #require(page.object["next"] as? String)
            #expect(try await service.send(.get, next).status == .ok)
            let routes = try await Self.entries(service, "?limit=500").compactMap { $0["route"] as? String }
            #expect(routes.contains("GET /api/v1/access-log"))
            for query in ["?cursor=x", "?limit=0", "?person=x", "?since=x", "?who=x"] {
                #expect(try await service.send(.get, Self.path + query).status == .badRequest, "\(query)")
            }
            let long = ["X-Releve-Purpose": String(repeating: "x", count: 201)]
            let refused = try await service.send(.get, "/xapi/statements", headers: long)
            #expect(refused.status == .badRequest && refused.text.contains("200"), "\(refused.text)")
        }
    }
}
