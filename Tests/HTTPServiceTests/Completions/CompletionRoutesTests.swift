import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("completions over HTTP")
struct CompletionRoutesTests {
    private static let completions = "/api/v1/completions"
    private static let registrations = "/api/v1/registrations"

    private static func course(_ name: String, _ source: String, _ service: ServiceFixture) async throws -> String {
        let package = ZipWriter(
            ZipEntry(
                "tincan.xml",
                """
                <?xml version="1.0" encoding="utf-8"?>
                <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
                <activity id="https://ex.fr/\(name)" type="http://adlnet.gov/expapi/activities/course">
                <name lang="fr">Cours \(name)</name><launch lang="fr">index.html</launch>
                </activity></activities></tincan>
                """
            ),
            ZipEntry("index.html", "<!doctype html><title>x</title>")
        )
        let answer = try await service.importPackage(package, query: "?source=\(source)")
        return (answer.object["course"] as? [String: Any])?["id"] as? String ?? ""
    }

    private static func completes(_ number: Int, _ agent: String, _ name: String, _ service: ServiceFixture)
        async throws
    {
        let statement =
            #"{"id":"00000000-0000-4000-8000-00000000000\#(number)","actor":{"mbox":"mailto:\#(agent)@ex.fr"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://ex.fr/\#(name)"},"#
            + #""timestamp":"2025-11-30T23:30:00Z"}"#
        let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: statement)
        #expect(stored.status == .ok, "\(stored.text)")
    }

    /// Two courses of two sources; Un of Voirie completed both, Deux of Parcs one, Trois of Voirie is registered.
    private static func fill(_ service: ServiceFixture) async throws -> [String] {
        let table =
            "matricule;nom;mail;service;employeur\n1;Un;un@ex.fr;Voirie;Ville\n2;Deux;deux@ex.fr;Parcs;Ville\n3;Trois;trois@ex.fr;Voirie;Ville\n"
        let taken = try await service.send(
            .post, "/api/v1/people/import", headers: ["Content-Type": "text/csv"], body: table
        )
        #expect(taken.object["created"] as? Int == 3, "\(taken.text)")
        let courses = [try await course("a", "cegos", service), try await course("b", "cnfpt", service)]
        try await completes(1, "un", "a", service)
        try await completes(2, "un", "b", service)
        try await completes(3, "deux", "a", service)
        return courses
    }

    private static func items(_ answer: TestResponse) -> [[String: Any]] {
        answer.object["items"] as? [[String: Any]] ?? []
    }

    private static func lines(_ answer: TestResponse) -> [String] {
        items(answer).map { item in
            let (person, course) = (item["person"] as? [String: Any], item["course"] as? [String: Any])
            return "\(person?["name"] ?? "-") \(course?["title"] ?? "-") \(item["status"] ?? "-")"
        }.sorted()
    }

    @Test("filters choose lines; a line says what the person is now, and was then", arguments: Engine.allCases)
    func filters(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let courses = try await Self.fill(service)
            let body = #"{"course":"\#(courses[0])","service":"Voirie"}"#
            let registered = try await service.send(.post, Self.registrations, body: body)
            #expect(registered.status == .created, "\(registered.text)")
            #expect(registered.object["registered"] as? Int == 2)
            func found(_ query: String) async throws -> [String] {
                let answer = try await service.send(.get, "\(Self.completions)?\(query)", as: .reader)
                #expect(answer.status == .ok, "\(answer.text)")
                return Self.lines(answer)
            }
            #expect(try await found("status=not_started") == ["Trois Cours a not_started"])
            let voirie = ["Trois Cours a not_started", "Un Cours a completed", "Un Cours b completed"]
            #expect(try await found("service=Voirie") == voirie)
            #expect(try await found("service=Voirie&attributes=then") == Array(voirie.dropFirst()))
            #expect(try await found("service=") == [])
            #expect(try await found("source=cnfpt") == ["Un Cours b completed"])
            #expect(try await found("completed_since=2025-12-01") == [])
            #expect(try await found("completed_since=2025-11-30&completed_before=2025-12-01&limit=3").count == 3)
            #expect(try await found("completed_since=2025-12-01T00:00:00%2B01:00").count == 3)
            let list = try #require(registered.object["list"] as? String)
            #expect(Self.lines(try await service.send(.get, list)) == Array(voirie.dropLast()))
            let answer = try await service.send(.get, "\(Self.completions)?status=not_started", as: .reader)
            let item = try #require(Self.items(answer).first)
            let now = (item["person"] as? [String: Any])?["now"] as? [String: Any]
            #expect(now?["service"] as? String == "Voirie" && now?["metier"] is NSNull)
            #expect((item["person"] as? [String: Any])?["then"] is NSNull)
            #expect(item["registered_at"] is String)
            let registration = try #require(item["registration"] as? String)
            let path = "\(Self.registrations)/\(registration)"
            #expect(try await service.send(.delete, path).status == .noContent)
            #expect(try await service.send(.delete, path).status == .notFound)
            #expect(try await found("status=not_started") == [])
        }
    }

    @Test("a summary counts; the list behind each line is as long", arguments: Engine.allCases)
    func summary(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            _ = try await Self.fill(service)
            for by in ["service", "employer", "metier", "category", "source", "course", "month"] {
                let answer = try await service.send(.get, "\(Self.completions)/summary?by=\(by)", as: .reader)
                #expect(answer.status == .ok, "\(answer.text)")
                #expect(answer.object["total"] as? Int == 3)
                for item in Self.items(answer) {
                    let list = try #require(item["list"] as? String)
                    let lines = Self.lines(try await service.send(.get, list, as: .reader))
                    #expect(item["total"] as? Int == lines.count, "\(list)")
                    let counts = item["counts"] as? [String: Int]
                    #expect(counts?["completed"] == lines.count && counts?["failed"] == 0)
                }
            }
            let table = try await service.send(
                .get, "\(Self.completions)/summary?by=service&format=csv&bom=true", as: .reader
            )
            let lines = table.text.split(separator: "\r\n")
            #expect(lines.first == "\u{FEFF}service;not_started;in_progress;completed;failed;expired;waived;total;list")
            #expect(lines.contains("Voirie;0;0;2;0;0;0;2;/api/v1/completions?service=Voirie"), "\(table.text)")
        }
    }

    @Test(
        "what cannot be asked is refused, with its place",
        arguments: [
            ("GET", "/completions?source=nobody", "", "invalid-parameter", nil),
            ("GET", "/completions?attributes=later", "", "invalid-parameter", nil),
            ("GET", "/completions?completed_since=x", "", "invalid-parameter", nil),
            (
                "GET", "/completions?completed_since=2026-01-02&completed_before=2026-01-01", "", "invalid-parameter",
                nil
            ),
            ("GET", "/completions?completed_since=99999999999-01-01", "", "invalid-parameter", nil),
            ("GET", "/completions?format=pdf", "", "invalid-parameter", nil),
            ("GET", "/completions?services=x", "", "unknown-parameter", nil),
            ("GET", "/completions/summary", "", "invalid-parameter", nil),
            ("GET", "/completions/summary?by=age", "", "invalid-parameter", nil),
            ("GET", "/completions/summary?by=month&service=Voirie", "", "invalid-parameter", nil),
            ("GET", "/completions/summary?by=course&service=", "", "invalid-parameter", nil),
            ("GET", "/completions/summary?by=course&course=x", "", "invalid-parameter", nil),
            ("POST", "/registrations", "{}", "invalid-body", "/course"),
            ("POST", "/registrations", #"{"course":"x"}"#, "invalid-body", "/person"),
            ("POST", "/registrations", #"{"course":"x","service":"y"}"#, "invalid-body", "/course"),
            ("POST", "/registrations", #"{"course":"x","service":1}"#, "invalid-body", "/service"),
            ("POST", "/registrations", #"{"course":"x","sevrice":"y"}"#, "invalid-body", "/sevrice"),
            ("POST", "/registrations", #"{"course":"x","person":"y"}"#, "invalid-body", "/person"),
            (
                "POST", "/registrations",
                #"{"course":"x","person":"8f87ccde-bb56-4c2e-ab83-44982ef22df0","service":"y"}"#, "invalid-body",
                "/person"
            ),
            ("DELETE", "/registrations/x", "", "not-found", nil),
        ] as [(String, String, String, String, String?)]
    )
    func refusals(method: String, path: String, body: String, problem: String, pointer: String?) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let method = try #require(HTTPRequest.Method(method))
            let answer = try await service.send(method, "/api/v1" + path, body: body)
            #expect(answer.problem == problem, "\(answer.text)")
            #expect(answer.object["pointer"] as? String == pointer, "\(answer.text)")
        }
    }
}
