import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing
import XAPI

@testable import HTTPService

@Suite("completions as of a time, over HTTP")
struct AsOfRoutesTests {
    private static let path = "/api/v1/completions?as_of="

    @Test("a completion that came later was none then", arguments: Engine.allCases)
    func past(engine: Engine) async throws {
        let clock = TestClock()
        try await ServiceFixture.run(on: engine, clock: clock) { service in
            let course = (try await service.importPackage(MainJobTests.package).object["course"] as? [String: Any])?[
                "id"]
            func says(_ verb: String) async throws -> String {
                let statement = """
                    {"actor":{"mbox":"mailto:a@ex.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/\(verb)"},
                    "object":{"id":"\(course as? String ?? "")"}}
                    """
                #expect(try await service.send(.post, "/xapi/statements", body: statement).status == .ok)
                defer { clock.advance(seconds: 86_400) }
                return Instant(microseconds: clock.now()).rfc3339
            }
            let (begun, ended) = (try await says("initialized"), try await says("completed"))
            for (time, status) in [(begun, "in_progress"), (ended, "completed"), ("2026-01-03", "completed")] {
                let answer = try await service.send(.get, Self.path + time)
                let item = (answer.object["items"] as? [[String: Any]])?.first
                #expect(item?["status"] as? String == status, "\(time): \(answer.text)")
                #expect(item?["as_of"] as? String == (time.count > 10 ? time : "2026-01-03T00:00:00.000Z"))
            }
            #expect((try await service.send(.get, Self.path + "2020-01-01").object["items"] as? [Any])?.isEmpty == true)
        }
    }

    @Test(
        "a time to come, no time, and what only today knows are refused",
        arguments: [
            "2999-01-01", "hier", "2020-01-01&completed_since=2019-01-01", "2020-01-01&service=a&attributes=then",
        ]
    )
    func refused(query: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(.get, Self.path + query)
            #expect(answer.status == .badRequest && answer.problem == "invalid-parameter", "\(answer.text)")
        }
    }
}
