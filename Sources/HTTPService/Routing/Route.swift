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

    /// Whose data it answers with, which decides whether the access log has the read.
    enum Reads: Sendable {
        /// Nobody's; also counts without names.
        case nobody
        /// Learners', where the question is one of these.
        case learners(when: @Sendable (QueryParameters) -> Bool)
    }

    let method: HTTPRequest.Method
    /// As Hummingbird writes paths: `/api/v1/packages/{version}`.
    let path: String
    let access: Access
    let parameters: Set<String>
    let handler: Handler
    private(set) var reads = Reads.nobody
    /// Whether the key of an inspection opens it. Its handler then gives the inspection's reach to every use case: what lies
    /// outside is not there.
    private(set) var isOpenToInspections = false

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

    /// A route that answers with data of learners: whoever asks it stands in the access log.
    func readingLearners(when condition: @escaping @Sendable (QueryParameters) -> Bool = { _ in true }) -> Route {
        var route = self
        route.reads = .learners(when: condition)
        return route
    }

    func openToInspections() -> Route {
        var route = self
        route.isOpenToInspections = true
        return route
    }

    func readsLearners(asked query: QueryParameters) -> Bool {
        switch reads {
        case .nobody: false
        case .learners(let condition): condition(query)
        }
    }

    /// Resources of xAPI want a version header; `about` tells which versions there are, so it wants none.
    var negotiatesVersion: Bool { path.hasPrefix("/xapi/") && path != "/xapi/about" }
}
