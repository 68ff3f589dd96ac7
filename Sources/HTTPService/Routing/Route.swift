import HTTPTypes
import Hummingbird
import LearningRecords

/// One endpoint: what it answers to, who may ask, and which parameters it knows.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response

    enum Access: Sendable {
        /// Anybody, without a key.
        case open
        /// A key with at least one of these scopes.
        case anyOf(Set<Scope>)
    }

    let method: HTTPRequest.Method
    /// As Hummingbird writes paths: `/api/v1/packages/{version}`.
    let path: String
    let access: Access
    let parameters: Set<String>
    let handler: Handler

    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ access: Access,
        parameters: Set<String> = [],
        use handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.parameters = parameters
        self.handler = handler
    }

    /// Resources of xAPI want a version header; `about` tells which versions there are, so it wants none.
    var negotiatesVersion: Bool { path.hasPrefix("/xapi/") && path != "/xapi/about" }
}
