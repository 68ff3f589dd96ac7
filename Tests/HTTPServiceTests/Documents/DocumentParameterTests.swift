import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

/// A question that is refused with 400, by each of the methods.
struct ParameterScenario: CustomTestStringConvertible {
    let testDescription: String
    let methods: [HTTPRequest.Method]
    let query: String
    let problem: String

    private static let all: [HTTPRequest.Method] = [.put, .post, .get, .delete]
    private static let activity = "activityId=urn:a"
    private static let agent = "agent=%7B%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D"
    private static let group =
        "agent=%7B%22objectType%22%3A%22Group%22%2C%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D"

    init(
        _ sentence: String,
        by methods: [HTTPRequest.Method] = all,
        _ query: String,
        _ problem: String = "invalid-parameter"
    ) {
        testDescription = sentence
        self.methods = methods
        self.query = query
        self.problem = problem
    }

    static let state = [
        ParameterScenario("2.3: activityId is required", "\(agent)&stateId=a"),
        ParameterScenario("2.3: activityId is an IRI", "\(agent)&stateId=a&activityId=true"),
        ParameterScenario("2.3: agent is required", "\(activity)&stateId=a"),
        ParameterScenario("2.3: agent is JSON", "\(activity)&stateId=a&agent=not%20JSON"),
        ParameterScenario("2.3: agent is an Agent", "\(activity)&stateId=a&agent=%7B%7D"),
        ParameterScenario("2.6: a Group is no Agent", "\(activity)&stateId=a&\(group)"),
        ParameterScenario("2.3: registration is a UUID", "\(activity)&\(agent)&stateId=a&registration=true"),
        ParameterScenario("2.3: stateId is required to write", by: [.put, .post], "\(activity)&\(agent)"),
        ParameterScenario("2.3: since is a timestamp", by: [.get], "\(activity)&\(agent)&since=yesterday"),
        ParameterScenario(
            "since filters a list, so it does not go with an id",
            by: [.get],
            "\(activity)&\(agent)&stateId=a&since=2026-01-01T00:00:00Z"
        ),
        ParameterScenario(
            "3.2: since is not known where it means nothing",
            by: [.put, .post, .delete],
            "\(activity)&\(agent)&stateId=a&since=2026-01-01T00:00:00Z",
            "unknown-parameter"
        ),
        ParameterScenario("3.2: unknown parameters", "\(activity)&\(agent)&stateId=a&foo=bar", "unknown-parameter"),
        ParameterScenario("3.2: another case", "\(activity)&\(agent)&StateId=a", "unknown-parameter"),
        ParameterScenario(
            "3.2: one resource's id is not another's", "\(activity)&\(agent)&profileId=a", "unknown-parameter"),
    ]

    static let agentProfile = [
        ParameterScenario("2.6: agent is required", "profileId=a"),
        ParameterScenario("2.6: agent is an Agent", "profileId=a&agent=true"),
        ParameterScenario("2.6: agent is an Agent, not a Group", "profileId=a&\(group)"),
        ParameterScenario(
            "2.2: an Agent has each property once", "profileId=a&agent=%7B%22mbox%22%3A1%2C%22mbox%22%3A1%7D"),
        ParameterScenario("2.6: profileId is required to write", by: [.put, .post, .delete], agent),
        ParameterScenario("2.6: since is a timestamp", by: [.get], "\(agent)&since=1"),
        ParameterScenario("since with an id", by: [.get], "\(agent)&profileId=a&since=2026-01-01"),
        ParameterScenario("3.2: unknown parameters", "\(agent)&profileId=a&\(activity)", "unknown-parameter"),
    ]

    static let activityProfile = [
        ParameterScenario("2.7: activityId is required", "profileId=a"),
        ParameterScenario("2.7: activityId is an IRI", "profileId=a&activityId=a"),
        ParameterScenario("2.7: profileId is required to write", by: [.put, .post, .delete], activity),
        ParameterScenario("2.7: since is a timestamp", by: [.get], "\(activity)&since=2026-13-01"),
        ParameterScenario("since with an id", by: [.get], "\(activity)&profileId=a&since=2026-01-01"),
        ParameterScenario("3.2: unknown parameters", "\(activity)&profileId=a&stateId=a", "unknown-parameter"),
    ]
}

@Suite("parameters of documents")
struct DocumentParameterTests {
    private static func scenarios(of resource: DocumentContext.Resource) -> [ParameterScenario] {
        switch resource {
        case .state: ParameterScenario.state
        case .agentProfile: ParameterScenario.agentProfile
        case .activityProfile: ParameterScenario.activityProfile
        }
    }

    @Test("are 400 where they are missing, malformed or unknown", arguments: DocumentContext.Resource.allCases)
    func refused(resource: DocumentContext.Resource) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            for scenario in Self.scenarios(of: resource) {
                for method in scenario.methods {
                    let writes = method == .put || method == .post
                    let answer = try await service.send(
                        method,
                        "\(resource.path)?\(scenario.query)",
                        headers: writes ? ["If-None-Match": "*"] : [:],
                        body: writes ? "{}" : nil
                    )
                    let line = "\(scenario.testDescription) (\(method)): \(answer.text)"
                    #expect(answer.status == .badRequest, "\(line)")
                    #expect(answer.problem == scenario.problem, "\(line)")
                }
            }
            #expect(try await service.send(.get, resource.sampleURI).text == "[]", "nothing was stored")
        }
    }

    @Test("an agent is one by its identifier, however it is written (2.2: parameters as in statements)")
    func spelling() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let resource = DocumentContext.Resource.agentProfile
            _ = try await service.send(.post, resource.sampleURI + "&profileId=a", body: "{}")
            let other =
                "agent=%7B%22name%22%3A%22A%22%2C%22objectType%22%3A%22Agent%22%2C%22mbox%22%3A%22mailto%3Aa%40EXAMPLE.fr%22%7D"
            #expect(try await service.send(.get, "\(resource.path)?\(other)&profileId=a").status == .ok)
        }
    }

    @Test("an id may be any text, of any length", arguments: Engine.allCases)
    func ids(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let resource = DocumentContext.Resource.activityProfile
            let ids = ["", "%25", "a%2Fb", "%C3%A9", "e%CC%81", String(repeating: "x", count: 5_000)]
            for id in ids {
                let uri = resource.sampleURI + "&profileId=\(id)"
                let body = "\"\(id.prefix(10))\""
                #expect(
                    try await service.send(.put, uri, headers: ["If-None-Match": "*"], body: body).status == .noContent)
                #expect(try await service.send(.get, uri).text == body)
            }
            let list = try await service.send(.get, resource.sampleURI)
            #expect(Set(list.array as? [String] ?? []).count == Set(["", "%", "a/b", "é", ids.last]).count)
            #expect((list.array as? [String])?.count == ids.count)
        }
    }
}
