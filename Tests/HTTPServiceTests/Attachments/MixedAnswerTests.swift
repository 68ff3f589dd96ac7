import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("attachments that go out")
struct MixedAnswerTests {
    private static let small = (0..<3_000).map { UInt8(truncatingIfNeeded: $0) }
    private static let large = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }

    @Test("Communication 1.5.2: come back byte for byte, small and large", arguments: Engine.allCases)
    func roundTrip(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let id = "8f87ccde-bb56-4c2e-ab83-44982ef22df0"
            let types = ["application/octet-stream", "image/png; a=\"b\""]
            let declared = zip([Self.small, Self.large], types).map { attachmentJSON(sha256($0), type: $1) }
            let parts = zip([Self.small, Self.large], types).map { MixedRequest.Part.attachment($0, type: $1) }
            let sent = try await service.send(
                bytes: MixedRequest(statementJSON(id, attachments: declared), parts).bytes)
            #expect(sent.status == .ok, "\(sent.text)")
            let read = try await service.send(.get, "/xapi/statements?statementId=\(id)&attachments=true")
            let answered = try #require(AnsweredParts(read)).parts
            #expect(
                answered.map(\.headers) == [
                    ["Content-Type: application/json"],
                    [
                        "Content-Type: \(types[0])", "Content-Transfer-Encoding: binary",
                        "X-Experience-API-Hash: \(sha256(Self.small))",
                    ],
                    [
                        "Content-Type: \(types[1])", "Content-Transfer-Encoding: binary",
                        "X-Experience-API-Hash: \(sha256(Self.large))",
                    ],
                ])
            #expect(answered.dropFirst().map(\.content) == [Self.small, Self.large])
            let alone = try await service.send(.get, "/xapi/statements?statementId=\(id)")
            #expect(answered.first?.content == Array(alone.text.utf8), "the statement is the same")
            #expect(read.headers[.lastModified] == alone.headers[.lastModified])
            #expect(read.headers[.experienceAPIConsistentThrough] != nil)
        }
    }

    @Test("2.1.3: a list has each attachment of its page once, in its order", arguments: Engine.allCases)
    func list(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let octets = (0..<5).map { Array("octets \($0)".utf8) }
            let uses = [[0, 1], [1, 2], [], [3], [4, 0]]
            let statements = uses.map { use in
                statementJSON(attachments: use.map { attachmentJSON(sha256(octets[$0])) })
            }
            let request = MixedRequest("[\(statements.joined(separator: ","))]", octets.map { .attachment($0) })
            #expect(try await service.send(bytes: request.bytes).status == .ok)
            let first = try await service.send(.get, "/xapi/statements?attachments=true&ascending=true&limit=4")
            let parts = try #require(AnsweredParts(first)).parts
            #expect(parts.dropFirst().map(\.content) == [0, 1, 2, 3].map { octets[$0] })
            let result = try JSONSerialization.jsonObject(with: Data(parts[0].content)) as? [String: Any]
            #expect((result?["statements"] as? [Any])?.count == 4)
            let more = try #require(result?["more"] as? String)
            let second = try #require(AnsweredParts(try await service.send(.get, more))).parts
            #expect(second.dropFirst().map(\.content) == [octets[4], octets[0]], "`more` asks for attachments too")
        }
    }

    @Test("2.1.3: attachments=false, or not said, is JSON; true is in parts, with or without attachments")
    func forms() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let octets = Array("here".utf8)
            let request = MixedRequest(
                statementJSON(attachments: [attachmentJSON(sha256(octets))]), [.attachment(octets)])
            #expect(AnsweredParts(try await service.send(.get, "/xapi/statements?attachments=true"))?.parts.count == 1)
            #expect(try await service.send(bytes: request.bytes).status == .ok)
            for query in ["", "?attachments=false"] {
                let answer = try await service.send(.get, "/xapi/statements" + query)
                #expect(answer.headers[.contentType] == "application/json")
                #expect((answer.object["statements"] as? [Any])?.count == 1)
            }
            #expect(try await service.send(.get, "/xapi/statements?attachments=1").problem == "invalid-parameter")
            let first = try await service.send(.get, "/xapi/statements?attachments=true")
            let second = try await service.send(.get, "/xapi/statements?attachments=true")
            #expect(first.headers[.contentType] != second.headers[.contentType], "each answer has its boundary")
        }
    }

    @Test("HEAD tells the length of what GET sends")
    func head() async throws {
        try await ServiceFixture.run(on: .sqlite, setup: .live) { service in
            let request = MixedRequest(
                statementJSON(attachments: [attachmentJSON(sha256(Self.large))]), [.attachment(Self.large)]
            )
            #expect(try await service.send(bytes: request.bytes).status == .ok)
            let get = try await service.send(.get, "/xapi/statements?attachments=true")
            let head = try await service.send(.head, "/xapi/statements?attachments=true")
            #expect(get.headers[.contentLength] == "\(get.body.readableBytes)")
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test("a hash comes back as its statement spells it")
    func spelling() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let octets = Array("here".utf8)
            let hash = sha256(octets).uppercased()
            let request = MixedRequest(statementJSON(attachments: [attachmentJSON(hash)]), [.attachment(octets)])
            #expect(try await service.send(bytes: request.bytes).status == .ok)
            let read = try await service.send(.get, "/xapi/statements?attachments=true")
            #expect(try #require(AnsweredParts(read)).parts.last?.headers.last == "X-Experience-API-Hash: \(hash)")
        }
    }
}
