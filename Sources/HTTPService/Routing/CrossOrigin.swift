import HTTPTypes
import Hummingbird

/// Lets pages of other origins call `/xapi` and `/api` (the Fetch standard's CORS protocol), and answers OPTIONS.
///
/// A key goes in `Authorization`, which the page sets itself; credentials that a browser would add by itself, such as
/// cookies, are not asked for. It stands before everything else, so that refusals can be read across origins too.
struct CrossOriginMiddleware: RouterMiddleware {
    let origins: AllowedOrigins
    let routes: RouteTable

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let methods = request.method == .options ? routes.methods(at: request.uri.path) : []
        let isAsked = !methods.isEmpty
        var response = isAsked ? Self.options(methods) : try await next(request, context)
        let path = request.uri.path
        guard path.hasPrefix("/xapi/") || path.hasPrefix("/api/") else { return response }
        response.headers.append(origins.headers(for: request.headers[.origin]))
        guard response.headers[.accessControlAllowOrigin] != nil else { return response }
        response.headers.append(isAsked ? Self.preflight(methods) : Self.exposed)
        return response
    }

    private static func options(_ methods: [HTTPRequest.Method]) -> Response {
        Response(status: .noContent, headers: [.allow: list(methods)])
    }

    private static func preflight(_ methods: [HTTPRequest.Method]) -> HTTPFields {
        [
            .accessControlAllowMethods: list(methods), .accessControlAllowHeaders: requestHeaders,
            .accessControlMaxAge: "86400",
        ]
    }

    private static func list(_ methods: [HTTPRequest.Method]) -> String {
        methods.map(\.rawValue).joined(separator: ", ")
    }

    /// What a page may send: the request headers of Communication 1.2, and what players' libraries add.
    private static let requestHeaders = [
        "Accept", "Accept-Language", "Authorization", "Content-Type", "If-Match", "If-None-Match",
        "X-Experience-API-Version", "X-Experience-API-Hash", "X-Requested-With", "X-Releve-Purpose", "Cache-Control",
        "Pragma",
    ].joined(separator: ", ")

    /// What a page may read beside what browsers always show.
    private static let exposed: HTTPFields = [
        .accessControlExposeHeaders: [
            "ETag", "Last-Modified", "X-Experience-API-Version", "X-Experience-API-Consistent-Through", "Link",
            "Location", "Content-Length", "Retry-After", "WWW-Authenticate", "Allow",
        ].joined(separator: ", ")
    ]
}

extension HTTPFields {
    fileprivate mutating func append(_ fields: HTTPFields) {
        for field in fields { append(field) }
    }
}

/// The origins whose pages may call.
package enum AllowedOrigins: Sendable, Equatable {
    case any
    /// As browsers write them: `https://player.example.fr`. None lets no page call.
    case only([String])

    /// Reads a setting: `*`, `none`, or origins between commas; nil where one is no origin.
    package init?(setting: String) {
        switch setting {
        case "*": self = .any
        case "none": self = .only([])
        default:
            let origins = setting.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
            let origin = /https?:\/\/(\[[0-9a-f:.]+\]|[^\/?#@:\s]+)(:[0-9]{1,5})?/
            guard !origins.isEmpty, origins.allSatisfy({ $0.wholeMatch(of: origin) != nil }) else { return nil }
            self = .only(origins)
        }
    }

    /// Where the answer depends on the origin, caches are told so.
    fileprivate func headers(for origin: String?) -> HTTPFields {
        switch self {
        case .any: return [.accessControlAllowOrigin: "*"]
        case .only(let origins):
            guard let origin, origins.contains(origin.lowercased()) else { return [.vary: "Origin"] }
            return [.accessControlAllowOrigin: origin, .vary: "Origin"]
        }
    }
}
