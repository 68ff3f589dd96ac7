import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("feedback over HTTP")
struct FeedbackRoutesTests {
    private static let path = "/api/v1/feedback"

    private static func lines(_ answer: TestResponse) -> [[String: Any]] {
        answer.object["items"] as? [[String: Any]] ?? []
    }

    @Test("averages and comments, with names for those who may know people", arguments: Engine.allCases)
    func feedback(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let course = try await service.send(
                .post, "/api/v1/courses", body: #"{"source":"interne","title":"Sécurité"}"#)
            let id = try #require(course.object["id"] as? String)
            let statement = """
                {"actor":{"mbox":"mailto:un@ex.fr"},"verb":{"id":"http://id.tincanapi.com/verb/rated"},
                "object":{"id":"\(id)"},"result":{"score":{"raw":4,"max":5},"response":"Très utile"}}
                """
            #expect(try await service.send(.post, "/xapi/statements", body: statement).status == .ok)
            let courses = try await service.send(.get, Self.path + "?by=course", as: .reader)
            let line = try #require(Self.lines(courses).first, "\(courses.text)")
            #expect(line["count"] as? Int == 1 && line["average"] as? Double == 4, "\(courses.text)")
            #expect((line["distribution"] as? [String: Int]) == ["1": 0, "2": 0, "3": 0, "4": 1, "5": 0])
            let list = try #require(line["comments"] as? String)
            let told = try #require(Self.lines(try await service.send(.get, list, as: .reader)).first)
            #expect(told["comment"] as? String == "Très utile" && told["stars"] as? Double == 4)
            #expect(told["person"] == nil, "a key without people gets no name")
            let named = try #require(Self.lines(try await service.send(.get, list)).first)
            let actor = (named["person"] as? [String: Any])?["actor"] as? [String: Any]
            #expect(actor?["mbox"] as? String == "mailto:un@ex.fr")
            let sources = try await service.send(.get, Self.path + "?by=source", as: .reader)
            #expect(Self.lines(sources).first?["source"] as? String == "interne", "\(sources.text)")
            let table = try await service.send(.get, Self.path + "?by=source&format=csv", as: .reader)
            #expect(table.text.contains("interne;1;4;0;0;0;1;0"), "\(table.text)")
            let records = try await service.send(.get, "/api/v1/completions?course=\(id)", as: .reader)
            #expect(Self.lines(records).first?["score"] is NSNull, "not how they did: \(records.text)")
        }
    }

    @Test("what cannot be is refused")
    func refusals() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            for query in [
                "", "?by=month", "?by=course&limit=0", "/comments", "/comments?course=urn:x",
                "/comments?course=urn:x&cursor=x",
            ] {
                let answer = try await service.send(.get, Self.path + query)
                #expect(answer.problem == "invalid-parameter", "\(query): \(answer.text)")
            }
        }
    }
}
