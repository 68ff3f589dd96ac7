import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

@Suite("documents")
struct DocumentTests {
    private static let scenarios =
        DocumentScenario.tags + DocumentScenario.matches + DocumentScenario.noneMatches + DocumentScenario.neither
        + DocumentScenario.contents + DocumentScenario.merges

    @Test(
        "live as the standard says, under both versions",
        arguments: Engine.allCases,
        DocumentContext.Resource.allCases
    )
    func scenarios(engine: Engine, resource: DocumentContext.Resource) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for (place, scenario) in Self.scenarios.enumerated() where scenario.resources.contains(resource) {
                for version in scenario.versions {
                    try await scenario.run(service, resource, version: version, id: "\(place)-\(version)")
                }
            }
        }
    }

    @Test("HEAD answers with the headers of GET and no body", arguments: DocumentContext.Resource.allCases)
    func head(resource: DocumentContext.Resource) async throws {
        try await ServiceFixture.run(on: .sqlite, setup: .live) { service in
            let one = "\(resource.sampleURI)&\(resource.idParameter)=a"
            let type = ["Content-Type": "text/plain", "If-None-Match": "*"]
            #expect(try await service.send(.put, one, headers: type, body: "abc").status == .noContent)
            for uri in [one, resource.sampleURI] {
                let get = try await service.send(.get, uri)
                let head = try await service.send(.head, uri)
                #expect(head.status == .ok)
                #expect(head.body.readableBytes == 0)
                #expect(head.headers[.contentLength] == "\(get.body.readableBytes)")
                for name: HTTPField.Name in [.eTag, .lastModified, .contentType, .experienceAPIVersion] {
                    #expect(get.headers[name] != nil && head.headers[name] == get.headers[name], "\(name)")
                }
            }
            let unchanged = ["If-None-Match": "*"]
            #expect(try await service.send(.head, one, headers: unchanged).status == .notModified)
            #expect(try await service.send(.head, one.replacing("=a", with: "=b")).status == .notFound)
        }
    }

    @Test("a document that is too large is 413 and changes nothing, a merge too", arguments: Engine.allCases)
    func limit(engine: Engine) async throws {
        var settings = ServiceSettings()
        settings.documentLimit = 30
        try await ServiceFixture.run(on: engine, settings: settings) { service in
            let uri = DocumentContext.Resource.state.sampleURI + "&stateId=a"
            let large = #"{"a":"aaaaaaaaaaaaaaaaaaaaaaaaaaa"}"#
            #expect(try await service.send(.put, uri, body: large).problem == "too-large")
            #expect(try await service.send(.get, uri).status == .notFound)
            #expect(try await service.send(.put, uri, body: #"{"a":"aaaaaaaaaa"}"#).status == .noContent)
            let merged = try await service.send(.post, uri, body: #"{"b":"bbbbbbbbbb"}"#)
            #expect(merged.status == .contentTooLarge)
            #expect(try await service.send(.get, uri).text == #"{"a":"aaaaaaaaaa"}"#)
        }
    }

    @Test("the refusal of an unguarded PUT says what to do (3.1)")
    func explanation() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let uri = DocumentContext.Resource.agentProfile.sampleURI + "&profileId=a"
            _ = try await service.send(.post, uri, body: "{}")
            let refused = try await service.send(.put, uri, body: "{}")
            let detail = refused.object["detail"] as? String ?? ""
            #expect(detail.contains("If-Match") && detail.contains("current state"), "\(detail)")
            #expect(refused.object["section"] as? String == "xAPI 1.0.3 Communication 3.1")
        }
    }

    @Test("a large document comes back byte for byte, with its length and tag", arguments: Engine.allCases)
    func large(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine, setup: .live) { service in
            let uri = DocumentContext.Resource.activityProfile.sampleURI + "&profileId=a"
            let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 8)) }
            let headers = ["Content-Type": "video/mp4", "If-None-Match": "*"]
            let put = try await service.send(.put, uri, headers: headers, bytes: bytes)
            #expect(put.status == .noContent)
            let get = try await service.send(.get, uri)
            #expect(Array(get.body.readableBytesView) == bytes)
            #expect(get.headers[.contentLength] == "1000000" && get.headers[.contentType] == "video/mp4")
            let head = try await service.send(.head, uri)
            #expect(head.headers[.contentLength] == "1000000" && head.body.readableBytes == 0)
            #expect(head.headers[.eTag] == get.headers[.eTag] && get.headers[.eTag] != nil)
        }
    }
}
