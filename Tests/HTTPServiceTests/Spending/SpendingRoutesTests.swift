import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("spending over HTTP")
struct SpendingRoutesTests {
    /// Two courses, and Un of Voirie who came to the city's staff in July.
    private static func fill(_ service: ServiceFixture) async throws -> [String] {
        let table = """
            matricule;nom;mail;employeur;service;depuis
            1;Un;un@ex.fr;Métropole;Voirie;2025-01-01
            1;Un;un@ex.fr;Ville;Voirie;2025-07-01
            2;Deux;deux@ex.fr;Ville;Parcs;2025-01-01
            """
        for line in table.split(separator: "\n").dropFirst() {
            let body = table.split(separator: "\n")[0] + "\n" + line
            let taken = try await service.send(
                .post, "/api/v1/people/import", headers: ["Content-Type": "text/csv"], body: String(body)
            )
            #expect(taken.object["refused"] as? Int == 0, "\(taken.text)")
        }
        var courses: [String] = []
        for title in ["Secourisme", "Excel"] {
            let made = try await service.send(
                .post, "/api/v1/courses", body: #"{"source":"cnfpt","title":"\#(title)"}"#)
            courses.append(try #require(made.object["id"] as? String))
        }
        let said = [
            (1, "un", 0, "2025-03-01T12:00:00Z", "PT2H"), (2, "un", 0, "2025-09-01T12:00:00Z", "PT30M"),
            (3, "deux", 1, "2025-10-01T12:00:00Z", "PT1H"), (4, "deux", 0, "2024-12-31T12:00:00Z", "PT9H"),
        ]
        for (number, who, course, time, length) in said {
            let statement =
                #"{"id":"00000000-0000-4000-8000-00000000000\#(number)","actor":{"mbox":"mailto:\#(who)@ex.fr"},"#
                + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"\#(courses[course])"},"#
                + #""result":{"duration":"\#(length)"},"timestamp":"\#(time)"}"#
            let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: statement)
            #expect(stored.status == .ok, "\(stored.text)")
        }
        return courses
    }

    private static func address(_ course: String) -> String {
        "/api/v1/courses/\(course.split(separator: "/").last ?? "")/price"
    }

    /// `name learners cost funded own`, line by line.
    private static func lines(_ answer: TestResponse, _ by: String) -> [String] {
        (answer.object["items"] as? [[String: Any]] ?? []).map { item in
            let name = (item["course"] as? [String: Any])?["title"] ?? item[by] ?? "-"
            return
                "\(name) \(item["learners"] ?? "-") \(item["cost"] ?? "-") \(item["funded"] ?? "-") \(item["own"] ?? "-")"
        }
    }

    @Test(
        "each session costs what its course cost on its day, to whom people worked for then", arguments: Engine.allCases
    )
    func spending(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let courses = try await Self.fill(service)
            for body in [
                #"{"from":"2025-01-01","amount":"30.00","per":"hour","funded":0.5,"funder":"Région"}"#,
                #"{"from":"2025-06-01","amount":"40","per":"hour"}"#,
                #"{"from":"2025-06-01","amount":"40","per":"hour"}"#,
            ] {
                let set = try await service.send(.put, Self.address(courses[0]), body: body)
                #expect(set.status == .ok, "\(set.text)")
            }
            let set = try await service.send(
                .put, Self.address(courses[1]), body: #"{"from":"2025-01-01","amount":"99.90","per":"person"}"#)
            #expect(set.status == .ok, "\(set.text)")
            let prices = try await service.send(.get, Self.address(courses[0]), as: .reader)
            #expect((prices.object["items"] as? [Any])?.count == 2, "\(prices.text)")
            let path = "/api/v1/spending?year=2025&by="
            let byCourse = try await service.send(.get, path + "course", as: .reader)
            #expect(
                Set(Self.lines(byCourse, "course")) == ["Secourisme 1 80.00 30.00 50.00", "Excel 1 99.90 0.00 99.90"],
                "\(byCourse.text)")
            #expect(byCourse.object["cost"] as? String == "179.90" && byCourse.object["learners"] as? Int == 2)
            #expect(byCourse.object["counted"] as? String == "PT3H30M")
            let byEmployer = try await service.send(.get, path + "employer", as: .reader)
            #expect(
                Self.lines(byEmployer, "employer") == ["Métropole 1 60.00 30.00 30.00", "Ville 2 119.90 0.00 119.90"])
            let byMonth = try await service.send(.get, path + "month&service=Voirie", as: .reader)
            #expect(Self.lines(byMonth, "month") == ["2025-03 1 60.00 30.00 30.00", "2025-09 1 20.00 0.00 20.00"])
            let before = try await service.send(.get, "/api/v1/spending?year=2024&by=source", as: .reader)
            #expect(Self.lines(before, "source") == ["cnfpt 1 0.00 0.00 0.00"], "it had no price then")
            let due = #"{"employer":"Ville","amount":"250.00","reason":"0,9 % de la masse salariale"}"#
            #expect(try await service.send(.put, "/api/v1/obligations/2025", body: due).status == .ok)
            let balance = try await service.send(.get, path + "source&course=x", as: .reader)
            let ville = (balance.object["obligations"] as? [[String: Any]])?.first
            #expect(ville?["spent"] as? String == "119.90" && ville?["rest"] as? String == "130.10", "\(balance.text)")
            let table = try await service.send(.get, path + "course&format=csv&separator=%3B", as: .reader)
            #expect(table.text.contains("Secourisme;1;PT2H30M;80;30;50;32"), "\(table.text)")
        }
    }

    @Test("what cannot be is refused, with its place")
    func refusals() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let course = try await Self.fill(service)[0]
            let cases: [(body: String, pointer: String)] = [
                ("{}", "/from"), (#"{"from":"2025-02-30"}"#, "/from"), (#"{"from":"2025-01-01"}"#, "/amount"),
                (#"{"from":"2025-01-01","amount":"-1","per":"hour"}"#, "/amount"),
                (#"{"from":"2025-01-01","amount":"1.001","per":"hour"}"#, "/amount"),
                (#"{"from":"2025-01-01","amount":"1000000.01","per":"hour"}"#, "/amount"),
                (#"{"from":"2025-01-01","amount":1e3,"per":"hour"}"#, "/amount"),
                (#"{"from":"2025-01-01","amount":"9999999999999","per":"hour"}"#, "/amount"),
                (#"{"from":"2025-01-01","amount":1,"per":"day"}"#, "/per"),
                (#"{"from":"2025-01-01","amount":1,"per":"hour","funded":2}"#, "/funded"),
                (#"{"from":"2025-01-01","amount":1,"per":"hour","funder":""}"#, "/funder"),
            ]
            for (body, pointer) in cases {
                let answer = try await service.send(.put, Self.address(course), body: body)
                #expect(answer.object["pointer"] as? String == pointer, "\(body): \(answer.text)")
            }
            let nowhere = try await service.send(
                .put, "/api/v1/courses/00ff/price", body: #"{"from":"2025-01-01","amount":1,"per":"hour"}"#)
            #expect(nowhere.status == .notFound)
            for query in ["", "?year=x", "?year=2025&by=learner", "?year=99999"] {
                let answer = try await service.send(.get, "/api/v1/spending" + query)
                #expect(answer.problem == "invalid-parameter", "\(query): \(answer.text)")
            }
            for (year, body) in [("x", "{}"), ("2025", "{}"), ("2025", #"{"employer":"a","amount":"b","reason":"c"}"#)]
            {
                let answer = try await service.send(.put, "/api/v1/obligations/\(year)", body: body)
                #expect([.notFound, .badRequest].contains(answer.status), "\(answer.text)")
            }
        }
    }
}
