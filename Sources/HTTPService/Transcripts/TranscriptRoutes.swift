import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore

/// One person's record: for programs, for spreadsheets, and as a page to print.
struct TranscriptRoutes: Sendable {
    let useCases: UseCases

    var routes: [Route] {
        [
            Route(
                .get, PeopleRoutes.one + "/records", .anyOf([.completions, .people]), parameters: CSVTable.parameters,
                use: show
            ).readingLearners().openToInspections()
        ]
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.person()
        let csv = try context.query.table(formats: ["json", "csv", "html"])
        guard let transcript = try await useCases.completions.transcript(id, inside: try context.reach()) else {
            throw Problem.notFound
        }
        let language = context.language(of: request)
        if let csv { return csv.response(transcript.lines, next: nil, in: language, named: "records") }
        guard context.query["format"] == "html" else { return .json(transcript.json(in: language)) }
        return .page(try TranscriptPage(transcript, in: language).html(), in: language)
    }
}

extension Response {
    /// A page that loads nothing and runs nothing.
    static func page(_ html: String, in language: Language) -> Response {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
        headers[.contentLanguage] = language.rawValue
        headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.vary] = "Accept-Language"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
