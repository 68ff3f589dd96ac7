import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// The Statement Resource (xAPI 1.0.3 Communication 2.1).
struct StatementRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    var routes: [Route] {
        let path = "/xapi/statements"
        return [
            Route(.post, path, .anyOf([.statementsWrite]), use: store),
            Route(.put, path, .anyOf([.statementsWrite]), parameters: ["statementId"], use: storeOne),
            Route(
                .get,
                path,
                .anyOf([.statementsRead, .statementsReadMine]),
                parameters: StatementQuestion.parameters,
                use: find
            ),
        ]
    }

    @Sendable func store(request: Request, context: ServiceContext) async throws -> Response {
        let document = try await readDocument(request)
        let values = document.root.kind == .array ? Array(document.root.elements) : [document.root]
        let isBatch = document.root.kind == .array
        guard values.count <= settings.batchLimit else { throw Problem.tooManyStatements(limit: settings.batchLimit) }
        let statements = try values.enumerated().map { index, value in
            try read(value, at: isBatch ? JSONPointer().appending(index) : JSONPointer(), context)
        }
        let ids = try await store(statements, id: nil, context)
        return .json(JSONLiteral.array(ids.map { JSONText.string($0.canonical) }))
    }

    @Sendable func storeOne(request: Request, context: ServiceContext) async throws -> Response {
        guard let id = try context.query.uuid("statementId") else {
            throw Problem.invalidParameter("statementId", french: "manque.", english: "is missing.")
        }
        let statement = try read(try await readDocument(request).root, at: JSONPointer(), context)
        guard statement.id == nil || statement.id == id else {
            throw Problem.invalidParameter(
                "statementId",
                french: "différent de l’id du statement.",
                english: "differs from the statement's id."
            )
        }
        _ = try await store([statement], id: id, context)
        return Response(status: .noContent)
    }

    @Sendable func find(request: Request, context: ServiceContext) async throws -> Response {
        let caller = try context.caller()
        let mine = caller.may(.statementsRead) ? nil : caller.authority.term
        var response = try await answer(try StatementQuestion(context.query, authority: mine), context)
        response.headers[.experienceAPIConsistentThrough] = useCases.consistentThrough().rfc3339
        return response
    }

    private func answer(_ question: StatementQuestion, _ context: ServiceContext) async throws -> Response {
        switch question {
        case .one(let id, let isVoided, let authority):
            guard let statement = try await useCases.findStatement(id, isVoided: isVoided, authority: authority) else {
                throw Problem.notFound
            }
            return .statement(statement)
        case .many(let filter):
            let page = try await useCases.findStatements(filter)
            return .statements(
                page,
                more: page.next.map { "/xapi/statements?" + context.query.setting("cursor", $0.text).query }
            )
        }
    }

    private func readDocument(_ request: Request) async throws -> JSONDocument {
        guard request.mediaType == "application/json" else {
            throw Problem(
                .invalidBody,
                french: "Le type de contenu doit être application/json.",
                english: "The content type must be application/json."
            )
        }
        let bytes = try await BodyReader(limit: settings.bodyLimit, timeout: settings.bodyTimeout).read(request)
        let document = try JSONDocument(reading: bytes)
        if let twice = InvalidStatement(duplicateKeysIn: document) { throw twice }
        return document
    }

    private func read(_ value: JSONValue, at pointer: JSONPointer, _ context: ServiceContext) throws -> Statement {
        try Statement(
            reading: value,
            version: context.version ?? settings.defaultVersion,
            pointer: pointer,
            limits: Statement.Limits(bytes: settings.statementLimit, distinctAgents: settings.agentLimit)
        )
    }

    private func store(_ statements: [Statement], id: UUID?, _ context: ServiceContext) async throws -> [UUID] {
        let store = useCases.storeStatements(id: id)
        let version = context.version ?? settings.defaultVersion
        switch try await store(statements, version: version, as: try context.caller()) {
        case .stored(let ids): return ids
        case .conflict(let id): throw Problem.conflict(id)
        case .repeatedID(let id): throw Problem.repeated(id)
        }
    }
}
