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
    private let receive: ReceiveStatements

    init(useCases: UseCases, settings: ServiceSettings) {
        self.useCases = useCases
        self.settings = settings
        receive = ReceiveStatements(blobs: useCases.blobs, settings: settings)
    }

    static let path = "/xapi/statements"

    var routes: [Route] {
        let path = Self.path
        return [
            Route(.post, path, .anyOf([.statementsWrite]), use: store),
            Route(.put, path, .anyOf([.statementsWrite]), parameters: ["statementId"], use: storeOne),
            Route(
                .get,
                path,
                .anyOf([.statementsRead, .statementsReadMine]),
                parameters: StatementQuestion.parameters,
                use: find
            ).readingLearners(),
        ]
    }

    @Sendable func store(request: Request, context: ServiceContext) async throws -> Response {
        let ids = try await receive(request) { document in
            try statements(in: document, context)
        } use: { received in
            try await store(received, id: nil, context)
        }
        return .json(JSONLiteral.array(ids.map { JSONText.string($0.canonical) }))
    }

    @Sendable func storeOne(request: Request, context: ServiceContext) async throws -> Response {
        guard let id = try context.query.uuid("statementId") else {
            throw Problem.invalidParameter("statementId", french: "manque.", english: "is missing.")
        }
        try await receive(request) { document in
            [try statement(document.root, withID: id, context)]
        } use: { received in
            _ = try await store(received, id: id, context)
        }
        return Response(status: .noContent)
    }

    @Sendable func find(request: Request, context: ServiceContext) async throws -> Response {
        let caller = try context.caller()
        let mine = caller.may(.statementsRead) ? nil : caller.authority.term
        let question = try StatementQuestion(context.query, authority: mine)
        let languages = LanguagePriority(acceptLanguage: request.headers[.acceptLanguage] ?? "")
        return try await answer(question, languages, context)
    }

    private func answer(
        _ question: StatementQuestion, _ languages: LanguagePriority, _ context: ServiceContext
    ) async throws -> Response {
        let answer = try await statements(question, languages, context)
        guard question.hasAttachments else { return .statements(answer) }
        let mixed = MixedAnswer(
            json: answer.json,
            attachments: try await useCases.findAttachments(answer.statements),
            find: useCases.findAttachments,
            random: useCases.random(32)
        )
        return .statements(answer, in: mixed)
    }

    private func statements(
        _ question: StatementQuestion, _ languages: LanguagePriority, _ context: ServiceContext
    ) async throws -> StatementAnswer {
        let version = context.version ?? settings.defaultVersion
        func form(_ definitions: CanonicalDefinitions) -> StatementForm {
            StatementForm(version: version, format: question.format, languages: languages) { definitions[$0] }
        }
        switch question.asked {
        case .one(let request):
            guard let found = try await useCases.findStatement(request) else { throw Problem.notFound }
            return try StatementAnswer(found.statement, in: form(found.definitions))
        case .many(let filter):
            let page = try await useCases.findStatements(filter)
            let more = page.next.map { "/xapi/statements?" + context.query.setting("cursor", $0.text).query }
            return try StatementAnswer(page, in: form(page.definitions), more: more)
        }
    }

    private func statements(in document: JSONDocument, _ context: ServiceContext) throws -> [Statement] {
        guard document.root.kind == .array else { return [try read(document.root, at: JSONPointer(), context)] }
        let values = Array(document.root.elements)
        guard values.count <= settings.batchLimit else { throw Problem.tooManyStatements(limit: settings.batchLimit) }
        return try values.enumerated().map { try read($1, at: JSONPointer().appending($0), context) }
    }

    private func statement(_ value: JSONValue, withID id: UUID, _ context: ServiceContext) throws -> Statement {
        let statement = try read(value, at: JSONPointer(), context)
        guard statement.id == nil || statement.id == id else {
            throw Problem.invalidParameter(
                "statementId",
                french: "différent de l’id du statement.",
                english: "differs from the statement's id."
            )
        }
        return statement
    }

    private func read(_ value: JSONValue, at pointer: JSONPointer, _ context: ServiceContext) throws -> Statement {
        try Statement(
            reading: value,
            version: context.version ?? settings.defaultVersion,
            pointer: pointer,
            limits: Statement.Limits(bytes: settings.statementLimit, distinctAgents: settings.agentLimit)
        )
    }

    private func store(_ received: ReceivedStatements, id: UUID?, _ context: ServiceContext) async throws -> [UUID] {
        let store = useCases.storeStatements(id: id)
        let version = context.version ?? settings.defaultVersion
        let batch = StoreStatements.Batch(
            received.statements, version: version, isList: received.isList, attachments: received.attachments
        )
        switch try await store(batch, as: try context.caller()) {
        case .refused(let refusal): throw refusal
        case .stored(let ids): return ids
        case .conflict(let id): throw Problem.conflict(id)
        case .repeatedID(let id): throw Problem.repeated(id)
        }
    }
}
