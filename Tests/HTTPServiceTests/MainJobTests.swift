import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import HTTPService

@Suite("the main job over HTTP")
struct MainJobTests {
    private static let activity = "https://ondijon.example.fr/cours/a"
    static let package = ZipWriter(
        ZipEntry(
            "tincan.xml",
            """
            <?xml version="1.0" encoding="utf-8"?>
            <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
            <activity id="\(activity)" type="http://adlnet.gov/expapi/activities/course">
            <name lang="fr">La ville connectée</name><launch lang="fr">index.html</launch>
            </activity></activities></tincan>
            """
        ),
        ZipEntry("index.html", "<!doctype html><title>x</title>")
    )
    private static let statement =
        #"{"id":"8f87ccde-bb56-4c2e-ab83-44982ef22df0","actor":{"mbox":"mailto:a@example.fr"},"#
        + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"\#(activity)"},"#
        + #""result":{"completion":true}}"#
    private static let question = "/api/v1/completions?actor=%7B%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D"

    private static func importPackage(_ service: ServiceFixture, _ query: String = "") async throws -> TestResponse {
        try await service.importPackage(package, query: "?source=ondijon" + query)
    }

    @Test("a package comes in, a statement is stored, and the answer names it", arguments: Engine.allCases)
    func mainJob(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let package = try await Self.importPackage(service)
            #expect(package.status == .created, "\(package.text)")
            #expect(package.object["standard"] as? String == "tincan")
            let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: Self.statement)
            #expect(stored.status == .ok, "\(stored.text)")
            let answer = try await service.send(.get, Self.question, as: .reader)
            let item = try #require((answer.object["items"] as? [[String: Any]])?.first, "\(answer.text)")
            #expect(item["status"] as? String == "completed")
            #expect(item["completed"] as? Bool == true)
            #expect((item["course"] as? [String: Any])?["source"] as? String == "ondijon")
            let because = item["because"] as? [[String: Any]]
            #expect(because?.first?["statement"] as? String == "8f87ccde-bb56-4c2e-ab83-44982ef22df0")
            #expect((item["explanation"] as? String)?.hasPrefix("Completed on") == true)
            let table = try await service.send(.get, Self.question + "&format=csv&separator=,&bom=true", as: .reader)
            #expect(table.text.unicodeScalars.first == "\u{FEFF}")
            #expect(table.text.contains("completed,true,"))
        }
    }

    @Test("the answer names the person whose identifier it is, and keeps the actor", arguments: Engine.allCases)
    func person(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            _ = try await Self.importPackage(service)
            _ = try await service.send(.post, "/xapi/statements", as: .writer, body: Self.statement)
            let body =
                #"{"matricule":"004217","family_name":"Dupont","given_name":"Élodie","#
                + #""identifiers":[{"mbox":"mailto:a@example.fr"}]}"#
            let id = try await service.send(.post, "/api/v1/people", body: body).object["id"] as? String ?? ""
            for question in [Self.question, "/api/v1/completions?person=\(id)", "/api/v1/completions"] {
                let answer = try await service.send(.get, question, as: .reader)
                let item = try #require((answer.object["items"] as? [[String: Any]])?.first, "\(answer.text)")
                let person = item["person"] as? [String: Any]
                #expect(person?["id"] as? String == id && person?["matricule"] as? String == "004217")
                #expect(person?["name"] as? String == "Élodie Dupont")
                #expect((person?["actor"] as? [String: Any])?["mbox"] as? String == "mailto:a@example.fr")
                #expect(item["status"] as? String == "completed")
            }
            let table = try await service.send(.get, "/api/v1/completions?format=csv", as: .reader)
            #expect(table.text.hasPrefix("actor;person;matricule;name;course_id;"), "\(table.text)")
            #expect(table.text.contains("\(id);004217;Élodie Dupont;"))
            let nobody = "8f87ccde-bb56-4c2e-ab83-44982ef22df0"
            let unknown = try await service.send(.get, "/api/v1/completions?person=\(nobody)", as: .reader)
            #expect(unknown.problem == "invalid-parameter")
            let shared = #"{"identifier":{"mbox":"mailto:a@example.fr"}}"#
            #expect(try await service.send(.post, "/api/v1/people/shared", body: shared).status == .noContent)
            let line = table.text.split(separator: "\r\n").last { $0.contains(id) } ?? ""
            let course = QueryParameters([
                "course": String(line.split(separator: "Dupont;").last?.prefix { $0 != ";" } ?? "")
            ])
            let answer = try await service.send(.get, Self.question + "&" + course.query, as: .reader)
            let item = (answer.object["items"] as? [[String: Any]])?.first
            #expect(item?["findings"] as? [String] == ["shared-identifier"], "\(answer.text)")
        }
    }

    @Test(
        "the same bytes again answer the version that exists; a validation stores nothing",
        arguments: Engine.allCases
    )
    func idempotent(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let validation = try await Self.importPackage(service, "&validate=true")
            #expect(validation.status == .ok, "\(validation.text)")
            let first = try await Self.importPackage(service)
            #expect(first.status == .created, "a validation stores nothing")
            let second = try await Self.importPackage(service)
            #expect(second.status == .ok)
            #expect(second.text == first.text)
            #expect(validation.text == first.text)
            let sha256 = try #require(first.object["sha256"] as? String)
            #expect(try await service.send(.get, "/api/v1/packages/\(sha256)").text == first.text)
            #expect(service.spooled.isEmpty)
        }
    }

    @Test("a form with the field “file” does the same")
    func form() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            var body = ByteBuffer(
                string: "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n"
            )
            body.writeBytes(Self.package.bytes)
            body.writeString("\r\n--x--\r\n")
            var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=\"x\""]
            headers[.authorization] = ServiceFixture.Key.admin.authorization
            let answer = try await service.client.execute(
                uri: "/api/v1/packages",
                method: .post,
                headers: headers,
                body: body
            )
            #expect(answer.status == .created, "\(answer.text)")
        }
    }

    @Test("a table is read page by page, by the header Link, and says what is pending", arguments: ["csv", "json"])
    func pages(format: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            _ = try await Self.importPackage(service)
            for name in ["a", "b", "c"] {
                let statement = Self.statement.replacing("a@example.fr", with: "\(name)@example.fr")
                    .replacing("8f87ccde", with: "8f87ccd\(name)")
                let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: statement)
                #expect(stored.status == .ok, "\(stored.text)")
            }
            var lines: [String] = []
            var next: String? = "/api/v1/completions?format=\(format)&limit=2"
            var pages = 0
            while let uri = next, pages < 5 {
                let page = try await service.send(.get, uri, as: .reader)
                #expect(page.status == .ok, "\(page.text)")
                if format == "csv" {
                    let rows = page.text.split(separator: "\r\n").map(String.init)
                    #expect(rows.first?.hasSuffix(";as_of;pending") == true)
                    #expect(rows.dropFirst().allSatisfy { $0.hasSuffix(";false") })
                    lines += rows.dropFirst()
                } else {
                    lines += (page.object["items"] as? [[String: Any]] ?? []).map { "\($0)" }
                }
                next = page.next
                pages += 1
            }
            #expect(pages == 2)
            #expect(lines.count == 3)
            for name in ["a", "b", "c"] { #expect(lines.filter { $0.contains("\(name)@example.fr") }.count == 1) }
        }
    }
}

extension TestResponse {
    /// Where the next page is: `Link: <…>; rel="next"` (RFC 8288) of a table, `next` of JSON.
    fileprivate var next: String? {
        guard let link = HTTPField.Name("Link").flatMap({ headers[$0] }) else { return object["next"] as? String }
        return link.firstMatch(of: /^<([^>]+)>; rel="next"$/).map { String($0.output.1) }
    }
}
