import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// One of the three Document Resources (Communication 2.2): State, Agent Profile, Activity Profile.
struct DocumentRoutes: Sendable {
    let resource: DocumentContext.Resource
    let useCases: UseCases
    let settings: ServiceSettings

    var routes: [Route] {
        let one = resource.contextParameters.union([resource.idParameter])
        let write = Route.Access.anyOf([resource.scope])
        let read = Route.Access.anyOf([resource.scope, .allRead])
        return [
            Route(.put, resource.path, write, parameters: one, use: put),
            Route(.post, resource.path, write, parameters: one, use: merge),
            Route(.get, resource.path, read, parameters: one.union(["since"]), use: find).readingLearners(),
            Route(.delete, resource.path, write, parameters: one, use: delete),
        ]
    }

    @Sendable func put(request: Request, context: ServiceContext) async throws -> Response {
        let address = try address(context.query)
        let content = try await content(of: request)
        if content.isJSON { _ = try JSONDocument(reading: content.bytes, limits: DocumentContent.depth) }
        return try answer(
            to: try await useCases.documents.put(
                content,
                at: address,
                if: Preconditions(request.headers),
                version: context.version ?? settings.defaultVersion
            )
        )
    }

    @Sendable func merge(request: Request, context: ServiceContext) async throws -> Response {
        let address = try address(context.query)
        let content = try await content(of: request)
        guard content.isJSON else { throw Problem.notMergeable }
        let object = try JSONDocument(reading: content.bytes, limits: DocumentContent.depth).root
        guard object.kind == .object else { throw Problem.notMergeable }
        return try answer(
            to: try await useCases.documents.merge(
                content,
                object: object,
                at: address,
                if: Preconditions(request.headers),
                limit: settings.documentLimit
            )
        )
    }

    @Sendable func find(request: Request, context: ServiceContext) async throws -> Response {
        let place = try DocumentContext(context.query, of: resource)
        let since = try context.query.timestamp("since")
        guard let id = context.query[resource.idParameter] else {
            let list = try await useCases.documents.list(place, since: since)
            return try Representation(json: list.json, modified: list.newest).response(to: request)
        }
        guard since == nil else { throw Problem.sinceWithID(resource.idParameter) }
        guard let document = try await useCases.documents.find(DocumentAddress(id, in: place)) else {
            throw Problem.notFound
        }
        return try Representation(document, from: useCases.blobs).response(to: request).asDocument
    }

    @Sendable func delete(request: Request, context: ServiceContext) async throws -> Response {
        let preconditions = Preconditions(request.headers)
        if resource.deletesMany, context.query[resource.idParameter] == nil {
            let place = try DocumentContext(context.query, of: resource)
            return try answer(to: try await useCases.documents.delete(all: place, if: preconditions))
        }
        return try answer(to: try await useCases.documents.delete(try address(context.query), if: preconditions))
    }

    private func address(_ query: QueryParameters) throws -> DocumentAddress {
        DocumentAddress(try query.required(resource.idParameter), in: try DocumentContext(query, of: resource))
    }

    private func content(of request: Request) async throws -> DocumentContent {
        guard [nil, "", "identity"].contains(request.headers[.contentEncoding]?.lowercased()) else {
            throw Problem.encodedContent
        }
        let reader = BodyReader(limit: settings.documentLimit, timeout: settings.bodyTimeout)
        return DocumentContent(
            type: request.headers[.contentType] ?? "application/octet-stream",
            bytes: try await reader.read(request)
        )
    }

    private func answer(to outcome: DocumentOutcome) throws(Problem) -> Response {
        switch outcome {
        case .done: return Response(status: .noContent)
        case .refused(let refusal): throw Problem(refusal)
        }
    }
}

extension Response {
    /// A document is whatever a client stored: a browser may neither guess its type nor run it under our origin.
    fileprivate var asDocument: Response {
        var response = self
        response.headers[.contentSecurityPolicy] = "sandbox"
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }
}
