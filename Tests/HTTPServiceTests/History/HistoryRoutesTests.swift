import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("history over HTTP")
struct HistoryRoutesTests {
    private static let path = "/api/v1/history/import"
    private static let table = """
        mail;cours;titre;date;resultat;note
        un@ex.fr;SST;Sauveteur secouriste;12/03/2019;terminé;17/20
        deux@ex.fr;SST;Sauveteur secouriste;31/02/2019;terminé;
        """

    @Test("is shown, taken over, and marked in answers", arguments: Engine.allCases)
    func taken(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for isDryRun in [true, false] {
                let answer = try await service.send(
                    .post, Self.path + "?source=cnfpt&dry_run=\(isDryRun)", headers: ["Content-Type": "text/csv"],
                    body: Self.table
                )
                #expect(answer.object["applied"] as? Bool == !isDryRun, "\(answer.text)")
                #expect(answer.object["created"] as? Int == 1 && answer.object["refused"] as? Int == 1)
                let course = (answer.object["courses"] as? [[String: Any]])?.first
                #expect(course?["title"] as? String == "Sauveteur secouriste")
                let findings = answer.object["findings"] as? [[String: Any]] ?? []
                #expect(findings.contains { $0["code"] as? String == "invalid-date" && $0["line"] as? Int == 3 })
            }
            let found = try await service.send(.get, "/api/v1/completions?source=cnfpt", as: .reader)
            let item = try #require((found.object["items"] as? [[String: Any]])?.first, "\(found.text)")
            let because = (item["because"] as? [[String: Any]])?.first
            #expect(item["status"] as? String == "completed" && because?["imported"] as? Bool == true)
            let sentence = item["explanation"] as? String ?? ""
            #expect(sentence.hasSuffix("Taken over from another system."), "\(found.text)")
            let table = try await service.send(.get, "/api/v1/completions?format=csv", as: .reader)
            #expect(table.text.contains("imported") && table.text.contains("true"))
        }
    }

    @Test("who was erased does not come back, and keeps nobody else out", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            func take(_ lines: String) async throws -> TestResponse {
                try await service.send(
                    .post, Self.path + "?source=cnfpt", headers: ["Content-Type": "text/csv"],
                    body: "mail;cours;titre;date\n" + lines
                )
            }
            let line = "un@ex.fr;SST;Secourisme;12/03/2019\n"
            #expect(try await take(line).object["created"] as? Int == 1)
            let body = #"{"actor":{"mbox":"mailto:un@ex.fr"},"reason":"Dossier 12"}"#
            let erased = try await service.send(.post, "/api/v1/erasures", body: body)
            #expect(erased.status == .created, "\(erased.text)")
            let again = try await take(line + "deux@ex.fr;SST;Secourisme;12/03/2019\n")
            #expect(again.object["created"] as? Int == 1 && again.object["refused"] as? Int == 1, "\(again.text)")
            let found = try await service.send(.get, "/api/v1/completions", as: .reader)
            #expect(found.text.contains("deux@ex.fr") && !found.text.contains("un@ex.fr"), "\(found.text)")
        }
    }

    @Test(
        "what cannot be is refused",
        arguments: [
            ("", "text/csv", "x", "invalid-parameter"), ("?source=a%20b", "text/csv", "x", "invalid-parameter"),
            ("?source=cnfpt", "application/json", "{}", "unsupported-content-type"),
            ("?source=cnfpt", "text/csv", "a;b\n1;2", "invalid-body"),
            ("?source=cnfpt&dry_run=maybe", "text/csv", table, "invalid-parameter"),
        ]
    )
    func refusals(query: String, type: String, body: String, problem: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(.post, Self.path + query, headers: ["Content-Type": type], body: body)
            #expect(answer.problem == problem, "\(answer.text)")
        }
    }
}
