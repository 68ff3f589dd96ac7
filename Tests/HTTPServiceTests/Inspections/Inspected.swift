import Foundation
import HTTPTypes
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

/// A service with three people and two courses; two people and one course are inspected from the second day of 2026 on, until
/// the third.
struct Inspected {
    let service: ServiceFixture
    let clock: TestClock
    let people: [String: String]
    let courses: [String: String]
    let id: String
    let key: String
    let secret: String

    static let path = "/api/v1/inspections"
    static let start: Int64 = 1_767_225_600_000_000
    static let day: Int64 = 86_400_000_000

    /// - Parameter courses: which of `a` and `b` may be read; nil for all.
    static func run(
        on engine: Engine, courses: [String]? = ["a"], _ body: @escaping @Sendable (Inspected) async throws -> Void
    ) async throws {
        let clock = TestClock(start)
        try await ServiceFixture.run(on: engine, clock: clock, now: clock.now) { service in
            let made = try await Inspected(service, clock, courses)
            clock.set(start + day + day / 2)
            try await body(made)
        }
    }

    private init(_ service: ServiceFixture, _ clock: TestClock, _ narrowed: [String]?) async throws {
        (self.service, self.clock) = (service, clock)
        var (people, courses) = ([String: String](), [String: String]())
        for name in ["zoe", "lea", "max"] {
            let body = #"{"family_name":"\#(name)","identifiers":[{"mbox":"mailto:\#(name)@ex.fr"}]}"#
            people[name] = try await service.send(.post, "/api/v1/people", body: body).object["id"] as? String
        }
        for name in ["a", "b"] { courses[name] = try await Self.course(name, in: service) }
        for (number, (name, course)) in [("zoe", "a"), ("zoe", "b"), ("lea", "b"), ("max", "a")].enumerated() {
            let answer = try await service.send(
                .post, "/xapi/statements", body: Self.statement(number + 1, by: name, in: course))
            #expect(answer.status == .ok, "\(answer.text)")
        }
        (self.people, self.courses) = (people, courses)
        let ids = [people["zoe"], people["lea"]].map { "\"\($0 ?? "")\"" }.joined(separator: ",")
        let list = narrowed.map { "[" + $0.map { "\"\(courses[$0] ?? "")\"" }.joined(separator: ",") + "]" } ?? "null"
        let body =
            #"{"auditor":"Cour des comptes","purpose":"Contrôle 2026","from":"2026-01-02","until":"2026-01-03","#
            + #""people":[\#(ids)],"courses":\#(list)}"#
        let opened = try await service.send(.post, Self.path, body: body)
        #expect(opened.status == .created, "\(opened.text)")
        id = try #require(opened.object["id"] as? String, "\(opened.text)")
        key = try #require(opened.object["key"] as? String)
        secret = try #require(opened.object["secret"] as? String)
    }

    private static func course(_ name: String, in service: ServiceFixture) async throws -> String {
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
        let answer = try await service.importPackage(package, query: "?source=cegos")
        return try #require((answer.object["course"] as? [String: Any])?["id"] as? String, "\(answer.text)")
    }

    static func statementID(_ number: Int) -> String { "00000000-0000-4000-8000-00000000000\(number)" }

    private static func statement(_ number: Int, by name: String, in course: String) -> String {
        #"{"id":"\#(statementID(number))","actor":{"mbox":"mailto:\#(name)@ex.fr"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://ex.fr/\#(course)"},"#
            + #""timestamp":"2025-12-0\#(number)T09:00:00Z","result":{"completion":true,"duration":"PT1H"}}"#
    }

    /// As the auditor.
    func ask(
        _ method: HTTPRequest.Method = .get, _ path: String, body: String? = nil, secret: String? = nil,
        language: String = "en"
    ) async throws -> TestResponse {
        let credential = Data("\(key):\(secret ?? self.secret)".utf8).base64EncodedString()
        return try await service.send(
            method, path, headers: ["Authorization": "Basic \(credential)", "Accept-Language": language], body: body
        )
    }

    /// People and courses of a page of completions: `zoe a`.
    func lines(_ answer: TestResponse) -> [String] {
        let items = answer.object["items"] as? [[String: Any]] ?? []
        return items.map { item in
            let person = (item["person"] as? [String: Any])?["id"] as? String
            let course = (item["course"] as? [String: Any])?["id"] as? String
            let name = people.first { $0.value == person }?.key ?? "?"
            return name + " " + (courses.first { $0.value == course }?.key ?? "?")
        }
    }

    /// Lets the log grow over everything, and signs it.
    func sign() async throws {
        for _ in 0..<2_000 {
            _ = try await service.useCases.chores.sequenceRecords()
            _ = try await service.useCases.chores.growTree()
            _ = try await service.useCases.evidence.signCheckpoint()
            let path = "/api/v1/evidence/proof?statement=" + Self.statementID(4)
            if try await service.send(.get, path).status == .ok { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("nothing is signed")
    }

    /// Builds so many bundles. They wait for the summary of their period, which stands in the log and is signed once
    /// nobody else of the same PostgreSQL server is in the middle of an older transaction.
    func build(_ expected: Int) async throws {
        var built = 0
        for _ in 0..<2_000 where built < expected {
            try await sign()
            built += try await service.useCases.evidence.bundles()
            if built < expected { try await Task.sleep(for: .milliseconds(10)) }
        }
        #expect(built == expected)
    }
}
