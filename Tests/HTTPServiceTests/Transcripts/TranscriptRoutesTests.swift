import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import HTTPService

@Suite("transcripts, time and activity over HTTP")
struct TranscriptRoutesTests {
    /// Somebody of a service who completed one course, and is registered in another; `<` in titles and names.
    private static func fill(_ service: ServiceFixture) async throws -> String {
        let body =
            #"{"matricule":"004217","family_name":"O<b>","given_name":"Élodie","identifiers":[{"mbox":"mailto:a@ex.fr"}],"#
            + #""attributes":[{"name":"service","value":"Voirie"},{"name":"situation","value":"reclassement"}]}"#
        let id = try await service.send(.post, "/api/v1/people", body: body).object["id"] as? String ?? ""
        for (name, title) in [("a", "Sécurité &lt;base&gt;"), ("b", "Accueil")] {
            let package = ZipWriter(
                ZipEntry(
                    "tincan.xml",
                    """
                    <?xml version="1.0" encoding="utf-8"?>
                    <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
                    <activity id="https://ex.fr/\(name)" type="http://adlnet.gov/expapi/activities/course">
                    <name lang="fr">\(title)</name><launch lang="fr">index.html</launch>
                    </activity></activities></tincan>
                    """
                ),
                ZipEntry("index.html", "<!doctype html><title>x</title>")
            )
            let answer = try await service.importPackage(package, query: "?source=cegos")
            let course = (answer.object["course"] as? [String: Any])?["id"] as? String ?? ""
            _ = try await service.send(
                .post, "/api/v1/registrations", body: #"{"course":"\#(course)","person":"\#(id)"}"#
            )
        }
        let statement =
            #"{"id":"8f87ccde-bb56-4c2e-ab83-44982ef22df0","actor":{"mbox":"mailto:a@ex.fr"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://ex.fr/a"},"#
            + #""timestamp":"2025-01-20T09:00:00Z","result":{"duration":"PT1H5M"}}"#
        let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: statement)
        #expect(stored.status == .ok, "\(stored.text)")
        return id
    }

    private static func expectFrench(_ page: String) {
        for words in [
            #"<html lang="fr">"#, "Relevé de formation", "Élodie O&lt;b&gt;", "004217", "Voirie",
            "Sécurité &lt;base&gt;", "<strong>Terminée</strong>", "20 janvier 2025", "<td>À commencer</td>",
            "1 h 05 min", "<title>Relevé de formation – Élodie O&lt;b&gt;</title>", "<h1>Relevé de formation</h1>",
            "<h2>Élodie O&lt;b&gt;</h2>", #"<th scope="col">Où j’en suis</th>"#, #"<th scope="row">Sécurité"#,
            "<caption>", "@page{size:A4", "<dt>Matricule</dt><dd>004217</dd>",
        ] { #expect(page.contains(words), "\(words)") }
        #expect(!page.contains("<b>") && !page.contains("{{") && !page.contains("reclassement"))
    }

    @Test("a record, for programs, for spreadsheets and for people", arguments: Engine.allCases)
    func records(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let path = "/api/v1/people/\(try await Self.fill(service))/records"
            let answer = try await service.send(.get, path, as: .reader)
            let items = answer.object["items"] as? [[String: Any]]
            #expect(items?.map { $0["status"] as? String } == ["completed", "not_started"], "\(answer.text)")
            #expect((answer.object["person"] as? [String: Any])?["service"] as? String == "Voirie")
            let time = answer.object["time"] as? [String: Any]
            #expect(time?["counted"] as? String == "PT1H5M" && time?["sessions"] as? Int == 1)
            #expect(!answer.text.contains("reclassement"))
            let table = try await service.send(.get, path + "?format=csv", as: .reader)
            #expect(table.text.split(separator: "\r\n").count == 3)
            let page = try await service.send(
                .get, path + "?format=html", as: .reader, headers: ["Accept-Language": "fr-FR"]
            )
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
            Self.expectFrench(page.text)
            let paper = try await service.send(
                .get, path + "?format=pdf", as: .reader, headers: ["Accept-Language": "fr-FR"]
            )
            #expect(paper.headers[.contentType] == "application/pdf", "\(paper.text)")
            let pdf = try ReadPDF(Array(buffer: paper.body))
            for words in [
                "Élodie O<b>", "Sécurité <base>", "Terminée", "20 janvier 2025", "À commencer", "1 h 05 min",
                "page 1 sur 1",
            ] { #expect(pdf.text.contains(words), "\(words): \(pdf.text)") }
            let english = try await service.send(.get, path + "?format=html", as: .reader)
            for words in [#"<html lang="en">"#, "Training record", "Completed", "20 January 2025"] {
                #expect(english.text.contains(words), "\(words)")
            }
        }
    }

    @Test("somebody who has done nothing has a record too", arguments: Engine.allCases)
    func nothing(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let person = try await service.send(.post, "/api/v1/people", body: #"{"family_name":"Dupont"}"#)
            let path = "/api/v1/people/\(person.object["id"] as? String ?? "")"
            let answer = try await service.send(.get, path + "/records", as: .reader)
            #expect((answer.object["items"] as? [Any])?.isEmpty == true, "\(answer.text)")
            let page = try await service.send(
                .get, path + "/records?format=html", headers: ["Accept-Language": "fr"]
            )
            #expect(page.text.contains("Aucune formation pour le moment."))
            let time = try await service.send(.get, path + "/time", as: .reader)
            #expect((time.object["total"] as? [String: Any])?["counted"] as? String == "PT0S", "\(time.text)")
        }
    }

    @Test("time adds up; activity links to who was active", arguments: Engine.allCases)
    func time(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let id = try await Self.fill(service)
            let time = try await service.send(.get, "/api/v1/people/\(id)/time", as: .reader)
            let months = time.object["by_month"] as? [[String: Any]]
            #expect(months?.map { $0["month"] as? String } == ["2025-01"], "\(time.text)")
            let services = time.object["by_service"] as? [[String: Any]]
            #expect(services?.first?["service"] as? String == "Voirie")
            let session = (time.object["sessions"] as? [[String: Any]])?.first
            #expect(session?["statement"] as? String == "8f87ccde-bb56-4c2e-ab83-44982ef22df0")
            let rows = try await service.send(.get, "/api/v1/people/\(id)/time?format=csv", as: .reader)
            #expect(rows.text.contains(";PT1H5M;PT1H5M;8f87ccde"), "\(rows.text)")
            for by in ["learner", "service", "source", "course", "month", "category"] {
                let uri = "/api/v1/activity?window=P15D&until=2025-02-01&by=\(by)"
                let answer = try await service.send(.get, uri, as: .reader)
                #expect(answer.object["learners"] as? Int == 1, "\(answer.text)")
                #expect(answer.object["counted"] as? String == "PT1H5M")
                for item in answer.object["items"] as? [[String: Any]] ?? [] {
                    let list = try await service.send(.get, try #require(item["list"] as? String), as: .reader)
                    #expect(list.status == .ok, "\(list.text)")
                    if by != "learner" { #expect(list.object["learners"] as? Int == item["learners"] as? Int) }
                }
                let table = try await service.send(.get, uri + "&format=csv", as: .reader)
                #expect(table.text.contains(";1;1;PT1H5M;PT1H5M;/api/v1/"), "\(table.text)")
            }
            let empty = try await service.send(.get, "/api/v1/activity?window=PT1S&until=2025-02-01", as: .reader)
            #expect(empty.object["learners"] as? Int == 0)
        }
    }

    @Test(
        "windows that overflow, people who are not there",
        arguments: [
            ("/activity", "invalid-parameter"), ("/activity?window=15", "invalid-parameter"),
            ("/activity?window=P99999999999999999999Y", "invalid-parameter"),
            ("/activity?window=P3000Y", "invalid-parameter"), ("/activity?window=PT0S", "invalid-parameter"),
            ("/activity?window=P50Y&until=0001-01-01", "invalid-parameter"),
            ("/activity?window=P1D&since=2025-01-01", "invalid-parameter"),
            ("/activity?since=2025-01-02&until=2025-01-01", "invalid-parameter"),
            ("/activity?since=0001-01-01&until=9999-12-31", "invalid-parameter"),
            ("/activity?window=P15D&by=age", "invalid-parameter"), ("/activity?windows=P15D", "unknown-parameter"),
            ("/people/8f87ccde-bb56-4c2e-ab83-44982ef22df0/records", "not-found"), ("/people/x/records", "not-found"),
            ("/people/8f87ccde-bb56-4c2e-ab83-44982ef22df0/time", "not-found"),
            ("/people/8f87ccde-bb56-4c2e-ab83-44982ef22df0/records?format=ods", "invalid-parameter"),
            ("/people/8f87ccde-bb56-4c2e-ab83-44982ef22df0/time?format=html", "invalid-parameter"),
        ]
    )
    func refusals(path: String, problem: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(.get, "/api/v1" + path)
            #expect(answer.problem == problem, "\(answer.text)")
        }
    }
}
