import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import NIOCore
import Testing

@testable import HTTPService

/// What happens to one document, request by request. The sentence cites its section of 1.0.3 Communication (or of the
/// RFC); "2.0" marks what only `xAPI-2.0-differences` asks.
struct DocumentScenario: CustomTestStringConvertible {
    /// A request about the document, and its answer.
    struct Step {
        let method: HTTPRequest.Method
        let headers: [String: String]
        let body: [UInt8]?
        let status: Int
        /// What a GET must give, byte for byte.
        var content: [UInt8]?
        /// Headers of the answer; a value that ends in `…` is a beginning.
        var answers: [String: String] = [:]
        var problem: String?
    }

    let testDescription: String
    let versions: [String]
    let resources: [DocumentContext.Resource]
    let steps: [Step]

    init(
        _ sentence: String,
        under versions: [String] = ["1.0.3", "2.0.0"],
        of resources: [DocumentContext.Resource] = DocumentContext.Resource.allCases,
        _ steps: [Step]
    ) {
        testDescription = sentence
        self.versions = versions
        self.resources = resources
        self.steps = steps
    }
}

extension DocumentScenario.Step {
    private static func writing(
        _ method: HTTPRequest.Method,
        _ body: [UInt8]?,
        _ type: String,
        _ headers: [String: String],
        _ status: Int,
        _ problem: String?
    ) -> Self {
        let headers = headers.merging(["Content-Type": type]) { own, _ in own }
        return Self(method: method, headers: headers, body: body, status: status, problem: problem)
    }

    static func put(
        _ body: String,
        type: String = "application/json",
        if headers: [String: String] = [:],
        _ status: Int,
        _ problem: String? = nil
    ) -> Self { writing(.put, Array(body.utf8), type, headers, status, problem) }

    static func put(bytes: [UInt8], type: String, if headers: [String: String] = [:], _ status: Int) -> Self {
        writing(.put, bytes, type, headers, status, nil)
    }

    static func post(
        _ body: String,
        type: String = "application/json",
        if headers: [String: String] = [:],
        _ status: Int,
        _ problem: String? = nil
    ) -> Self { writing(.post, Array(body.utf8), type, headers, status, problem) }

    static func delete(if headers: [String: String] = [:], _ status: Int, _ problem: String? = nil) -> Self {
        writing(.delete, nil, "", headers, status, problem)
    }

    static func get(if headers: [String: String] = [:], _ status: Int, answers: [String: String] = [:]) -> Self {
        Self(method: .get, headers: headers, body: nil, status: status, answers: answers)
    }

    /// The document is there, with these bytes.
    static func holds(_ text: String, answers: [String: String] = [:]) -> Self {
        holds(bytes: Array(text.utf8), answers: answers)
    }

    static func holds(bytes: [UInt8], answers: [String: String] = [:]) -> Self {
        Self(method: .get, headers: [:], body: nil, status: 200, content: bytes, answers: answers)
    }

    static let isAbsent = Self(method: .get, headers: [:], body: nil, status: 404, problem: "not-found")
}

extension DocumentScenario {
    /// Runs the steps. `TAG` in a request's header is the last ETag that was seen, without its quotes.
    func run(_ service: ServiceFixture, _ resource: DocumentContext.Resource, version: String, id: String) async throws
    {
        let uri = resource.sampleURI + "&\(resource.idParameter)=\(id)"
        var tag = ""
        for (place, step) in steps.enumerated() {
            var headers = step.headers.mapValues { $0.replacing("TAG", with: tag) }
            headers["X-Experience-API-Version"] = version
            let answer = try await service.send(step.method, uri, headers: headers, bytes: step.body)
            let line = "\(testDescription), step \(place + 1), \(resource) under \(version)"
            #expect(answer.status.code == step.status, "\(line): \(answer.text)")
            #expect(answer.headers[.experienceAPIVersion] == version, "\(line)")
            if let problem = step.problem { #expect(answer.problem == problem, "\(line): \(answer.text)") }
            if let content = step.content { #expect(Array(answer.body.readableBytesView) == content, "\(line)") }
            for (name, value) in step.answers {
                let found = HTTPField.Name(name).flatMap { answer.headers[$0] } ?? ""
                let isThere = value.hasSuffix("…") ? found.hasPrefix(value.dropLast()) : found == value
                #expect(isThere, "\(line): \(name) is \(found)")
            }
            if let found = answer.headers[.eTag] { tag = found.filter { $0 != "\"" } }
        }
    }
}

extension DocumentContext.Resource {
    /// A context, without a document's id.
    var sampleURI: String {
        let agent = "agent=%7B%22mbox%22%3A%22mailto%3Aa%40example.fr%22%7D"
        return switch self {
        case .state: "\(path)?activityId=https%3A%2F%2Fexample.fr%2Fa&\(agent)"
        case .agentProfile: "\(path)?\(agent)"
        case .activityProfile: "\(path)?activityId=https%3A%2F%2Fexample.fr%2Fa"
        }
    }
}
