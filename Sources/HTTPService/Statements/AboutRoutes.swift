import ExactJSON
import Hummingbird
import XAPI

/// The About Resource (Communication 2.8): which versions are served. Asks for no key and no version.
struct AboutRoutes: Sendable {
    var routes: [Route] { [Route(.get, "/xapi/about", .open, use: show)] }

    @Sendable func show(request: Request, context: ServiceContext) -> Response {
        var about = JSONObject()
        about.set("version", json: JSONLiteral.array(XAPIVersion.allCases.map { JSONText.string($0.header) }))
        return .json(about)
    }
}
