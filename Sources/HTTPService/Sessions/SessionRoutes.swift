import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// Courses held in a room, and who was there.
struct SessionRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings
    let printer: Printer

    private static let path = "/api/v1/sessions"
    private static let one = path + "/{id}"

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.people]), use: create),
            Route(.get, Self.path, .anyOf([.people]), parameters: ["course", "limit", "cursor"], use: list),
            Route(.get, Self.one, .anyOf([.people]), parameters: CSVTable.parameters, use: show)
                .readingLearners(),
            Route(.post, Self.one + "/attendance", .anyOf([.people]), use: record),
            Route(.get, Self.one + "/history", .anyOf([.people]), use: history).readingLearners(),
            Route(.get, Self.one + "/attendance-sheet", .anyOf([.people]), parameters: ["blank"], use: printed)
                .readingLearners(),
        ]
    }

    @Sendable func create(request: Request, context: ServiceContext) async throws -> Response {
        let draft = try SessionDraft(reading: try await settings.peopleBody(of: request))
        let session = try await useCases.sessions.create(draft, by: try context.caller().key)
        guard let session else {
            throw Problem.invalid("/course", french: "Aucun cours n’a cet id.", english: "No course has this id.")
        }
        return .json(session.json, status: .created)
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindSessions.largestPage) ?? 50
        let before = try context.query.number("cursor", in: 1...Int.max) ?? .max
        let page = try await useCases.sessions.find(
            course: context.query["course"], before: Int64(before), limit: limit
        )
        guard let page else { throw Problem.unknownCourse }
        let next = page.next.map { Self.path + "?" + context.query.setting("cursor", String($0)).query }
        return .list(page.items.map { $0.json.json }, next: next)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        let csv = try context.query.table()
        guard let sheet = try await useCases.sessions.find(try context.session()) else { throw Problem.notFound }
        return csv.map { $0.response(sheet.rows, named: "attendance") } ?? .json(sheet.json)
    }

    /// Lines as JSON, or a sheet as a table.
    @Sendable func record(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.session()
        let lines: [RecordAttendance.Line]
        if request.mediaType == "text/csv" {
            let bytes = try await BodyReader(limit: 1 << 20, timeout: settings.bodyTimeout).read(request)
            lines = try AttendanceTable.read(bytes).orProblem()
        } else {
            lines = try [RecordAttendance.Line](reading: try await settings.peopleBody(of: request))
        }
        switch try await useCases.sessions.record(lines, in: id, by: try context.caller().key) {
        case .refused(let refusal): throw Problem(refusal)
        case .recorded(let changed, let sheet):
            var object = sheet.json
            object.set("changed", changed)
            return .json(object)
        }
    }

    /// A sheet of paper to sign, for whoever is registered in the course, with some rows for whoever comes besides.
    @Sendable func printed(request: Request, context: ServiceContext) async throws -> Response {
        let blank = try context.query.number("blank", in: 0...AttendanceSheetPage.mostBlankRows) ?? 5
        guard let roster = try await useCases.sessions.find.roster(of: try context.session()) else {
            throw Problem.notFound
        }
        let course = try await useCases.courses.find(roster.session.course)
        let page = AttendanceSheetPage(
            roster: roster, courseTitle: course?.course.title ?? "", organisation: settings.organisation,
            blankRows: blank, language: context.language(of: request)
        )
        return try await printer.pdf(named: "emargement-\(roster.session.id.canonical.prefix(8))") {
            .init(page.page, asOf: Instant(microseconds: roster.session.createdAt))
        }
    }

    @Sendable func history(request: Request, context: ServiceContext) async throws -> Response {
        guard let events = try await useCases.sessions.find.history(of: try context.session()) else {
            throw Problem.notFound
        }
        return .list(events.map(\.json), next: nil)
    }
}

extension ServiceContext {
    fileprivate func session() throws -> UUID {
        guard let id = UUID(canonical: try pathPart("id")) else { throw Problem.notFound }
        return id
    }
}
