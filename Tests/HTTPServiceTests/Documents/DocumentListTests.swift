import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

@Suite("lists of documents")
struct DocumentListTests {
    private static let state = DocumentContext.Resource.state.sampleURI
    private static let one = "&registration=ec531277-b57b-4c15-8d91-d292c5b2b8f7"
    private static let other = "&registration=ec531277-b57b-4c15-8d91-d292c5b2b8f8"

    private static func ids(_ service: ServiceFixture, _ uri: String) async throws -> [String] {
        let answer = try await service.send(.get, uri)
        #expect(answer.status == .ok, "\(answer.text)")
        return (answer.array as? [String] ?? ["unreadable"]).sorted()
    }

    @Test(
        "hold the ids of one context, with an ETag and the newest change (2.2, 3.1)",
        arguments: Engine.allCases,
        DocumentContext.Resource.allCases
    )
    func lists(engine: Engine, resource: DocumentContext.Resource) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let uri = resource.sampleURI
            let empty = try await service.send(.get, uri)
            #expect(empty.text == "[]" && empty.headers[.lastModified] == nil && empty.headers[.eTag] != nil)
            for id in ["b", "a"] {
                _ = try await service.send(.post, "\(uri)&\(resource.idParameter)=\(id)", body: "{}")
            }
            for strange in DocumentContext.Resource.allCases where strange != resource {
                _ = try await service.send(.post, "\(strange.sampleURI)&\(strange.idParameter)=x", body: "{}")
            }
            let elsewhere = uri.replacing("example.fr", with: "example.com")
            _ = try await service.send(.post, "\(elsewhere)&\(resource.idParameter)=y", body: "{}")
            let list = try await service.send(.get, uri)
            #expect(list.text == #"["a","b"]"#)
            #expect(list.headers[.contentType] == "application/json")
            #expect(list.headers[.lastModified]?.hasSuffix(" GMT") == true)
            let tag = try #require(list.headers[.eTag])
            #expect(tag != empty.headers[.eTag])
            #expect(try await service.send(.get, uri, headers: ["If-None-Match": tag]).status == .notModified)
        }
    }

    @Test("since leaves out what changed then or before (2.3, 2.6, 2.7)", arguments: Engine.allCases)
    func since(engine: Engine) async throws {
        let clock = TestClock(1_767_225_600_000_000, step: 0)
        try await ServiceFixture.run(on: engine, clock: clock) { service in
            let uri = DocumentContext.Resource.agentProfile.sampleURI
            for id in ["a", "b", "c"] {
                _ = try await service.send(.post, "\(uri)&profileId=\(id)", body: "{}")
                clock.advance(seconds: 1)
            }
            _ = try await service.send(.post, "\(uri)&profileId=a", body: #"{"again":true}"#)
            #expect(try await Self.ids(service, "\(uri)&since=2026-01-01T00:00:00.999Z") == ["a", "b", "c"])
            #expect(try await Self.ids(service, "\(uri)&since=2026-01-01T00:00:01Z") == ["a", "c"])
            #expect(try await Self.ids(service, "\(uri)&since=2026-01-01T01:00:02%2B01:00") == ["a"])
            #expect(try await Self.ids(service, "\(uri)&since=2026-01-01T01:00:02+01:00") == ["a"])
            #expect(try await Self.ids(service, "\(uri)&since=2026-01-01T00:00:03Z") == [])
            let list = try await service.send(.get, uri)
            #expect(list.headers[.lastModified] == "Thu, 01 Jan 2026 00:00:03 GMT")
        }
    }

    @Test("State is narrowed by a registration, and without one holds all (2.3)", arguments: Engine.allCases)
    func registrations(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for (id, registration) in [("a", ""), ("a", Self.one), ("b", Self.one), ("c", Self.other)] {
                let body = "{\"\(id)\":\"\(registration)\"}"
                _ = try await service.send(.post, "\(Self.state)&stateId=\(id)\(registration)", body: body)
            }
            #expect(try await service.send(.get, "\(Self.state)&stateId=a").text == #"{"a":""}"#)
            #expect(try await service.send(.get, "\(Self.state)&stateId=b").status == .notFound)
            #expect(try await Self.ids(service, Self.state + Self.one) == ["a", "b"])
            #expect(try await Self.ids(service, Self.state) == ["a", "b", "c"])
        }
    }

    @Test("deleting State deletes what the list holds, and nothing else (2.3)", arguments: Engine.allCases)
    func deletion(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let strange = Self.state.replacing("example.fr", with: "example.com") + "&stateId=x"
            _ = try await service.send(.post, strange, body: "{}")
            for registration in ["", Self.one, Self.other] {
                _ = try await service.send(.post, "\(Self.state)&stateId=a\(registration)", body: "{}")
            }
            let deleted = try await service.send(.delete, Self.state + Self.one)
            #expect(deleted.status == .noContent)
            #expect(try await Self.ids(service, Self.state + Self.one) == [])
            #expect(try await Self.ids(service, Self.state + Self.other) == ["a"])
            #expect(try await service.send(.get, "\(Self.state)&stateId=a").status == .ok)
            let wrong = try await service.send(.delete, Self.state, headers: ["If-Match": "\"x\""])
            #expect(wrong.status == .preconditionFailed)
            #expect(try await Self.ids(service, Self.state + Self.other) == ["a"])
            let tag = try await service.send(.get, Self.state).headers[.eTag] ?? ""
            #expect(try await service.send(.delete, Self.state, headers: ["If-Match": tag]).status == .noContent)
            #expect(try await Self.ids(service, Self.state) == [])
            #expect(try await service.send(.get, strange).status == .ok)
            #expect(try await service.send(.delete, Self.state).status == .noContent, "nothing is there any more")
        }
    }
}
