import HTTPTypes
import Hummingbird
import LearningRecords
import Logging
import XAPI

/// What people did before, or elsewhere, comes in as a table (`docs/history.md`).
struct HistoryRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    /// Bytes of a table.
    private static let limit = 64 << 20

    var routes: [Route] {
        [
            Route(
                .post, "/api/v1/history/import", .anyOf([.people]), parameters: ["source", "dry_run"], use: take
            )
        ]
    }

    @Sendable func take(request: Request, context: ServiceContext) async throws -> Response {
        guard ["text/csv", "application/octet-stream", "application/vnd.ms-excel"].contains(request.mediaType) else {
            throw Problem(.unsupportedContentType, french: "Envoyez text/csv.", english: "Send text/csv.")
        }
        let isDryRun = try context.query.boolean("dry_run") ?? false
        guard let source = context.query["source"] else { throw Problem.historySource }
        let bytes = try await BodyReader(limit: Self.limit, timeout: settings.uploadTimeout).read(request)
        let key = try context.caller().key
        let language = context.language(of: request)
        switch try await useCases.importHistory(bytes, source: source, isDryRun: isDryRun, by: key) {
        case .invalidSource: throw Problem.historySource
        case .read(let report) where report.isUnreadable:
            throw Problem.unreadableTable(report.findings, in: language)
        case .read(let report):
            if report.isApplied {
                context.logger.info(
                    "history imported",
                    metadata: ["created": "\(report.created)", "refused": "\(report.refused)", "source": "\(source)"]
                )
            }
            return .json(report.json(in: language))
        }
    }
}

extension ImportHistory.Report {
    /// The answer to an import; a dry run answers the same.
    func json(in language: Language) -> JSONObject {
        var object = JSONObject()
        object.set("applied", isApplied)
        object.set("created", created)
        object.set("unchanged", unchanged)
        object.set("refused", refused)
        let made = courses.map { course in
            var object = JSONObject()
            object.set("id", course.id)
            object.set("title", course.title)
            return object.json
        }
        object.set("courses", json: JSONLiteral.array(made))
        object.set("findings", json: JSONLiteral.array(findings.map { $0.json(in: language) }))
        return object
    }
}

extension Problem {
    fileprivate static var historySource: Problem {
        .invalidParameter(
            "source", french: "d’où viennent ces lignes : de 1 à 64 lettres, chiffres, points et tirets.",
            english: "where these lines come from: 1 to 64 letters, digits, dots and hyphens."
        )
    }
}
