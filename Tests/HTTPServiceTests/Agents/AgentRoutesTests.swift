import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

/// An Agent that is asked for, and the Person that comes back (Communication 2.4).
struct PersonScenario: CustomTestStringConvertible {
    let testDescription: String
    let agent: String
    let person: String

    static let all = [
        PersonScenario(
            testDescription: "a known Agent with the name that a statement gave it",
            agent: #"{"mbox":"mailto:a@example.fr"}"#,
            person: #"{"objectType":"Person","name":["Anne"],"mbox":["mailto:a@example.fr"]}"#
        ),
        PersonScenario(
            testDescription: "a known Agent by another name has both",
            agent: #"{"objectType":"Agent","name":"A. Martin","mbox":"mailto:a@example.fr"}"#,
            person: #"{"objectType":"Person","name":["Anne","A. Martin"],"mbox":["mailto:a@example.fr"]}"#
        ),
        PersonScenario(
            testDescription: "a known name is not repeated",
            agent: #"{"name":"Anne","mbox":"mailto:a@example.fr"}"#,
            person: #"{"objectType":"Person","name":["Anne"],"mbox":["mailto:a@example.fr"]}"#
        ),
        PersonScenario(
            testDescription: "an unknown Agent, by account: what was asked",
            agent: #"{"account":{"name":"7","homePage":"https://ex.fr"}}"#,
            person: #"{"objectType":"Person","account":[{"homePage":"https://ex.fr","name":"7"}]}"#
        ),
        PersonScenario(
            testDescription: "by openid",
            agent: #"{"name":"é","openid":"https://ex.fr/a"}"#,
            person: #"{"objectType":"Person","name":["é"],"openid":["https://ex.fr/a"]}"#
        ),
        PersonScenario(
            testDescription: "by mbox_sha1sum",
            agent: #"{"mbox_sha1sum":"cd9b00a5611f94eaa7b1661edab976068e364975"}"#,
            person: #"{"objectType":"Person","mbox_sha1sum":["cd9b00a5611f94eaa7b1661edab976068e364975"]}"#
        ),
    ]
}

@Suite("the Agents Resource")
struct AgentRoutesTests {
    private static func uri(_ agent: String) -> String {
        "/xapi/agents?agent=" + (agent.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }

    @Test("answers a Person for every Agent", arguments: Engine.allCases)
    func persons(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            try await service.teach(ServiceFixture.taught)
            for scenario in PersonScenario.all {
                for version in ["1.0.3", "2.0.0"] {
                    let headers = ["X-Experience-API-Version": version]
                    let answer = try await service.send(.get, Self.uri(scenario.agent), headers: headers)
                    #expect(answer.status == .ok, "\(scenario.testDescription)")
                    #expect(answer.text == scenario.person, "\(scenario.testDescription)")
                    #expect(answer.headers[.eTag] != nil)
                }
            }
        }
    }

    @Test(
        "refuses what is no Agent (2.4)",
        arguments: [
            "true", "not JSON", "{}", "[]", #"{"mbox":"a@example.fr"}"#,
            #"{"mbox":["mailto:a@example.fr"]}"#, #"{"mbox":"mailto:a@example.fr","openid":"https://ex.fr"}"#,
            #"{"objectType":"Group","mbox":"mailto:a@example.fr"}"#,
            #"{"objectType":"Person","mbox":"mailto:a@ex.fr"}"#,
            #"{"mbox":"mailto:a@example.fr","mbox":"mailto:a@example.fr"}"#, #"{"mbox":"mailto:a@ex.fr","foo":1}"#,
        ]
    )
    func refused(agent: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(.get, Self.uri(agent))
            #expect(answer.status == .badRequest)
            #expect(answer.problem == "invalid-parameter")
        }
    }

    @Test("needs the parameter, knows no other, and is only for keys that read what others wrote")
    func access() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let missing = try await service.send(.get, "/xapi/agents")
            #expect(missing.problem == "invalid-parameter")
            let uri = Self.uri(#"{"mbox":"mailto:a@example.fr"}"#)
            #expect(try await service.send(.get, uri + "&profileId=a").problem == "unknown-parameter")
            for key in ServiceFixture.Key.allCases {
                let mayRead = key != .writer && key != .state
                #expect(try await service.send(.get, uri, as: key).status == (mayRead ? .ok : .forbidden), "\(key)")
            }
            #expect(try await service.send(.post, uri, body: "{}").headers[.allow] == "GET, HEAD, OPTIONS")
        }
    }
}
