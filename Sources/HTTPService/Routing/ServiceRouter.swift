package import Hummingbird

/// The router behind the alternate request syntax, which decides the method before a route is looked for.
package struct ServiceRouter: HTTPResponderBuilder {
    let router: Router<ServiceContext>
    let alternate: AlternateSyntax

    package func buildResponder() -> ServiceResponder {
        ServiceResponder(router: router.buildResponder(), alternate: alternate)
    }
}

package struct ServiceResponder: HTTPResponder {
    let router: RouterResponder<ServiceContext>
    let alternate: AlternateSyntax

    package func respond(to request: Request, context: ServiceContext) async throws -> Response {
        guard alternate.isUsed(by: request) else { return try await router.respond(to: request, context: context) }
        var (meant, context) = (request, context)
        do { meant = try await alternate.meant(by: request) } catch { context.refusal = error }
        return try await router.respond(to: meant, context: context)
    }
}
