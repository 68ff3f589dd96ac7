import Foundation
import HTTPTypes
import HummingbirdTesting
import LearningRecords
import NIOCore
import TestSupport
import Testing

@testable import HTTPService

@Suite("inspections over HTTP")
struct InspectionRoutesTests {
    private static let open: Set<String> = [
        "GET /api/v1/completions", "GET /api/v1/people/{id}/records", "GET /api/v1/people/{id}/time",
        "GET /api/v1/people/{id}/certificate", "GET /api/v1/evidence/bundles/{id}/summary.pdf",
        "POST /api/v1/evidence/bundles", "GET /api/v1/evidence/bundles/{id}", "GET /api/v1/evidence/bundles/{id}/file",
        "GET /api/v1/evidence/proof",
    ]

    @Test("the key opens these routes and no other, and every read is logged")
    func everyRoute() async throws {
        try await Inspected.run(on: .sqlite) { inspected in
            let routes = Endpoints(inspected.service.useCases).routes
            #expect(Set(routes.filter(\.isOpenToInspections).map { "\($0.method) \($0.path)" }) == Self.open)
            for route in routes {
                guard case .anyOf = route.access else { continue }
                let path = route.path.replacing("{id}", with: "00000000-0000-4000-8000-000000000009")
                let answer = try await inspected.ask(route.method, path, body: "{}")
                let isOpen = Self.open.contains("\(route.method) \(route.path)")
                #expect(
                    isOpen ? ![401, 403].contains(answer.status.code) : answer.problem == "forbidden",
                    "\(route.method) \(path): \(answer.status) \(answer.text)"
                )
            }
            let french = try await inspected.ask(.get, "/api/v1/people", language: "fr")
            #expect(french.text.contains("personnes inspectées"), "\(french.text)")
            try await inspected.service.useCases.reads.log.flush()
            let log = try await inspected.service.send(.get, "/api/v1/access-log?key=\(inspected.key)")
            let entries = log.object["items"] as? [[String: Any]] ?? []
            #expect(Set(entries.compactMap { $0["route"] as? String }) == Self.open)
            #expect(Set(entries.map { $0["inspection"] as? String }) == [inspected.id])
            #expect(Set(entries.map { $0["purpose"] as? String }) == ["Contrôle 2026"])
            #expect(Set(entries.map { $0["name"] as? String }) == ["Cour des comptes"])
            let one = try await inspected.service.send(.get, Inspected.path + "/" + inspected.id)
            #expect(one.object["reads"] as? Int == entries.count, "\(one.text)")
            #expect((one.object["last_read_at"] as? String)?.hasPrefix("2026-01-02T12:") == true)
            #expect(!one.text.contains(inspected.secret))
        }
    }

    @Test("opens at its time, and closes at its end or when it is revoked, at once", arguments: Engine.allCases)
    func time(engine: Engine) async throws {
        try await Inspected.run(on: engine) { inspected in
            func state() async throws -> String {
                let answer = try await inspected.ask(.get, "/api/v1/completions")
                guard answer.status == .unauthorized else { return "\(answer.status.code)" }
                #expect(answer.headers[.wwwAuthenticate] != nil && answer.problem == "unauthenticated")
                return answer.object["inspection"] as? String ?? "?"
            }
            for (time, expected) in [
                (Inspected.day - 1_000, "not_yet"), (Inspected.day, "200"), (2 * Inspected.day - 1_000, "200"),
                (2 * Inspected.day, "ended"), (Inspected.day, "200"),
            ] {
                inspected.clock.set(Inspected.start + time)
                #expect(try await state() == expected, "\(time)")
            }
            let wrong = try await inspected.ask(.get, "/api/v1/completions", secret: "secret")
            #expect(wrong.status == .unauthorized && wrong.object["inspection"] == nil)
            let revoke = Inspected.path + "/\(inspected.id)/revoke"
            for _ in 0..<2 {
                let answer = try await inspected.service.send(.post, revoke)
                #expect(answer.status == .ok && answer.object["state"] as? String == "revoked", "\(answer.text)")
            }
            #expect(try await state() == "revoked")
            let unknown = Inspected.path + "/00000000-0000-4000-8000-000000000009"
            #expect(try await inspected.service.send(.post, unknown + "/revoke").status == .notFound)
            #expect(try await inspected.service.send(.get, unknown).status == .notFound)
        }
    }

    @Test("lists hold the people and courses inspected, and nobody else", arguments: Engine.allCases)
    func completions(engine: Engine) async throws {
        try await Inspected.run(on: engine) { inspected in
            let (zoe, a) = (inspected.people["zoe"] ?? "", inspected.courses["a"] ?? "")
            let path = "/api/v1/completions"
            func agent(_ name: String) -> String { "actor=%7B%22mbox%22:%22mailto:\(name)@ex.fr%22%7D" }
            for (query, expected) in [
                ("", ["zoe a"]), ("?limit=1", ["zoe a"]), ("?status=completed", ["zoe a"]),
                ("?person=\(zoe)", ["zoe a"]),
                ("?course=\(a)", ["zoe a"]), ("?source=cegos", ["zoe a"]), ("?\(agent("zoe"))", ["zoe a"]),
                ("?completed_since=2025-01-01", ["zoe a"]), ("?completed_since=2025-12-02", []),
                ("?\(agent("max"))", []), ("?service=x", []), ("?service=", ["zoe a"]),
                ("?as_of=2026-01-01T12:00:00Z", ["zoe a"]), ("?as_of=2026-01-01T12:00:00Z&person=\(zoe)", ["zoe a"]),
                ("?as_of=2026-01-01T12:00:00Z&\(agent("max"))", []),
            ] as [(String, [String])] {
                let answer = try await inspected.ask(.get, path + query)
                #expect(answer.status == .ok && inspected.lines(answer) == expected, "\(query): \(answer.text)")
                #expect(answer.object["next"] is NSNull, "\(query): \(answer.text)")
            }
        }
    }

    @Test("what lies outside answers as what is not there", arguments: Engine.allCases)
    func outside(engine: Engine) async throws {
        try await Inspected.run(on: engine) { inspected in
            let path = "/api/v1/completions?"
            let (max, b) = (inspected.people["max"] ?? "", inspected.courses["b"] ?? "")
            let nobody = "00000000-0000-4000-8000-000000000009"
            for suffix in ["", "&as_of=2026-01-01T12:00:00Z"] {
                for (outside, nowhere) in [
                    ("person=\(max)", "person=\(nobody)"), ("course=\(b)", "course=https://ex.fr/nowhere"),
                ] {
                    let answers = try await [outside, nowhere].asyncMap {
                        try await inspected.ask(.get, path + $0 + suffix)
                    }
                    #expect(answers[0].status == .badRequest && answers[0].text == answers[1].text, "\(outside)")
                }
            }
            // Whoever has an identifier outside has not begun, as an identifier that was never heard of.
            let lines = try await ["max", "ida"].asyncMap { name in
                let agent = "actor=%7B%22mbox%22:%22mailto:\(name)@ex.fr%22%7D&course=\(inspected.courses["a"] ?? "")"
                let answer = try await inspected.ask(.get, path + agent)
                let line = (answer.object["items"] as? [[String: Any]])?.first ?? [:]
                #expect(line["status"] as? String == "not_started", "\(answer.text)")
                let time = try #require(line["as_of"] as? String)
                return answer.text.replacing(time, with: "").replacing("max@", with: "ida@")
            }
            #expect(lines[0] == lines[1])
        }
    }

    @Test("without a list of courses all are open, of the people inspected", arguments: Engine.allCases)
    func allCourses(engine: Engine) async throws {
        try await Inspected.run(on: engine, courses: nil) { inspected in
            let answer = try await inspected.ask(.get, "/api/v1/completions")
            #expect(inspected.lines(answer) == ["zoe a", "zoe b", "lea b"], "\(answer.text)")
            let past = try await inspected.ask(.get, "/api/v1/completions?as_of=2026-01-01T12:00:00Z&limit=1")
            #expect(inspected.lines(past) == ["zoe a"] && past.object["next"] is String, "\(past.text)")
        }
    }

    @Test("certificates are those of the people and courses inspected", arguments: Engine.allCases)
    func certificates(engine: Engine) async throws {
        try await Inspected.run(on: engine) { inspected in
            func certificate(_ name: String, _ course: String?) async throws -> TestResponse {
                let path = "/api/v1/people/\(inspected.people[name] ?? "")/certificate?format=html&course="
                return try await inspected.ask(.get, path + (course ?? ""))
            }
            let inside = try await certificate("zoe", inspected.courses["a"])
            #expect(inside.status == .ok && inside.text.contains("Cours a"), "\(inside.text)")
            let outside = try await certificate("zoe", inspected.courses["b"])
            let nowhere = try await certificate("zoe", "https://ex.fr/nowhere")
            #expect(outside.status == .badRequest && outside.text == nowhere.text, "\(outside.text)")
            #expect(try await certificate("max", inspected.courses["a"]).status == .notFound)
        }
    }

    @Test("records, time and proofs are those of the people and courses inspected", arguments: Engine.allCases)
    func people(engine: Engine) async throws {
        try await Inspected.run(on: engine) { inspected in
            let path = "/api/v1/people/"
            for part in ["/records", "/time", "/records?format=csv", "/time?format=csv", "/records?format=html"] {
                let inside = try await inspected.ask(.get, path + (inspected.people["zoe"] ?? "") + part)
                #expect(inside.status == .ok && inside.text.contains("Cours a"), "\(part) \(inside.text)")
                #expect(!inside.text.contains("Cours b") && !inside.text.contains("PT2H"), "\(part) \(inside.text)")
                let outside = try await inspected.ask(.get, path + (inspected.people["max"] ?? "") + part)
                #expect(outside.status == .notFound, "\(part) \(outside.text)")
            }
            try await inspected.sign()
            let proof = "/api/v1/evidence/proof?"
            for (number, status) in [(1, 200), (2, 404), (3, 404), (4, 404), (9, 404)] {
                let statement = "statement=" + Inspected.statementID(number)
                #expect(try await inspected.ask(.get, proof + statement).status.code == status, "\(number)")
            }
            let size = 20
            let leaves = try await (0..<size).asyncMap {
                try await inspected.ask(.get, proof + "leaf=\($0)").status.code
            }
            let shown = try await (0..<size).asyncMap {
                try await inspected.service.send(.get, proof + "leaf=\($0)").status.code
            }
            // Of zoe and lea: made, with an identifier each; and the one statement.
            #expect(leaves.count { $0 == 200 } > 1 && leaves.count { $0 == 200 } < shown.count { $0 == 200 })
        }
    }

    @Test("bundles are about the people and the course inspected, and the auditor's own", arguments: Engine.allCases)
    func bundles(engine: Engine) async throws {
        try await Inspected.run(on: engine) { inspected in
            try await inspected.sign()
            let path = "/api/v1/evidence/bundles"
            let theirs = try await inspected.service.send(.post, path, body: "{}")
            let asked = try await inspected.ask(.post, path, body: "{}")
            #expect(asked.status == .accepted, "\(asked.text)")
            let question = asked.object["question"] as? [String: Any]
            #expect(question?["course"] as? String == inspected.courses["a"])
            let people = [inspected.people["zoe"], inspected.people["lea"]].compactMap { $0 }
            #expect(Set(question?["people"] as? [String] ?? []) == Set(people))
            try await inspected.build(2)
            let place = path + "/" + (asked.object["id"] as? String ?? "")
            let ready = try await inspected.ask(.get, place)
            #expect(ready.object["claims"] as? Int == 2, "zoe completed it, lea has not begun: \(ready.text)")
            let file = try await inspected.ask(.get, place + "/file")
            #expect(file.status == .ok && file.body.readableBytes > 1_000)
            let other = path + "/" + (theirs.object["id"] as? String ?? "")
            #expect(try await inspected.service.send(.get, other + "/file").status == .ok)
            for part in ["", "/file"] {
                #expect(try await inspected.ask(.get, other + part).status == .notFound)
            }
            let (max, b) = (inspected.people["max"] ?? "", inspected.courses["b"] ?? "")
            for (body, pointer) in [
                (#"{"person":"\#(max)"}"#, "/person"), (#"{"people":["\#(max)"]}"#, "/people/0"),
                (#"{"course":"\#(b)"}"#, "/course"), (#"{"course":"https://ex.fr/nowhere"}"#, "/course"),
                (#"{"courses":["\#(inspected.courses["a"] ?? "")","\#(b)"]}"#, "/courses/1"),
                (#"{"person":"00000000-0000-4000-8000-000000000009"}"#, "/person"),
            ] {
                let answer = try await inspected.ask(.post, path, body: body)
                #expect(answer.status == .badRequest, "\(body): \(answer.text)")
                #expect(answer.object["pointer"] as? String == pointer, "\(body): \(answer.text)")
            }
        }
    }

    @Test("bundles of several courses are about these, or those of them that are named", arguments: Engine.allCases)
    func bundlesOfCourses(engine: Engine) async throws {
        try await Inspected.run(on: engine, courses: ["a", "b"]) { inspected in
            try await inspected.sign()
            let path = "/api/v1/evidence/bundles"
            let (a, b) = (inspected.courses["a"] ?? "", inspected.courses["b"] ?? "")
            func courses(_ body: String) async throws -> (asked: [String], place: String) {
                let answer = try await inspected.ask(.post, path, body: body)
                #expect(answer.status == .accepted, "\(answer.text)")
                let question = answer.object["question"] as? [String: Any]
                let one = (question?["course"] as? String).map { [$0] }
                let place = path + "/" + (answer.object["id"] as? String ?? "")
                return (one ?? question?["courses"] as? [String] ?? [], place)
            }
            var places: [(String, Int)] = []
            for (body, expected, claims) in [
                ("{}", [a, b].sorted(), 4), (#"{"courses":["\#(b)"]}"#, [b], 2), (#"{"course":"\#(b)"}"#, [b], 2),
            ] {
                let (asked, place) = try await courses(body)
                #expect(asked == expected, "\(body)")
                places.append((place, claims))
            }
            try await inspected.build(places.count)
            for (place, claims) in places {
                let ready = try await inspected.ask(.get, place)
                #expect(ready.object["claims"] as? Int == claims, "zoe and lea in each: \(ready.text)")
            }
            let nowhere = try await inspected.ask(.post, path, body: #"{"courses":["\#(a)","https://ex.fr/x"]}"#)
            #expect(nowhere.status == .badRequest && nowhere.object["pointer"] as? String == "/courses/1")
        }
    }

    @Test("people are chosen when it is opened; what cannot be is refused with its place", arguments: Engine.allCases)
    func opened(engine: Engine) async throws {
        try await Inspected.run(on: engine) { inspected in
            func open(_ more: String, until: String = "2026-06-01") async throws -> TestResponse {
                let body = #"{"auditor":"x","purpose":"y","until":"\#(until)"\#(more)}"#
                return try await inspected.service.send(.post, Inspected.path, body: body)
            }
            let a = inspected.courses["a"] ?? ""
            let ofCourse = try await open(#","course":"\#(a)""#)
            #expect(ofCourse.object["people_count"] as? Int == 2, "zoe and max stand in it: \(ofCourse.text)")
            #expect(ofCourse.object["state"] as? String == "open" && ofCourse.object["courses"] is NSNull)
            let someone = #","people":["\#(inspected.people["max"] ?? "")"]"#
            let nobody = "00000000-0000-4000-8000-000000000009"
            for (more, until, pointer) in [
                ("", "2026-06-01", "/people"), (#","people":[]"#, "2026-06-01", "/people"),
                (#","people":["x"]"#, "2026-06-01", "/people/0"),
                (#","people":["\#(nobody)"]"#, "2026-06-01", "/people/0"),
                (#","service":"nulle part""#, "2026-06-01", ""), (#","course":"x""#, "2026-06-01", "/course"),
                (someone + #","courses":["x"]"#, "2026-06-01", "/courses/0"), (someone, "demain", "/until"),
                (someone, "2025-06-01", "/until"), (someone, "2027-06-01", "/until"),
                (someone + #","from":"2026-07-01""#, "2026-06-01", "/until"),
                (someone + #","from":7"#, "2026-06-01", "/from"),
                (someone + #","who":"x""#, "2026-06-01", "/who"),
            ] {
                let answer = try await open(more, until: until)
                #expect(answer.status == .badRequest, "\(more): \(answer.text)")
                #expect(answer.object["pointer"] as? String == pointer, "\(more): \(answer.text)")
            }
            for body in [
                #"{"purpose":"y","until":"2026-06-01"}"#, #"{"auditor":"","purpose":"y","until":"2026-06-01"}"#,
            ] {
                let answer = try await inspected.service.send(.post, Inspected.path, body: body)
                #expect(answer.object["pointer"] as? String == "/auditor", "\(answer.text)")
            }
            let page = try await inspected.service.send(.get, Inspected.path + "?limit=1")
            #expect((page.object["items"] as? [Any])?.count == 1)
            let rest = try await inspected.service.send(.get, try #require(page.object["next"] as? String))
            let items = rest.object["items"] as? [[String: Any]]
            #expect(items?.map { $0["id"] as? String } == [inspected.id] && rest.object["next"] is NSNull)
        }
    }
}

extension Sequence where Element: Sendable {
    fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async rethrows -> [T] {
        var all: [T] = []
        for element in self { all.append(try await body(element)) }
        return all
    }
}
