import HTTPTypes
import HummingbirdTesting
import Testing

/// One request of a scenario and what must come of it.
struct Exchange: Sendable {
    enum Expectation: Sendable {
        case status(Int)
        /// The ids of the statements on the page, in any order; numbers as in `Exchange.id`.
        case finds([Int])
        /// Parts of the answer's text, all of them.
        case says([String])
        /// A part that the answer must not have.
        case saysNot(String)
        case header(String, String)
    }

    let method: HTTPRequest.Method
    let uri: String
    var version = "1.0.3"
    var headers: [String: String] = [:]
    var body: String?
    let expected: [Expectation]

    static func id(_ number: Int) -> String {
        "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - String(number).count) + String(number)
    }

    static func get(
        _ query: String, version: String = "1.0.3", headers: [String: String] = [:], _ expected: Expectation...
    )
        -> Exchange
    {
        Exchange(
            method: .get, uri: "/xapi/statements" + (query.isEmpty ? "" : "?" + query), version: version,
            headers: headers, expected: expected
        )
    }

    static func post(
        _ body: String, version: String = "1.0.3", headers: [String: String] = [:], _ expected: Expectation...
    )
        -> Exchange
    {
        Exchange(
            method: .post, uri: "/xapi/statements", version: version, headers: headers, body: body, expected: expected
        )
    }

    static func put(_ number: Int, _ body: String, version: String = "1.0.3", _ expected: Expectation...) -> Exchange {
        Exchange(
            method: .put, uri: "/xapi/statements?statementId=\(id(number))", version: version, body: body,
            expected: expected
        )
    }

    func run(on service: ServiceFixture, in scenario: String) async throws {
        var fields = headers
        fields["X-Experience-API-Version"] = version
        let answer = try await service.send(method, uri, headers: fields, body: body)
        for one in expected { check(one, of: answer, in: "\(scenario): \(method) \(uri) → \(answer.text.prefix(600))") }
    }

    private func check(_ expected: Expectation, of answer: TestResponse, in place: String) {
        switch expected {
        case .status(let code): #expect(answer.status.code == code, "\(place)")
        case .finds(let numbers):
            let statements = answer.object["statements"] as? [[String: Any]] ?? []
            #expect(Set(statements.compactMap { $0["id"] as? String }) == Set(numbers.map(Self.id)), "\(place)")
            #expect(statements.count == numbers.count, "\(place)")
        case .says(let parts): for part in parts { #expect(answer.text.contains(part), "\(part) in \(place)") }
        case .saysNot(let part): #expect(!answer.text.contains(part), "\(part) not in \(place)")
        case .header(let name, let value):
            #expect(HTTPField.Name(name).flatMap { answer.headers[$0] } == value, "\(name) in \(place)")
        }
    }
}
