import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("rules over HTTP")
struct RuleRoutesTests {
    private static func course(in service: ServiceFixture) async throws -> String {
        let answer = try await service.importPackage(MainJobTests.package)
        return (answer.object["course"] as? [String: Any])?["id"] as? String ?? "no course: \(answer.text)"
    }

    private static func encoded(_ iri: String) -> String {
        iri.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    @Test("a rule is made, tried, put in force and shown", arguments: Engine.allCases)
    func life(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let course = try await Self.course(in: service)
            let document =
                #"{"title":{"fr":"Secourisme","en":"First aid"},"validity":"P2Y","complete":{"attended":true}}"#
            let made = try await service.send(.put, "/api/v1/rules/secourisme", body: document)
            #expect(made.status == .created && made.object["version"] as? Int == 1, "\(made.text)")
            #expect(try await service.send(.put, "/api/v1/rules/secourisme", body: document).status == .ok)
            let statement = """
                {"actor":{"mbox":"mailto:a@ex.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/attended"},
                "object":{"id":"\(course)"}}
                """
            #expect(try await service.send(.post, "/xapi/statements", body: statement).status == .ok)
            let trial = try await service.send(
                .post, "/api/v1/rules/secourisme/trial", body: #"{"course":"\#(course)"}"#)
            #expect(trial.object["gains"] as? Int == 1 && trial.object["losses"] as? Int == 0, "\(trial.text)")
            let change = (trial.object["changes"] as? [[String: Any]])?.first
            #expect(change?["from"] as? String == "in_progress" && change?["to"] as? String == "completed")
            #expect((change?["person"] as? [String: Any])?["actor"] is [String: Any])
            let path = "/api/v1/courses/\(Self.encoded(course))/rule"
            #expect(
                ((try await service.send(.get, path).object["rule"]) as? [String: Any])?["id"] as? String == "xapi.verb"
            )
            let put = try await service.send(.put, path, body: #"{"rule":"secourisme"}"#)
            #expect(put.status == .ok && (put.object["history"] as? [Any])?.count == 2, "\(put.text)")
            let answer = try await service.send(.get, "/api/v1/completions?course=" + Self.encoded(course))
            let item = (answer.object["items"] as? [[String: Any]])?.first
            #expect(item?["status"] as? String == "completed" && item?["expires_at"] is String, "\(answer.text)")
            let shown = try await service.send(.get, "/api/v1/rules/secourisme?version=1")
            #expect(shown.object["courses"] as? [String] == [course] && shown.object["shipped"] as? Bool == false)
            let rule = shown.object["rule"] as? [String: Any]
            #expect(rule?["validity"] as? String == "P2Y")
            let list = try await service.send(.get, "/api/v1/rules?limit=1")
            #expect((list.object["items"] as? [Any])?.count == 13 && list.object["next"] is String)
        }
    }

    @Test(
        "what cannot be is refused, with its place",
        arguments: [
            (.put, "/api/v1/rules/a", #"{"title":{"fr":"f","en":"e"},"complete":{"rule":"a"}}"#, 400, "/complete/rule"),
            (.put, "/api/v1/rules/a", #"{"title":{"fr":"f","en":"e"},"complete":{"rule":"b"}}"#, 400, "/complete/rule"),
            (.put, "/api/v1/rules/a", #"{"title":{"fr":"f"},"complete":{"completed":true}}"#, 400, "/title"),
            (
                .put, "/api/v1/rules/scorm12.default", #"{"title":{"fr":"f","en":"e"},"complete":{"opened":true}}"#,
                409, nil
            ),
            (.put, "/api/v1/rules/a%20b", "{}", 404, nil), (.put, "/api/v1/rules/a", "[]", 400, ""),
            (.get, "/api/v1/rules/nobody", "", 404, nil),
            (.post, "/api/v1/rules/scorm12.default/trial", #"{"course":"https://ex.fr/no"}"#, 400, "/course"),
            (.post, "/api/v1/rules/scorm12.default/trial", "{}", 400, "/course"),
            (.post, "/api/v1/rules/nobody/trial", #"{"course":"https://ex.fr/no"}"#, 404, nil),
            (.put, "/api/v1/courses/https%3A%2F%2Fex.fr%2Fno/rule", #"{"rule":"scorm12.default"}"#, 404, nil),
            (.get, "/api/v1/courses/https%3A%2F%2Fex.fr%2Fno/rule", "", 404, nil),
        ] as [(HTTPRequest.Method, String, String, Int, String?)]
    )
    func refusals(method: HTTPRequest.Method, path: String, body: String, code: Int, pointer: String?) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(method, path, body: body)
            #expect(answer.status.code == code, "\(answer.text)")
            #expect(answer.object["pointer"] as? String == pointer)
        }
    }

    @Test("a rule for a course must be there, in that version", arguments: Engine.allCases)
    func unknown(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let path = "/api/v1/courses/\(Self.encoded(try await Self.course(in: service)))/rule"
            for (body, pointer) in [
                (#"{"rule":"nobody"}"#, "/rule"), (#"{"rule":"scorm12.default","version":9}"#, "/version"),
                ("{}", "/rule"), (#"{"rule":"scorm12.default","version":0}"#, "/version"),
                (#"{"rules":"a"}"#, "/rules"),
            ] {
                let answer = try await service.send(.put, path, body: body)
                #expect(
                    answer.status == .badRequest && answer.object["pointer"] as? String == pointer, "\(answer.text)")
            }
        }
    }
}
