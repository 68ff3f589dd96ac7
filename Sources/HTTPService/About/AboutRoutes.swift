import ExactJSON
import Hummingbird
import XAPI

/// The About Resource (Communication 2.8): which versions are served, and by what. Asks for no key and no version.
struct AboutRoutes: Sendable {
    /// An extension's key is an IRI (Data 4.1).
    private static let product = "urn:releve:product"

    var routes: [Route] { [Route(.get, "/xapi/about", .open, use: show)] }

    @Sendable func show(request: Request, context: ServiceContext) throws -> Response {
        var writer = JSONWriter()
        writer.object { about in
            about.member("version") { $0.array(XAPIVersion.allCases) { $0.string($1.header) } }
            about.member("extensions") { extensions in
                extensions.object { $0.member(Self.product) { $0.object { $0.member("name", "Relevé") } } }
            }
        }
        return try Representation(json: writer.bytes).response(to: request)
    }
}
