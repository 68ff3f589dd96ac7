import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("paths over HTTP")
struct PathRoutesTests {
    private static let path = "/api/v1/paths/accueil"
    private static let progress = path + "/progress"

    /// Imports a course of one activity and answers its IRI.
    private static func course(_ name: String, _ service: ServiceFixture) async throws -> String {
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
        let answer = try await service.importPackage(package)
        return (answer.object["course"] as? [String: Any])?["id"] as? String ?? "no course: \(answer.text)"
    }

    private static func says(
        _ verb: String, _ agent: String, _ name: String, number: Int, in service: ServiceFixture
    ) async throws {
        let statement =
            #"{"id":"00000000-0000-4000-8000-00000000000\#(number)","actor":{"mbox":"mailto:\#(agent)@ex.fr"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/\#(verb)"},"object":{"id":"https://ex.fr/\#(name)"},"#
            + #""timestamp":"2025-11-30T23:30:00Z"}"#
        let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: statement)
        #expect(stored.status == .ok, "\(stored.text)")
    }

    private static func void(_ number: Int, in service: ServiceFixture) async throws {
        let statement =
            #"{"actor":{"mbox":"mailto:chef@ex.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},"object":"#
            + #"{"objectType":"StatementRef","id":"00000000-0000-4000-8000-00000000000\#(number)"}}"#
        let stored = try await service.send(.post, "/xapi/statements", body: statement)
        #expect(stored.status == .ok, "\(stored.text)")
    }

    private static func people(_ service: ServiceFixture) async throws {
        let table = """
            matricule;nom;mail;service;metier
            1;Un;un@ex.fr;Voirie;Agent
            2;Deux;deux@ex.fr;Parcs;Agent
            3;Trois;trois@ex.fr;Voirie;Agent
            4;Quatre;quatre@ex.fr;Voirie;Chef

            """
        let taken = try await service.send(
            .post, "/api/v1/people/import", headers: ["Content-Type": "text/csv"], body: table
        )
        #expect(taken.object["created"] as? Int == 4, "\(taken.text)")
    }

    private static func items(_ answer: TestResponse) -> [[String: Any]] {
        answer.object["items"] as? [[String: Any]] ?? []
    }

    private static func name(_ item: [String: Any]) -> String {
        (item["person"] as? [String: Any])?["name"] as? String ?? "-"
    }

    private static func item(of name: String, _ answer: TestResponse) throws -> [String: Any] {
        try #require(items(answer).first { Self.name($0) == name }, "\(answer.text)")
    }

    /// `Un 1/2 50 in_progress`, line by line; people come in any order.
    private static func lines(_ answer: TestResponse) -> [String] {
        items(answer).map { item in
            let name = Self.name(item)
            let numbers = "\(item["done"] ?? "-")/\(item["total"] ?? "-") \(item["percent"] ?? "-")"
            return "\(name) \(numbers) \(item["status"] ?? "-")"
        }.sorted()
    }

    /// First a, then one of b and c, in order, for everybody whose métier is Agent.
    private static func document(_ a: String, _ b: String, _ c: String, more: String = "") -> String {
        #"{"title":{"fr":"Accueil","en":"Welcome"},"ordered":true,"for":{"metier":"Agent"},"#
            + #""steps":[{"course":"\#(a)"},{"atLeast":1,"of":["\#(b)","\#(c)"]}]\#(more)}"#
    }

    private static func fill(_ service: ServiceFixture) async throws -> [String] {
        try await people(service)
        var courses: [String] = []
        for name in ["a", "b", "c"] { courses.append(try await course(name, service)) }
        let made = try await service.send(.put, path, body: document(courses[0], courses[1], courses[2]))
        #expect(made.status == .created && made.object["version"] as? Int == 1, "\(made.text)")
        return courses
    }

    @Test("progress follows what was said, and goes back when it is voided", arguments: Engine.allCases)
    func progress(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let courses = try await Self.fill(service)
            try await Self.says("completed", "un", "a", number: 1, in: service)
            try await Self.says("completed", "un", "c", number: 2, in: service)
            try await Self.says("completed", "deux", "b", number: 3, in: service)
            func found(_ query: String = "") async throws -> [String] {
                let answer = try await service.send(.get, Self.progress + query, as: .reader)
                #expect(answer.status == .ok, "\(answer.text)")
                return Self.lines(answer)
            }
            let (one, two, three) = ("Un 2/2 100 completed", "Deux 1/2 50 in_progress", "Trois 0/2 0 not_started")
            #expect(try await found() == [two, three, one])
            #expect(try await found("?status=completed") == [one])
            #expect(try await found("?service=Voirie&status=not_started") == [three])
            #expect(try await found("?metier=Chef") == [])
            let second = try Self.item(of: "Deux", try await service.send(.get, Self.progress))
            #expect(second["next"] as? [String] == [courses[0]])
            for year in ["2020", "2099"] {
                let half = #"{"starts_at":"\#(year)-11-03T08:00:00Z","ends_at":"\#(year)-11-03T11:00:00Z"}"#
                let body = #"{"course":"\#(courses[0])","title":"\#(year)","place":"Salle 2","half_days":[\#(half)]}"#
                #expect(try await service.send(.post, "/api/v1/sessions", body: body).status == .created)
            }
            let planned = try Self.item(of: "Deux", try await service.send(.get, Self.progress))
            let sessions = planned["sessions"] as? [[String: Any]]
            let titles = sessions?.map { $0["title"] as? String }
            #expect(titles == ["2099"] && sessions?.first?["place"] as? String == "Salle 2", "\(planned)")
            let steps = try #require(second["steps"] as? [[String: Any]])
            #expect(steps.map { $0["done"] as? Bool } == [false, true])
            #expect(steps.map { $0["open"] as? Bool } == [true, false])
            try await Self.void(2, in: service)
            #expect(try await found("?service=Voirie") == [three, "Un 1/2 50 in_progress"])
            let first = try Self.item(of: "Un", try await service.send(.get, Self.progress))
            #expect(first["next"] as? [String] == Array(courses.dropFirst()))
        }
    }

    @Test("each course of a line leads to the statements behind it; tables say the same", arguments: Engine.allCases)
    func reasons(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            _ = try await Self.fill(service)
            try await Self.says("completed", "un", "a", number: 1, in: service)
            let line = try Self.item(of: "Un", try await service.send(.get, Self.progress))
            let step = try #require((line["steps"] as? [[String: Any]])?.first)
            let course = try #require((step["courses"] as? [[String: Any]])?.first)
            #expect(course["status"] as? String == "completed" && course["first_completed_at"] is String)
            let answer = try await service.send(.get, try #require(course["because"] as? String))
            let because = Self.items(answer).first?["because"] as? [[String: Any]]
            #expect(because?.first?["statement"] as? String == "00000000-0000-4000-8000-000000000001", "\(answer.text)")
            let person = try #require((line["person"] as? [String: Any])?["id"] as? String)
            let own = try await service.send(.get, Self.progress + "?person=\(person)")
            #expect(Self.lines(own) == ["Un 1/2 50 in_progress"])
            let table = try await service.send(.get, Self.progress + "?format=csv")
            #expect(table.text.split(whereSeparator: \.isNewline).count == 4, "\(table.text)")
        }
    }

    @Test("pages join without a gap, with a status and without", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            _ = try await Self.fill(service)
            try await Self.says("completed", "deux", "a", number: 1, in: service)
            for (query, names) in [("", ["Un", "Deux", "Trois"]), ("&status=not_started", ["Un", "Trois"])] {
                var next: String? = Self.progress + "?limit=1" + query
                var seen: [String] = []
                while let address = next, seen.count < 9 {
                    let answer = try await service.send(.get, address)
                    let lines = Self.lines(answer)
                    #expect(lines.count <= 1)
                    seen += lines.map { String($0.prefix { $0 != " " }) }
                    next = answer.object["next"] as? String
                }
                #expect(seen.sorted() == names.sorted())
            }
        }
    }

    @Test("another document is the next version; those before stay as they were", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let courses = try await Self.fill(service)
            let same = Self.document(courses[0], courses[1], courses[2])
            #expect(try await service.send(.put, Self.path, body: same).status == .ok)
            let turned = Self.document(courses[2], courses[1], courses[0], more: #","version":1"#)
            #expect(try await service.send(.put, Self.path, body: turned).object["version"] as? Int == 2)
            let late = Self.document(courses[1], courses[2], courses[0], more: #","version":1"#)
            #expect(try await service.send(.put, Self.path, body: late).status == .conflict)
            try await Self.says("completed", "un", "a", number: 1, in: service)
            func open(_ version: Int) async throws -> [String]? {
                let answer = try await service.send(.get, Self.progress + "?version=\(version)")
                return try Self.item(of: "Un", answer)["next"] as? [String]
            }
            #expect(try await open(1) == [courses[1], courses[2]])
            #expect(try await open(2) == [courses[2]])
            #expect(try await service.send(.get, Self.path).object["version"] as? Int == 2)
            #expect(try await service.send(.get, Self.path + "?version=1").object["version"] as? Int == 1)
            let list = Self.items(try await service.send(.get, "/api/v1/paths"))
            #expect(list.count == 1 && list.first?["version"] as? Int == 2)
        }
    }

    @Test("what cannot be is refused, with its place")
    func refusals() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let a = try await Self.course("a", service)
            let title = #""title":{"fr":"f","en":"e"}"#
            let cases: [(body: String, pointer: String)] = [
                ("{}", "/title/fr"), (#"{"title":{"fr":"f"},"steps":[]}"#, "/title/en"),
                ("{\(title)}", "/steps"), ("{\(title),\"steps\":[]}", "/steps"),
                (#"{\#(title),"steps":[{"course":"https://ex.fr/no"}]}"#, "/steps/0/course"),
                (#"{\#(title),"steps":[{"course":"\#(a)"},{"course":"\#(a)"}]}"#, "/steps/1/course"),
                (#"{\#(title),"steps":[{"atLeast":1,"of":["\#(a)","https://ex.fr/no"]}]}"#, "/steps/0/of/1"),
                (#"{\#(title),"steps":[{"atLeast":2,"of":["\#(a)"]}]}"#, "/steps/0/atLeast"),
                (#"{\#(title),"steps":[{"atLeast":0,"of":["\#(a)"]}]}"#, "/steps/0/atLeast"),
                (#"{\#(title),"steps":[{"atLeast":1,"of":[]}]}"#, "/steps/0/of"),
                (#"{\#(title),"steps":[{"path":"accueil"}]}"#, "/steps/0/path"),
                (#"{\#(title),"steps":["x"]}"#, "/steps/0/course"),
                (#"{\#(title),"for":{"city":"x"},"steps":[{"course":"\#(a)"}]}"#, "/for/city"),
                (#"{\#(title),"for":{"service":""},"steps":[{"course":"\#(a)"}]}"#, "/for/service"),
                (#"{\#(title),"ordered":1,"steps":[{"course":"\#(a)"}]}"#, "/ordered"),
                (#"{\#(title),"version":-1,"steps":[{"course":"\#(a)"}]}"#, "/version"),
            ]
            for (body, pointer) in cases {
                let answer = try await service.send(.put, Self.path, body: body)
                #expect(answer.status == .badRequest, "\(body): \(answer.text)")
                #expect(answer.object["pointer"] as? String == pointer, "\(body): \(answer.text)")
            }
            #expect(try await service.send(.get, Self.path).status == .notFound)
            #expect(try await service.send(.get, Self.progress).status == .notFound)
            let nobody = #"{\#(title),"steps":[{"course":"\#(a)"}]}"#
            #expect(try await service.send(.put, Self.path, body: nobody).status == .created)
            let queries = [
                "", "?service=", "?status=done", "?cursor=x", "?limit=0",
                "?person=00000000-0000-4000-8000-000000000000",
            ]
            for query in queries {
                #expect(try await service.send(.get, Self.progress + query).status == .badRequest, "\(query)")
            }
        }
    }
}
