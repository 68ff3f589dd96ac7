import HTTPTypes
import Hummingbird
import XAPI

/// Which xAPI a request speaks (1.0.3 Communication 3.3; 2.0 likewise).
enum VersionNegotiation {
    static func version(asked request: Request) throws(Problem) -> XAPIVersion {
        guard let header = request.headers[.experienceAPIVersion] else {
            throw Problem(
                .unsupportedVersion,
                french: "L’en-tête X-Experience-API-Version manque.",
                english: "The header X-Experience-API-Version is missing."
            )
        }
        guard let version = XAPIVersion(header: header) else {
            throw Problem(
                .unsupportedVersion,
                french: "Versions prises en charge : 1.0.x et 2.0.x.",
                english: "Versions that are served: 1.0.x and 2.0.x."
            )
        }
        return version
    }
}

extension HTTPField.Name {
    static let experienceAPIVersion = Self("X-Experience-API-Version") ?? .date
    static let experienceAPIConsistentThrough = Self("X-Experience-API-Consistent-Through") ?? .date
}

/// Every answer under `/xapi` names its version, refusals too.
struct VersionMiddleware: RouterMiddleware {
    let defaultVersion: XAPIVersion

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if request.uri.path.hasPrefix("/xapi") {
            let version = request.headers[.experienceAPIVersion].flatMap(XAPIVersion.init(header:)) ?? defaultVersion
            response.headers[.experienceAPIVersion] = version.header
        }
        return response
    }
}
