import Foundation
import HTTPTypes
import HummingbirdTesting
import LearningRecords
import NIOCore
import TestSupport
import Testing

@testable import HTTPService

@Suite("bundles over HTTP")
struct BundleRoutesTests {
    private static let path = "/api/v1/evidence/bundles"

    @Test("are asked for, built, and sent", arguments: Engine.allCases)
    func built(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let early = try await service.send(.post, Self.path, body: "{}")
            #expect(early.status == .accepted)
            let first = try #require(early.headers[.location])
            #expect(try await service.send(.get, first).object["state"] as? String == "waiting")
            for part in ["/file", "/summary.pdf"] {
                #expect(try await service.send(.get, first + part).problem == "not-yet-proven")
            }
            #expect(try await service.useCases.evidence.bundles() == 1)
            let failed = try await service.send(.get, first)
            #expect(failed.object["state"] as? String == "failed")
            #expect(failed.object["outcome"] as? String == "not-yet-proven")
            _ = try await service.useCases.evidence.signCheckpoint()
            let body = #"{"actor":{"mbox":"mailto:a@example.fr"},"status":"completed","since":0}"#
            let asked = try await service.send(.post, Self.path, body: body)
            let place = try #require(asked.headers[.location])
            #expect(try await service.useCases.evidence.bundles() == 1)
            let ready = try await service.send(.get, place)
            #expect(ready.object["state"] as? String == "ready", "\(ready.text)")
            #expect(ready.object["claims"] as? Int == 0)
            let file = try await service.send(.get, try #require(ready.object["file"] as? String))
            #expect(file.status == .ok)
            #expect(file.headers[.contentType] == "application/zip")
            #expect(file.body.readableBytes > 1_000)
            #expect(file.headers[.contentLength] == "\(file.body.readableBytes)")
            let paper = try await service.send(.get, try #require(ready.object["summary"] as? String))
            #expect(paper.status == .ok && paper.headers[.contentType] == "application/pdf", "\(paper.text)")
            let pdf = try ReadPDF(Array(buffer: paper.body))
            #expect(
                pdf.text.contains("Ce qui est prouvé, et ce qui ne l’est pas")
                    && pdf.info.contains("Tagged:          yes"))
            let again = try await service.send(.get, place + "/summary.pdf")
            #expect(again.body == paper.body, "the same bundle gives the same bytes")
        }
    }

    @Test("a question that cannot be asked is refused with its place")
    func refused() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let table = [
                ("[]", ""), (#"{"person":"x"}"#, "/person"), (#"{"actor":{"name":"x"}}"#, "/actor"),
                (#"{"status":"done"}"#, "/status"), (#"{"since":-1}"#, "/since"), (#"{"since":1.5}"#, "/since"),
                (#"{"people":[]}"#, "/people"), (#"{"people":["x"]}"#, "/people"), (#"{"service":""}"#, "/service"),
                (#"{"people":["00000000-0000-4000-8000-000000000000"]}"#, "/people/0"),
                (#"{"completed_since":"hier"}"#, "/completed_since"),
                (#"{"courses":[]}"#, "/courses"), (#"{"courses":["x",7]}"#, "/courses"),
                (#"{"courses":"x"}"#, "/courses"),
                (#"{"courses":["x\u0000"]}"#, "/courses"), (#"{"courses":["https://ex.fr/nowhere"]}"#, "/courses/0"),
                (#"{"course":"x","courses":["x"]}"#, "/courses"),
                (#"{"course":7}"#, "/course"), (#"{"cours":"x"}"#, "/cours"),
            ]
            for (body, pointer) in table {
                let answer = try await service.send(.post, Self.path, body: body)
                #expect(answer.status == .badRequest, "\(body): \(answer.text)")
                #expect(answer.object["pointer"] as? String == pointer, "\(body)")
            }
            #expect(try await service.send(.post, Self.path, body: "{").problem == "invalid-json")
            #expect(try await service.send(.get, Self.path + "/nobody").status == .notFound)
            #expect(try await service.send(.get, Self.path + "/nobody/file").status == .notFound)
        }
    }

    @Test("two nodes build each bundle once", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            _ = try await service.useCases.evidence.signCheckpoint()
            for _ in 0..<6 { _ = try await service.send(.post, Self.path, body: "{}") }
            async let one = service.useCases.evidence.bundles()
            async let other = service.useCases.evidence.bundles()
            let (first, second) = try await (one, other)
            #expect(first + second == 6)
        }
    }
}
