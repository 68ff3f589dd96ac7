import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import PlainPages
import XAPI

/// One person's record: for programs, for spreadsheets, and as a page to print.
struct TranscriptRoutes: Sendable {
    let useCases: UseCases
    let printer: Printer

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
        let csv = try context.query.table(formats: ["json", "csv", "html", "pdf"])
        guard let transcript = try await useCases.completions.transcript(id, inside: try context.reach()) else {
            throw Problem.notFound
        }
        let language = context.language(of: request)
        if let csv { return csv.response(transcript.lines, next: nil, in: language, named: "records") }
        let page = TranscriptPage(transcript, in: language)
        switch context.query["format"] {
        case "html": return .page(page.page, in: language)
        case "pdf":
            return try await printer.pdf(named: "releve-\(transcript.person.id.canonical.prefix(8))") {
                .init(page.page, asOf: transcript.asOf)
            }
        default: return .json(transcript.json(in: language))
        }
    }
}

extension Response {
    /// What is printed, in a browser.
    static func page(_ page: PlainPage, in language: Language) -> Response {
        self.page(String(decoding: page.html, as: UTF8.self), in: language)
    }

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
