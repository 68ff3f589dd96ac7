import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// What every request passes before its handler: the caller's key, its scopes, the xAPI version, the parameters' names.
struct Gate: Sendable {
    let authenticateKey: AuthenticateKey
    let logged: ReadLogging
    /// µs since 1970.
    let clock: @Sendable () -> Int64

    func open(_ route: Route, _ request: Request, _ context: ServiceContext) async throws -> Response {
        var context = context
        if case .anyOf(let scopes) = route.access {
            let credential = try await authenticate(request)
            try check(credential, at: route, scopes)
            context.credential = credential
        }
        if route.negotiatesVersion { context.version = try VersionNegotiation.version(asked: request) }
        context.query = try QueryParameters(reading: request.uri.query)
        try context.query.check(against: route.parameters)
        guard let credential = context.credential,
            credential.inspection != nil || route.readsLearners(asked: context.query)
        else {
            return try await route.handler(request, context)
        }
        return try await logged(route, request, context, by: credential)
    }

    /// The one place where it is decided what an inspection opens: nothing but the routes that say so.
    private func check(_ credential: Credential, at route: Route, _ scopes: Set<Scope>) throws(Problem) {
        guard let inspection = credential.inspection else {
            guard scopes.contains(where: credential.may) else { throw .forbidden(needing: scopes) }
            return
        }
        if let problem = Problem.closed(inspection, at: clock()) { throw problem }
        guard route.isOpenToInspections else { throw .notForInspections }
    }

    private func authenticate(_ request: Request) async throws -> Credential {
        guard let basic = BasicCredentials(header: request.headers[.authorization]),
            let credential = try await authenticateKey(key: basic.key, secret: basic.secret)
        else { throw Problem.unauthenticated }
        return credential
    }
}

extension Problem {
    static var unauthenticated: Problem {
        var problem = Problem(
            .unauthenticated,
            french: "Il faut une clé et son secret valides (HTTP Basic).",
            english: "A valid key and its secret are needed (HTTP Basic)."
        )
        problem.headers[.wwwAuthenticate] = #"Basic realm="releve", charset="UTF-8""#
        return problem
    }

    static func forbidden(needing scopes: Set<Scope>) -> Problem {
        let list = scopes.map(\.rawValue).sorted().joined(separator: ", ")
        return Problem(
            .forbidden,
            french: "La clé n’a pas le droit nécessaire (un de : \(list)).",
            english: "The key lacks the scope (one of: \(list))."
        )
    }
}
