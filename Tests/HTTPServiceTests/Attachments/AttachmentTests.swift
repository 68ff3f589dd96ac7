import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import NIOCore
import TestSupport
import Testing
import XAPI

@testable import HTTPService

@Suite("attachments that come in")
struct AttachmentTests {
    @Test(
        "are refused with the section, and leave nothing behind",
        arguments: AttachmentScenario.forms + AttachmentScenario.parts)
    func refused(scenario: AttachmentScenario) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(bytes: scenario.bytes, type: scenario.type)
            #expect(answer.status.code == scenario.status, "\(answer.text)")
            #expect(answer.problem == scenario.problem, "\(answer.text)")
            if let pointer = scenario.pointer {
                #expect(answer.object["pointer"] as? String == pointer, "\(answer.text)")
            }
            if scenario.problem == "invalid-attachments" {
                #expect(answer.object["section"] as? String == "xAPI 1.0.3 Communication 1.5.2")
            }
            #expect(service.contents.isEmpty, "not even a temporary file")
            let all = try await service.send(.get, "/xapi/statements")
            #expect((all.object["statements"] as? [Any])?.isEmpty == true, "nothing is stored")
        }
    }

    @Test("are accepted", arguments: AttachmentScenario.accepted, ["1.0.3", "2.0.0"])
    func accepted(scenario: AttachmentScenario, version: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(bytes: scenario.bytes, type: scenario.type, version: version)
            #expect(answer.status.code == scenario.status, "\(answer.text)")
            let read = try await service.send(.get, "/xapi/statements?attachments=true")
            let parts = try #require(AnsweredParts(read)).parts
            #expect(parts.dropFirst().map(\.content) == scenario.stored)
        }
    }

    @Test("a PUT brings them too", arguments: Engine.allCases)
    func put(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let id = "8f87ccde-bb56-4c2e-ab83-44982ef22df0"
            let octets = Array("here".utf8)
            let request = MixedRequest(
                statementJSON(attachments: [attachmentJSON(sha256(octets))]), [.attachment(octets)])
            for _ in 0..<2 {
                let put = try await service.send(.put, "/xapi/statements?statementId=\(id)", bytes: request.bytes)
                #expect(put.status == .noContent, "\(put.text)")
            }
            let read = try await service.send(.get, "/xapi/statements?attachments=true&statementId=\(id)")
            #expect(try #require(AnsweredParts(read)).parts.map(\.content).last == octets)
        }
    }

    @Test("a conflict keeps none of them", arguments: Engine.allCases)
    func conflict(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let id = "8f87ccde-bb56-4c2e-ab83-44982ef22df0"
            let octets = [UInt8](repeating: 1, count: 100_000)
            _ = try await service.send(
                .post, "/xapi/statements", body: statementJSON(id, attachments: []).replacing("urn:v", with: "urn:w"))
            let request = MixedRequest(
                statementJSON(id, attachments: [attachmentJSON(sha256(octets))]), [.attachment(octets)])
            #expect(try await service.send(bytes: request.bytes).status == .conflict)
            let read = try await service.send(.get, "/xapi/statements?attachments=true")
            #expect(try #require(AnsweredParts(read)).parts.count == 1)
            #expect(!service.contents.contains { $0.hasPrefix(".") })
        }
    }

    @Test("too large is refused as it grows, and leaves nothing behind")
    func tooLarge() async throws {
        var settings = ServiceSettings()
        settings.attachmentLimit = 300_000
        settings.bodyLimit = 10_000
        try await ServiceFixture.run(on: .sqlite, settings: settings, setup: .live) { service in
            for (size, status) in [(300_000, 200), (300_001, 413), (5_000_000, 413)] {
                let octets = [UInt8](repeating: 2, count: size)
                let request = MixedRequest(
                    statementJSON(attachments: [attachmentJSON(sha256(octets))]), [.attachment(octets)])
                let answer = try await service.send(bytes: request.bytes)
                #expect(answer.status.code == status, "\(size): \(answer.text)")
            }
            let many = MixedRequest("[" + String(repeating: " ", count: 20_000) + "]")
            #expect(try await service.send(bytes: many.bytes).status == .contentTooLarge)
            #expect(service.contents == [sha256([UInt8](repeating: 2, count: 300_000))])
        }
    }

    @Test("the bytes of a signature can be read before anything is stored")
    func signature() async throws {
        let octets = Array("e30.e30.e30".utf8)
        let request = MixedRequest(
            statementJSON(attachments: [
                attachmentJSON(
                    sha256(octets), type: "application/octet-stream",
                    usage: "http://adlnet.gov/expapi/attachments/signature")
            ]),
            [.attachment(octets, type: nil)]
        )
        #expect(try await received(request.bytes, limit: 1_000) == octets)
        #expect(try await received(request.bytes, limit: 10) == nil, "bounded")
    }

    private func received(_ bytes: [UInt8], limit: Int) async throws -> [UInt8]? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let blobs = Blobs(files: try DigestFiles(folder: folder.path())) { Array(repeating: 1, count: $0) }
        let receive = ReceiveStatements(blobs: blobs, settings: ServiceSettings())
        let head = HTTPRequest(
            method: .post, scheme: nil, authority: nil, path: "/",
            headerFields: [.contentType: AttachmentScenario.mixed]
        )
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
        return try await receive(request) {
            [try Statement(reading: $0.root, version: .v1_0_3)]
        } use: { received in
            let attachment = try #require(received.statements.first?.attachments.first)
            return try await received.attachments.octets(of: attachment, limit: limit)
        }
    }
}

extension ServiceFixture {
    /// Names in the folder of contents.
    var contents: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "blobs").path())) ?? []
    }
}
