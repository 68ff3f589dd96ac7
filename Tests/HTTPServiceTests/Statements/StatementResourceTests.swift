import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("The Statement Resource (xAPI 1.0.3 Communication 2.1, and 2.0)")
struct StatementResourceTests {
    @Test("stores", arguments: StatementExchangeScenario.storing, Engine.allCases)
    func storing(scenario: StatementExchangeScenario, engine: Engine) async throws {
        try await run(scenario, on: engine)
    }

    @Test("finds", arguments: StatementExchangeScenario.finding, Engine.allCases)
    func finding(scenario: StatementExchangeScenario, engine: Engine) async throws {
        try await run(scenario, on: engine)
    }

    @Test(
        "answers what is asked well, and refuses the rest", arguments: StatementExchangeScenario.asking, Engine.allCases
    )
    func asking(scenario: StatementExchangeScenario, engine: Engine) async throws {
        try await run(scenario, on: engine)
    }

    private func run(_ scenario: StatementExchangeScenario, on engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for exchange in scenario.exchanges { try await exchange.run(on: service, in: scenario.testDescription) }
        }
    }

    @Test("every answer says up to when it shows statements, refusals too", arguments: Engine.allCases)
    func consistentThrough(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for (method, uri, body) in [
                (.get, "/xapi/statements", nil), (.get, "/xapi/statements?limit=x", nil),
                (.post, "/xapi/statements", "{"),
                (.post, "/xapi/statements", "[]"), (.put, "/xapi/statements", "{}"), (.delete, "/xapi/statements", nil),
            ] as [(HTTPRequest.Method, String, String?)] {
                let answer = try await service.send(method, uri, body: body)
                #expect(answer.headers[.experienceAPIConsistentThrough] != nil, "\(method) \(uri)")
            }
        }
    }
}
