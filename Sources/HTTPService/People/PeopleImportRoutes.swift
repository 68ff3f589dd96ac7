import Hummingbird
import LearningRecords
import Logging
import XAPI

/// Tables of people come in: what they change is shown, and written unless it is a dry run.
struct PeopleImportRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = PeopleRoutes.path + "/import"
    /// Bytes of a table.
    private static let limit = 64 << 20

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.people]), parameters: ["dry_run"], use: take),
            Route(.put, Self.path, .anyOf([.people]), parameters: ["dry_run"], use: take),
        ]
    }

    @Sendable func take(request: Request, context: ServiceContext) async throws -> Response {
        guard ["text/csv", "application/octet-stream", "application/vnd.ms-excel"].contains(request.mediaType) else {
            throw Problem(.unsupportedContentType, french: "Envoyez text/csv.", english: "Send text/csv.")
        }
        let isDryRun = try context.query.boolean("dry_run") ?? false
        let caller = try context.caller()
        let bytes = try await BodyReader(limit: Self.limit, timeout: settings.uploadTimeout).read(request)
        let report = try await useCases.people.importTable(
            bytes, isDryRun: isDryRun, mayRestricted: caller.may(.peopleRestricted), by: caller.key
        )
        let language = context.language(of: request)
        if report.isUnreadable { throw Problem.unreadableTable(report.findings, in: language) }
        if report.isApplied {
            context.logger.info(
                "people imported",
                metadata: [
                    "created": "\(report.counts[.created] ?? 0)", "changed": "\(report.counts[.changed] ?? 0)",
                    "refused": "\(report.refused)",
                ]
            )
        }
        return .json(report.json(includingRestricted: caller.may(.peopleRestricted), in: language))
    }
}

extension Problem {
    static func unreadableTable(_ findings: [TableFinding], in language: Language) -> Problem {
        var problem = Problem(
            .invalidBody,
            french: "Le tableau ne peut pas être lu ; rien n’a été enregistré.",
            english: "The table cannot be read; nothing was stored."
        )
        problem.members = [("findings", JSONLiteral.array(findings.map { $0.json(in: language) }))]
        return problem
    }
}
