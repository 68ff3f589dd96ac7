import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import HTTPService

@Suite("sessions over HTTP")
struct SessionRoutesTests {
    private static let path = "/api/v1/sessions"
    private static let halves =
        #"[{"starts_at":"2025-11-03T08:00:00Z","ends_at":"2025-11-03T11:00:00Z"},"#
        + #"{"starts_at":"2025-11-03T12:00:00Z","ends_at":"2025-11-03T15:00:00Z"}]"#

    private static func course(_ service: ServiceFixture) async throws -> String {
        let package = ZipWriter(
            ZipEntry(
                "tincan.xml",
                """
                <?xml version="1.0" encoding="utf-8"?>
                <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
                <activity id="https://ex.fr/a" type="http://adlnet.gov/expapi/activities/course">
                <name lang="fr">Secourisme</name><launch lang="fr">index.html</launch>
                </activity></activities></tincan>
                """
            ),
            ZipEntry("index.html", "<!doctype html><title>x</title>")
        )
        let answer = try await service.importPackage(package, query: "?source=internal")
        return (answer.object["course"] as? [String: Any])?["id"] as? String ?? ""
    }

    /// The sheet to sign, with forty rows for whoever comes besides; and the history of three marks.
    private static func checkPapers(_ service: ServiceFixture, _ one: String) async throws {
        for (language, words) in [
            (
                "fr",
                [
                    "Feuille d’émargement", "Secourisme", "Dupont", "004217", "présent(e)", "absent(e)", "A. Martin",
                    "9 h 00",
                    "Salle 2",
                ]
            ),
            ("en", ["Attendance sheet", "Dupont", "absent", "Trainers", "3 November 2025"]),
        ] {
            let paper = try await service.send(
                .get, one + "/attendance-sheet?blank=40", headers: ["Accept-Language": language]
            )
            #expect(paper.headers[.contentType] == "application/pdf", "\(paper.text)")
            let pdf = try ReadPDF(Array(buffer: paper.body))
            for word in words { #expect(pdf.text.contains(word), "\(word): \(pdf.text)") }
            #expect(pdf.info.contains("Pages:           3"), "\(pdf.info)")
        }
        #expect(try await service.send(.get, one + "/attendance-sheet?blank=201").problem == "invalid-parameter")
        try await checkRegistered(service, one)
        let history = try await service.send(.get, one + "/history")
        #expect((history.object["items"] as? [Any])?.count == 3, "\(history.text)")
    }

    /// Of 202 who are registered the last 200 have a row.
    private static func checkRegistered(_ service: ServiceFixture, _ one: String) async throws {
        let course = try await service.send(.get, one).object["course"] as? String ?? ""
        func register(_ target: String) async throws {
            let body = #"{"course":"\#(course)",\#(target)}"#
            let answer = try await service.send(.post, "/api/v1/registrations", body: body)
            #expect(answer.status.kind == .successful, "\(answer.text)")
        }
        func sheet(_ language: String) async throws -> String {
            let paper = try await service.send(
                .get, one + "/attendance-sheet?blank=0", headers: ["Accept-Language": language])
            return try ReadPDF(Array(buffer: paper.body)).text
        }
        let table = (1...202).map { "M\($0);Inscrit-\($0);Voirie\n" }.joined()
        let imported = try await service.send(
            .post, "/api/v1/people/import", headers: ["Content-Type": "text/csv"],
            body: "matricule;nom;service\n" + table
        )
        #expect(imported.status == .ok, "\(imported.text)")
        let first = try await service.send(.get, "/api/v1/people?matricule=M1")
        let person = ((first.object["items"] as? [[String: Any]])?.first)?["id"] as? String ?? ""
        try await register(#""person":"\#(person)""#)
        let few = try await sheet("fr")
        #expect(few.contains("Inscrit-1") && few.contains("M1") && !few.contains("Inscrit-2"), "\(few)")
        #expect(few.contains("Dupont") && !few.contains("inscrites"), "\(few)")
        try await register(#""service":"Voirie""#)
        let many = try await sheet("fr")
        #expect(many.contains("Inscrit-202") && many.contains("Dupont"))
        #expect(many.replacing("\n", with: " ").contains("; 2 de plus y sont inscrites"), "\(many.prefix(900))")
        #expect(try await sheet("en").replacing("\n", with: " ").contains("2 more are registered"))
    }

    @Test("a session is planned, signed as a table, corrected, and told", arguments: Engine.allCases)
    func session(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let course = try await Self.course(service)
            let person = #"{"matricule":"004217","family_name":"Dupont"}"#
            let id = try await service.send(.post, "/api/v1/people", body: person).object["id"] as? String ?? ""
            let body =
                #"{"course":"\#(course)","title":"Novembre","place":"Salle 2","trainers":["A. Martin"],"half_days":\#(Self.halves)}"#
            let made = try await service.send(.post, Self.path, body: body)
            #expect(made.status == .created, "\(made.text)")
            let one = "\(Self.path)/\(made.object["id"] as? String ?? "")"
            let sheet = try await service.send(
                .post, one + "/attendance", headers: ["Content-Type": "text/csv"],
                body: "matricule;nom;1;2\n004217;Dupont;P;P\n"
            )
            #expect(sheet.object["changed"] as? Int == 2, "\(sheet.text)")
            let corrected = try await service.send(
                .post, one + "/attendance", body: #"{"lines":[{"person":"\#(id)","half_days":[null,"absent"]}]}"#
            )
            #expect(corrected.object["changed"] as? Int == 1, "\(corrected.text)")
            let shown = try await service.send(.get, one)
            let line = (shown.object["attendance"] as? [[String: Any]])?.first
            #expect(line?["half_days"] as? [String] == ["present", "absent"], "\(shown.text)")
            #expect(line?["whole"] as? Bool == false && (line?["statements"] as? [Any])?.last is NSNull)
            let table = try await service.send(.get, one + "?format=csv")
            #expect(table.text == "matricule;name;1;2;whole\r\n004217;Dupont;present;absent;false\r\n")
            try await Self.checkPapers(service, one)
            let encoded = course.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            for query in ["", "?course=\(encoded)", "?limit=1"] {
                let list = try await service.send(.get, Self.path + query)
                #expect((list.object["items"] as? [Any])?.count == 1, "\(list.text)")
            }
            let time = try await service.send(.get, "/api/v1/people/\(id)/time")
            #expect((time.object["total"] as? [String: Any])?["counted"] as? String == "PT3H", "\(time.text)")
            let wrong = try await service.send(
                .post, one + "/attendance", headers: ["Content-Type": "text/csv"], body: "matricule;1\n004217;?!x\n"
            )
            #expect(wrong.problem == "invalid-body" && wrong.object["line"] as? Int == 2, "\(wrong.text)")
        }
    }

    @Test(
        "what cannot be is refused, with its place",
        arguments: [
            ("POST", "", "{}", "invalid-body", "/title"), ("POST", "", #"{"name":"x"}"#, "invalid-body", "/name"),
            ("POST", "", #"{"title":"t","course":"c"}"#, "invalid-body", "/half_days"),
            ("POST", "", #"{"title":"t","course":"c","half_days":[{}]}"#, "invalid-body", "/half_days/0/starts_at"),
            (
                "POST", "",
                #"{"title":"t","course":"c","half_days":[{"starts_at":"2025-11-03T09:00:00Z","ends_at":"2025-11-03T08:00:00Z"}]}"#,
                "invalid-body", "/half_days/0"
            ),
            ("POST", "", #"{"title":"t","course":"c","half_days":\#(halves)}"#, "invalid-body", "/course"),
            ("GET", "/x", "", "not-found", nil), ("GET", "?course=x", "", "invalid-parameter", nil),
            ("GET", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0", "", "not-found", nil),
            ("GET", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0/history", "", "not-found", nil),
            ("POST", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0/attendance", #"{"lines":[]}"#, "not-found", nil),
            ("POST", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0/attendance", "{}", "invalid-body", "/lines"),
            (
                "POST", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0/attendance", #"{"lines":[{}]}"#, "invalid-body",
                "/lines/0"
            ),
            (
                "POST", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0/attendance",
                #"{"lines":[{"matricule":"1","half_days":["here"]}]}"#, "invalid-body", "/lines/0/half_days/0"
            ),
        ] as [(String, String, String, String, String?)]
    )
    func refusals(method: String, path: String, body: String, problem: String, pointer: String?) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let method = try #require(HTTPRequest.Method(method))
            let answer = try await service.send(method, Self.path + path, body: body)
            #expect(answer.problem == problem, "\(answer.text)")
            #expect(answer.object["pointer"] as? String == pointer, "\(answer.text)")
        }
    }
}
