import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

/// A request that is refused, and how.
struct RefusalScenario: CustomTestStringConvertible {
    let testDescription: String
    let method: HTTPRequest.Method
    let uri: String
    var key: ServiceFixture.Key? = .admin
    var headers: [String: String] = [:]
    var body: String?
    let status: Int
    let problem: String
    var pointer: String?

    init(
        _ sentence: String,
        _ method: HTTPRequest.Method,
        _ uri: String,
        as key: ServiceFixture.Key? = .admin,
        headers: [String: String] = [:],
        body: String? = nil,
        _ status: Int,
        _ problem: String,
        at pointer: String? = nil
    ) {
        testDescription = sentence
        self.method = method
        self.uri = uri
        self.key = key
        self.headers = headers
        self.body = body
        self.status = status
        self.problem = problem
        self.pointer = pointer
    }

    private static let mail = #"{"mbox":"mailto:a@example.fr"}"#
    private static let verb = #"{"id":"http://adlnet.gov/expapi/verbs/completed"}"#
    private static let id = "8f87ccde-bb56-4c2e-ab83-44982ef22df0"

    static let routing = [
        RefusalScenario("an unknown path", .get, "/nothing", 404, "not-found"),
        RefusalScenario("an unknown path under /xapi", .get, "/xapi/nothing", 404, "not-found"),
        RefusalScenario("a known path by another method", .patch, "/xapi/statements", 405, "method-not-allowed"),
        RefusalScenario(
            "a method nobody knows",
            .init("BREW") ?? .trace,
            "/api/v1/packages",
            405,
            "method-not-allowed"
        ),
        RefusalScenario("a path that goes further", .get, "/xapi/statements/1", 404, "not-found"),
    ]

    static let access = [
        RefusalScenario("no key", .get, "/xapi/statements", as: nil, 401, "unauthenticated"),
        RefusalScenario(
            "a wrong secret",
            .get,
            "/xapi/statements",
            headers: ["Authorization": "Basic YWRtaW46eA=="],
            401,
            "unauthenticated"
        ),
        RefusalScenario(
            "another scheme",
            .get,
            "/xapi/statements",
            headers: ["Authorization": "Bearer x"],
            401,
            "unauthenticated"
        ),
        RefusalScenario(
            "a key with U+0000",
            .get,
            "/xapi/statements",
            headers: ["Authorization": "Basic YQBiOng="],
            401,
            "unauthenticated"
        ),
        RefusalScenario(
            "a secret with U+0000",
            .get,
            "/xapi/statements",
            headers: ["Authorization": "Basic YWRtaW46AA=="],
            401,
            "unauthenticated"
        ),
        RefusalScenario("a key without the scope", .post, "/api/v1/packages", as: .reader, 403, "forbidden"),
        RefusalScenario("a key that only reads", .post, "/xapi/statements", as: .reader, body: "[]", 403, "forbidden"),
        RefusalScenario("a key that is no administrator's", .get, "/api/v1/keys", as: .writer, 403, "forbidden"),
    ]

    static let versions = [
        RefusalScenario(
            "no version",
            .get,
            "/xapi/statements",
            headers: ["X-Experience-API-Version": ""],
            400,
            "unsupported-version"
        ),
        RefusalScenario(
            "a version of the past",
            .get,
            "/xapi/statements",
            headers: ["X-Experience-API-Version": "0.95"],
            400,
            "unsupported-version"
        ),
    ]

    static let questions = [
        RefusalScenario("a misspelt parameter", .get, "/xapi/statements?verbs=x", 400, "unknown-parameter"),
        RefusalScenario(
            "a misspelt parameter under /api",
            .get,
            "/api/v1/completions?stauts=x",
            400,
            "unknown-parameter"
        ),
        RefusalScenario("U+0000 in a filter", .get, "/api/v1/completions?course=a%00b", 400, "invalid-parameter"),
        RefusalScenario("U+0000 in a verb", .get, "/xapi/statements?verb=urn:a%00", 400, "invalid-parameter"),
        RefusalScenario("U+0000 in a source", .post, "/api/v1/packages?source=%00", 400, "invalid-parameter"),
        RefusalScenario("U+0000 in a key's id", .delete, "/api/v1/keys/a%00", 404, "not-found"),
        RefusalScenario("U+0000 in a digest", .get, "/api/v1/packages/a%00", 404, "not-found"),
        RefusalScenario("a part of a path that is not UTF-8", .delete, "/api/v1/keys/%FF", 404, "not-found"),
        RefusalScenario("an id that is none", .get, "/xapi/statements?statementId=1", 400, "invalid-parameter"),
        RefusalScenario(
            "two ids",
            .get,
            "/xapi/statements?statementId=\(id)&voidedStatementId=\(id)",
            400,
            "invalid-parameter"
        ),
        RefusalScenario(
            "an id and a filter",
            .get,
            "/xapi/statements?statementId=\(id)&limit=1",
            400,
            "invalid-parameter"
        ),
        RefusalScenario("a limit below zero", .get, "/xapi/statements?limit=-1", 400, "invalid-parameter"),
        RefusalScenario(
            "a limit without end",
            .get,
            "/xapi/statements?limit=99999999999999999999",
            400,
            "invalid-parameter"
        ),
        RefusalScenario("a time that is none", .get, "/xapi/statements?since=yesterday", 400, "invalid-parameter"),
        RefusalScenario("a verb that is no IRI", .get, "/xapi/statements?verb=done", 400, "invalid-parameter"),
        RefusalScenario("an agent that is not JSON", .get, "/xapi/statements?agent=me", 400, "invalid-parameter"),
        RefusalScenario("an agent without identifier", .get, "/xapi/statements?agent=%7B%7D", 400, "invalid-parameter"),
        RefusalScenario("a cursor that is none", .get, "/xapi/statements?cursor=x", 400, "invalid-parameter"),
        RefusalScenario("a broken % encoding", .get, "/xapi/statements?verb=%FF", 400, "invalid-parameter"),
        RefusalScenario("a status that is none", .get, "/api/v1/completions?status=done", 400, "invalid-parameter"),
        RefusalScenario("a course that is unknown", .get, "/api/v1/completions?course=urn:x", 400, "invalid-parameter"),
        RefusalScenario("a format that is none", .get, "/api/v1/completions?format=xml", 400, "invalid-parameter"),
        RefusalScenario("a statement that is not there", .get, "/xapi/statements?statementId=\(id)", 404, "not-found"),
        RefusalScenario("a package that is not there", .get, "/api/v1/packages/00", 404, "not-found"),
    ]

    static let bodies = [
        RefusalScenario("nothing", .post, "/xapi/statements", body: "", 400, "invalid-json"),
        RefusalScenario("half of it", .post, "/xapi/statements", body: "{\"actor\":", 400, "invalid-json"),
        RefusalScenario(
            "another type of content",
            .post,
            "/xapi/statements",
            headers: ["Content-Type": "text/plain"],
            body: "{}",
            400,
            "invalid-body"
        ),
        RefusalScenario(
            "another type of content under /api",
            .post,
            "/api/v1/keys",
            headers: ["Content-Type": "text/plain"],
            body: "{}",
            415,
            "unsupported-content-type"
        ),
        RefusalScenario(
            "nested too deep",
            .post,
            "/xapi/statements",
            body: String(repeating: "[", count: 5_000),
            400,
            "invalid-json"
        ),
        RefusalScenario("a text alone", .post, "/xapi/statements", body: "\"x\"", 400, "invalid-statement"),
        RefusalScenario(
            "a statement without object, second of a batch",
            .post,
            "/xapi/statements",
            body: #"[{"actor":\#(mail),"verb":\#(verb),"object":{"id":"urn:a"}},{"actor":\#(mail),"verb":\#(verb)}]"#,
            400,
            "invalid-statement",
            at: "/1"
        ),
        RefusalScenario(
            "a key twice",
            .post,
            "/xapi/statements",
            body: #"{"actor":\#(mail),"actor":\#(mail),"verb":\#(verb),"object":{"id":"urn:a"}}"#,
            400,
            "invalid-statement",
            at: "/actor"
        ),
        RefusalScenario(
            "a PUT without id",
            .put,
            "/xapi/statements",
            body: #"{"actor":\#(mail),"verb":\#(verb),"object":{"id":"urn:a"}}"#,
            400,
            "invalid-parameter"
        ),
        RefusalScenario(
            "a key without scopes",
            .post,
            "/api/v1/keys",
            body: #"{"label":"a","source":"b"}"#,
            400,
            "invalid-body",
            at: "/scopes"
        ),
        RefusalScenario(
            "a key whose label holds U+0000",
            .post,
            "/api/v1/keys",
            body: #"{"label":"a\u0000b","source":"b","scopes":["admin"]}"#,
            400,
            "invalid-body",
            at: "/label"
        ),
        RefusalScenario(
            "a key whose source holds U+0000",
            .post,
            "/api/v1/keys",
            body: #"{"label":"a","source":"b\u0000","scopes":["admin"]}"#,
            400,
            "invalid-body",
            at: "/source"
        ),
        RefusalScenario(
            "a form without boundary",
            .post,
            "/api/v1/packages",
            headers: ["Content-Type": "multipart/form-data"],
            body: "x",
            400,
            "invalid-body"
        ),
        RefusalScenario(
            "a package that is text",
            .post,
            "/api/v1/packages",
            headers: ["Content-Type": "text/html"],
            body: "x",
            415,
            "unsupported-content-type"
        ),
        RefusalScenario(
            "a package that is no zip",
            .post,
            "/api/v1/packages",
            headers: ["Content-Type": "application/zip"],
            body: "not a zip",
            422,
            "unreadable-archive"
        ),
    ]
}

@Suite("refusals")
struct RefusalTests {
    @Test(
        "are Problems with a stable type",
        arguments: RefusalScenario.routing + RefusalScenario.access + RefusalScenario.versions
            + RefusalScenario.questions + RefusalScenario.bodies + RefusalScenario.feeds
            + RefusalScenario.webhooks,
        Engine.allCases
    )
    func refused(scenario: RefusalScenario, engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let answer = try await service.send(
                scenario.method,
                scenario.uri,
                as: scenario.key,
                headers: scenario.headers,
                body: scenario.body
            )
            #expect(answer.status.code == scenario.status, "\(answer.text)")
            #expect(answer.problem == scenario.problem, "\(answer.text)")
            #expect(answer.object["status"] as? Int == scenario.status)
            #expect((answer.object["detail"] as? String)?.isEmpty == false)
            if let pointer = scenario.pointer {
                #expect(answer.object["pointer"] as? String == pointer, "\(answer.text)")
            }
            #expect(service.spooled.isEmpty)
        }
    }

    @Test("speak the client's language")
    func languages() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let french = try await service.send(.get, "/nothing", headers: ["Accept-Language": "fr"])
            #expect(french.object["title"] as? String == "Introuvable")
            #expect(french.headers[.contentLanguage] == "fr")
            let english = try await service.send(.get, "/nothing")
            #expect(english.object["title"] as? String == "Not found")
            #expect(english.headers[.vary] == "Accept-Language")
        }
    }

    @Test("say what would do: the methods, how to authenticate, the version")
    func headers() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let method = try await service.send(.delete, "/xapi/statements")
            #expect(method.headers[.allow] == "GET, HEAD, OPTIONS, POST, PUT")
            #expect(method.headers[.experienceAPIVersion] == "1.0.3")
            let key = try await service.send(.get, "/xapi/statements", as: nil)
            #expect(key.headers[.wwwAuthenticate]?.hasPrefix("Basic") == true)
            let version = try await service.send(
                .get,
                "/xapi/statements",
                headers: ["X-Experience-API-Version": ""]
            )
            #expect(version.headers[.experienceAPIVersion] == "2.0.0")
            let head = try await service.send(.head, "/xapi/statements?limit=x")
            #expect(head.status == .badRequest)
            #expect(head.body.readableBytes == 0)
        }
    }
}
