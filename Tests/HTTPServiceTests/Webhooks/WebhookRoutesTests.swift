import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

@Suite("webhooks over HTTP")
struct WebhookRoutesTests {
    private static let version = ServiceSettings().defaultVersion

    private static func store(_ numbers: Range<Int>, in service: ServiceFixture) async throws {
        for number in numbers {
            let statement =
                #"{"id":"8f87ccde-bb56-4c2e-ab83-44982ef22df\#(number)","actor":{"name":"É","mbox":"mailto:a@example.fr"},"#
                + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://ex.fr/a"}}"#
            let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: statement)
            #expect(stored.status == .ok, "\(stored.text)")
        }
        try await service.sequence(numbers.upperBound)
    }

    private static func webhook(_ service: ServiceFixture) async throws -> [String: Any] {
        let list = try await service.send(.get, "/api/v1/webhooks")
        #expect(list.object["next"] is NSNull)
        return try #require((list.object["items"] as? [[String: Any]])?.first, "\(list.text)")
    }

    @Test(
        "a receiver gets every statement in order, signed as docs/feed.md says, through failures",
        arguments: Engine.allCases
    )
    func life(engine: Engine) async throws {
        let clock = TestClock()
        try await HTTPReceiver.run { receiver, address in
            try await ServiceFixture.run(on: engine, clock: clock) { service in
                let body = #"{"url":"\#(address)/hook","label":"SIRH"}"#
                let made = try await service.send(.post, "/api/v1/webhooks", body: body)
                #expect(made.status == .created, "\(made.text)")
                let secret = try #require(made.object["secret"] as? String)
                #expect(try await service.send(.get, "/api/v1/webhooks").text.contains(secret) == false)
                receiver.fail(2)
                try await Self.store(0..<3, in: service)
                try await SendWebhook.withClient { send in
                    let deliver = service.useCases.webhooks.deliver(in: Self.version, by: send.callAsFunction)
                    for expected in [0, 0, 1] {
                        let count = try await deliver()
                        #expect(count == expected)
                        clock.advance(seconds: 60)
                    }
                }
                #expect(receiver.arrivals.count == 3)
                for arrival in receiver.arrivals { #expect(try PythonReader.verifies(arrival, secret: secret)) }
                let webhook = try await Self.webhook(service)
                #expect(webhook["position"] as? Int == 2)
                #expect(webhook["state"] as? String == "active")
                #expect(webhook["label"] as? String == "SIRH")
            }
        }
    }

    @Test("what was altered on the way, or is old, does not verify")
    func altered() async throws {
        try await HTTPReceiver.run { receiver, address in
            try await ServiceFixture.run(on: .sqlite) { service in
                let made = try await service.send(.post, "/api/v1/webhooks", body: #"{"url":"\#(address)/hook"}"#)
                let secret = try #require(made.object["secret"] as? String)
                try await Self.store(0..<1, in: service)
                try await SendWebhook.withClient { send in
                    _ = try await service.useCases.webhooks.deliver(in: Self.version, by: send.callAsFunction)()
                }
                let arrival = try #require(receiver.arrivals.first)
                #expect(try PythonReader.verifies(arrival, secret: secret))
                var body = arrival.body
                body.append(0x20)
                let longer = HTTPReceiver.Arrival(path: arrival.path, headers: arrival.headers, body: body)
                #expect(try !PythonReader.verifies(longer, secret: secret))
                #expect(try !PythonReader.verifies(arrival, secret: "whsec_AAAA"))
                #expect(try !PythonReader.verifies(arrival, secret: secret, secondsLater: 301))
            }
        }
    }

    @Test("shows how a failing receiver fares, replays it and deletes it", arguments: Engine.allCases)
    func states(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            try await Self.store(0..<2, in: service)
            let body = #"{"url":"https://ex.fr/","after":-1}"#
            let made = try await service.send(.post, "/api/v1/webhooks", body: body)
            let id = try #require(made.object["id"] as? String)
            #expect(made.object["position"] as? Int == -1)
            let deliver = service.useCases.webhooks.deliver(in: Self.version) { _ in .status(410) }
            _ = try await deliver()
            let gone = try await Self.webhook(service)
            #expect(gone["state"] as? String == "disabled")
            #expect(gone["last_error"] as? String == "status-410")
            #expect(gone["failures"] as? Int == 1)
            #expect(gone["next_attempt"] is NSNull)
            let uri = "/api/v1/webhooks/\(id)"
            #expect(try await service.send(.post, uri + "/replay", body: #"{"after":0}"#).status == .noContent)
            let replayed = try await Self.webhook(service)
            #expect(replayed["state"] as? String == "active")
            #expect(replayed["position"] as? Int == 0)
            _ = try await service.useCases.webhooks.deliver(in: Self.version) { _ in .timeout }()
            let failing = try await Self.webhook(service)
            #expect(failing["state"] as? String == "failing")
            #expect((failing["next_attempt"] as? String)?.hasSuffix("Z") == true)
            #expect(try await service.send(.delete, uri).status == .noContent)
            #expect(try await service.send(.delete, uri).status == .notFound)
            #expect(try await service.send(.post, uri + "/replay", body: #"{"after":0}"#).status == .notFound)
        }
    }
}

extension RefusalScenario {
    private static let path = "/api/v1/webhooks"

    static let webhooks = [
        RefusalScenario("webhooks for who only reads", .get, path, as: .reader, 403, "forbidden"),
        RefusalScenario("a webhook of who only reads", .post, path, as: .reader, body: "{}", 403, "forbidden"),
        RefusalScenario("a webhook without an address", .post, path, body: "{}", 400, "invalid-body", at: "/url"),
        RefusalScenario(
            "a webhook to a file", .post, path, body: #"{"url":"file:///etc/passwd"}"#, 400, "invalid-body", at: "/url"
        ),
        RefusalScenario(
            "a webhook to no port", .post, path, body: #"{"url":"http://a:70000/"}"#, 400, "invalid-body", at: "/url"
        ),
        RefusalScenario(
            "a webhook with a label that is none", .post, path, body: #"{"url":"http://a/","label":""}"#, 400,
            "invalid-body", at: "/label"
        ),
        RefusalScenario(
            "a webhook from a leaf before the first", .post, path, body: #"{"url":"http://a/","after":-2}"#, 400,
            "invalid-body", at: "/after"
        ),
        RefusalScenario(
            "a webhook from a leaf that is none", .post, path, body: #"{"url":"http://a/","after":1.5}"#, 400,
            "invalid-body", at: "/after"
        ),
        RefusalScenario(
            "a webhook from behind the log's end", .post, path, body: #"{"url":"http://a/","after":0}"#, 400,
            "invalid-body", at: "/after"
        ),
        RefusalScenario("a webhook that is no JSON", .post, path, body: "x", 400, "invalid-json"),
        RefusalScenario(
            "a webhook as a form", .post, path, headers: ["Content-Type": "text/plain"], body: "{}", 415,
            "unsupported-content-type"
        ),
        RefusalScenario(
            "a replay without a leaf", .post, "\(path)/x/replay", body: "{}", 400, "invalid-body", at: "/after"),
        RefusalScenario("a replay of nothing", .post, "\(path)/x/replay", body: #"{"after":-1}"#, 404, "not-found"),
        RefusalScenario("an end to nothing", .delete, "\(path)/x", 404, "not-found"),
    ]
}
