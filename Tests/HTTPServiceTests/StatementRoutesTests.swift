import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("statements over HTTP")
struct StatementRoutesTests {
    private static let id = "8f87ccde-bb56-4c2e-ab83-44982ef22df0"

    private static func statement(_ id: String? = nil, mail: String = "a", activity: String = "urn:course:a") -> String
    {
        let member = id.map { #""id":"\#($0)","# } ?? ""
        return #"{\#(member)"actor":{"mbox":"mailto:\#(mail)@example.fr"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"\#(activity)"}}"#
    }

    @Test("one that is stored comes back as it came, with what the service sets", arguments: Engine.allCases)
    func roundTrip(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let body =
                #"{"id":"\#(Self.id)","actor":{"mbox":"mailto:a@example.fr"},"result":{"score":{"scaled":0.50}},"#
                + #""verb":{"id":"http://adlnet.gov/expapi/verbs/scored"},"object":{"id":"urn:a"}}"#
            let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: body)
            #expect(stored.status == .ok, "\(stored.text)")
            #expect(stored.array as? [String] == [Self.id])
            let read = try await service.send(.get, "/xapi/statements?statementId=\(Self.id)", as: .reader)
            #expect(read.status == .ok)
            #expect(read.text.contains(#""scaled":0.50"#), "number text is kept")
            #expect(read.object["stored"] is String)
            #expect(read.object["version"] as? String == "1.0.0")
            let authority = read.object["authority"] as? [String: Any]
            #expect((authority?["account"] as? [String: Any])?["name"] as? String == "writer")
            #expect(read.headers[.lastModified]?.hasSuffix(" GMT") == true)
            #expect(read.headers[.experienceAPIConsistentThrough] != nil)
        }
    }

    @Test("the same id again is fine with the same statement, refused with another", arguments: Engine.allCases)
    func conflict(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for _ in 0..<2 {
                let put = try await service.send(
                    .put,
                    "/xapi/statements?statementId=\(Self.id)",
                    as: .writer,
                    body: Self.statement()
                )
                #expect(put.status == .noContent, "\(put.text)")
            }
            let other = try await service.send(
                .put,
                "/xapi/statements?statementId=\(Self.id)",
                as: .writer,
                body: Self.statement(mail: "b")
            )
            #expect(other.status == .conflict)
            #expect(other.problem == "conflict")
            let batch = "[\(Self.statement(mail: "c")),\(Self.statement(Self.id, mail: "b"))]"
            #expect(try await service.send(.post, "/xapi/statements", body: batch).status == .conflict)
            let all = try await service.send(.get, "/xapi/statements")
            #expect((all.object["statements"] as? [Any])?.count == 1, "a batch is stored whole or not at all")
        }
    }

    @Test("pages follow each other by `more`, without gap or repetition", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let batch = (0..<7).map { Self.statement(activity: "urn:course:\($0)") }.joined(separator: ",")
            #expect(try await service.send(.post, "/xapi/statements", body: "[\(batch)]").status == .ok)
            var uri = "/xapi/statements?ascending=true&limit=3&agent=%7B%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D"
            var objects: [String] = []
            for _ in 0..<5 where !uri.isEmpty {
                let page = try await service.send(.get, uri)
                #expect(page.status == .ok, "\(page.text)")
                let statements = page.object["statements"] as? [[String: Any]] ?? []
                #expect(statements.count <= 3)
                objects += statements.compactMap { ($0["object"] as? [String: Any])?["id"] as? String }
                uri = page.object["more"] as? String ?? ""
            }
            #expect(objects == (0..<7).map { "urn:course:\($0)" })
        }
    }

    @Test("a key with `statements/read/mine` sees its own alone", arguments: Engine.allCases)
    func mine(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            _ = try await service.send(.post, "/xapi/statements", as: .admin, body: Self.statement(Self.id))
            _ = try await service.send(.post, "/xapi/statements", as: .writer, body: Self.statement(mail: "b"))
            let mine = try await service.send(.get, "/xapi/statements", as: .writer)
            #expect((mine.object["statements"] as? [Any])?.count == 1)
            let other = try await service.send(.get, "/xapi/statements?statementId=\(Self.id)", as: .writer)
            #expect(other.status == .notFound)
            let all = try await service.send(.get, "/xapi/statements", as: .reader)
            #expect((all.object["statements"] as? [Any])?.count == 2)
        }
    }

    @Test(
        "the version is negotiated",
        arguments: [("1.0", "1.0.3"), ("1.0.0", "1.0.3"), ("1.0.3", "1.0.3"), ("2.0", "2.0.0"), ("2.0.0", "2.0.0")]
    )
    func versions(asked: String, answered: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(.get, "/xapi/statements", headers: ["X-Experience-API-Version": asked])
            #expect(answer.status == .ok)
            #expect(answer.headers[.experienceAPIVersion] == answered)
        }
    }

    @Test("about asks for no key and no version, and HEAD answers like GET without a body")
    func about() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let about = try await service.send(.get, "/xapi/about", as: nil, headers: ["X-Experience-API-Version": ""])
            #expect(about.object["version"] as? [String] == ["1.0.3", "2.0.0"])
            let head = try await service.send(.head, "/xapi/statements")
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
            #expect(try await service.send(.get, "/healthz", as: nil).status == .ok)
            #expect(try await service.send(.get, "/readyz", as: nil).status == .ok)
        }
    }
}
