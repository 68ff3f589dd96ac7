import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

@Suite("the feed over HTTP")
struct FeedRoutesTests {
    private static func id(_ number: Int) -> String { "8f87ccde-bb56-4c2e-ab83-44982ef22df\(number)" }

    private static func statement(_ number: Int) -> String {
        #"{"id":"\#(id(number))","actor":{"mbox":"mailto:a@example.fr"},"timestamp":"2026-01-01T01:00:00+01:00","#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://ex.fr/\#(number)"}}"#
    }

    /// Five statements, with their leaves.
    private static func withStatements(
        on engine: Engine, _ body: @escaping @Sendable (ServiceFixture) async throws -> Void
    ) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for number in 0..<5 {
                let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: statement(number))
                #expect(stored.status == .ok, "\(stored.text)")
            }
            try await service.sequence(5)
            try await body(service)
        }
    }

    @Test("is followed from page to page, and then from where it ended", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await Self.withStatements(on: engine) { service in
            var next: String? = "/api/v1/statements/feed?limit=2"
            var leaves: [Int] = []
            var last: TestResponse?
            for _ in 0..<5 {
                guard let uri = next else { break }
                let page = try await service.send(.get, uri, as: .reader)
                #expect(page.status == .ok, "\(page.text)")
                #expect(page.object["log_size"] as? Int == 5)
                let items = page.object["items"] as? [[String: Any]] ?? []
                leaves += items.compactMap { $0["leaf"] as? Int }
                #expect(page.object["after"] as? Int == leaves.last)
                next = page.object["next"] as? String
                last = page
            }
            #expect(leaves == [0, 1, 2, 3, 4])
            #expect(last?.object["next"] is NSNull)
            let empty = try await service.send(.get, "/api/v1/statements/feed?after=4", as: .reader)
            #expect(empty.text == #"{"items":[],"next":null,"after":4,"log_size":5}"#)
        }
    }

    @Test("shows the statement in the version asked for, with its source and its state", arguments: Engine.allCases)
    func item(engine: Engine) async throws {
        try await Self.withStatements(on: engine) { service in
            let uri = "/api/v1/statements/\(Self.id(3))"
            let one = try await service.send(.get, uri, as: .reader)
            #expect(one.status == .ok, "\(one.text)")
            #expect(one.object.keys.sorted() == ["leaf", "signature", "source", "statement", "voided_by"])
            #expect(one.object["leaf"] as? Int == 3)
            #expect(one.object["source"] as? String == "test")
            #expect(one.object["voided_by"] is NSNull)
            #expect(one.object["signature"] is NSNull)
            let statement = one.object["statement"] as? [String: Any]
            #expect(statement?["id"] as? String == Self.id(3))
            #expect(statement?["timestamp"] as? String == "2026-01-01T01:00:00+01:00", "1.0.3 keeps the offset")
            let later = try await service.send(.get, uri, as: .reader, headers: ["X-Experience-API-Version": ""])
            #expect(
                (later.object["statement"] as? [String: Any])?["timestamp"] as? String == "2026-01-01T00:00:00Z")
            let page = try await service.send(.get, "/api/v1/statements/feed?after=2&limit=1", as: .reader)
            #expect(
                page.text.hasPrefix(#"{"items":["# + one.text + #"],"next":"/api/v1/statements/feed?after=3&limit=1""#))
        }
    }
}

extension RefusalScenario {
    private static let feed = "/api/v1/statements/feed"
    private static let one = "/api/v1/statements/8f87ccde-bb56-4c2e-ab83-44982ef22df9"

    static let feeds = [
        RefusalScenario("a feed for a key that reads its own alone", .get, feed, as: .writer, 403, "forbidden"),
        RefusalScenario("a feed without a key", .get, feed, as: nil, 401, "unauthenticated"),
        RefusalScenario("a page of no records", .get, "\(feed)?limit=0", 400, "invalid-parameter"),
        RefusalScenario("a page past the bound", .get, "\(feed)?limit=501", 400, "invalid-parameter"),
        RefusalScenario("a leaf before the first", .get, "\(feed)?after=-2", 400, "invalid-parameter"),
        RefusalScenario(
            "a leaf that no number holds", .get, "\(feed)?after=9223372036854775808", 400, "invalid-parameter"),
        RefusalScenario("a feed by a filter", .get, "\(feed)?verb=x", 400, "unknown-parameter"),
        RefusalScenario(
            "a feed in a version of the past", .get, feed, headers: ["X-Experience-API-Version": "0.95"], 400,
            "unsupported-version"
        ),
        RefusalScenario("a statement that nobody sent", .get, one, 404, "not-found"),
        RefusalScenario("a statement by what is no id", .get, "/api/v1/statements/x", 404, "not-found"),
        RefusalScenario(
            "one statement for a key that reads its own alone", .get, one, as: .writer, 403,
            "forbidden"
        ),
        RefusalScenario("a feed by another method", .post, feed, 405, "method-not-allowed"),
    ]
}
