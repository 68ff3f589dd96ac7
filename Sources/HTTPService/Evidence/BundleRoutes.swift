import Completion
import EvidenceVerification
import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import XAPI

/// Bundles of evidence: asked for, built on disk, then fetched (`docs/evidence.md`).
struct BundleRoutes: Sendable {
    let evidence: EvidenceUseCases
    let settings: ServiceSettings
    let printer: Printer

    private static let path = "/api/v1/evidence/bundles"
    private static let mostPrintedLines = 10_000

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.evidence]), use: ask).readingLearners().openToInspections(),
            Route(.get, Self.path + "/{id}", .anyOf([.evidence]), use: show).readingLearners().openToInspections(),
            Route(.get, Self.path + "/{id}/file", .anyOf([.evidence]), use: file).readingLearners().openToInspections(),
            Route(.get, Self.path + "/{id}/summary.pdf", .anyOf([.evidence]), use: printed).readingLearners()
                .openToInspections(),
        ]
    }

    @Sendable func ask(request: Request, context: ServiceContext) async throws -> Response {
        guard request.mediaType == "application/json" else { throw Problem.jsonOnly }
        let bytes = try await BodyReader(limit: 1 << 20, timeout: settings.bodyTimeout).read(request)
        let asked = try AskedBundle(reading: try JSONDocument(reading: bytes).root)
        context.subject?.tell(
            person: asked.question.person ?? (asked.people?.count == 1 ? asked.people?.first : nil),
            actor: asked.question.actor.flatMap(InverseFunctionalIdentifier.init(canonical:)), question: asked.logged
        )
        let outcome = try await evidence.bundles.ask(
            asked.question, about: asked.people, of: asked.attributes, in: asked.courses, since: asked.since,
            by: try context.caller().key, inside: try context.reach()
        )
        switch outcome {
        case .success(let bundle):
            var response = Response.json(bundle.json, status: .accepted)
            response.headers[.location] = Self.path + "/" + bundle.id
            return response
        case .failure(let refusal): throw Problem(refusal)
        }
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        .json(try await bundle(in: context).json)
    }

    @Sendable func file(request: Request, context: ServiceContext) async throws -> Response {
        let (bundle, path) = try await readyBundle(in: context)
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 0)
        let body = ResponseBody(contentLength: Int(size)) { writer in
            defer { try? file.close() }
            while let piece = try file.read(upToCount: 256 << 10), !piece.isEmpty {
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/zip", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"releve-\(bundle.id.prefix(8)).zip\"",
            ],
            body: body
        )
    }

    /// The readable part on paper, in French as in the bundle.
    @Sendable func printed(request: Request, context: ServiceContext) async throws -> Response {
        let (bundle, path) = try await readyBundle(in: context)
        // Some four lines of the answer fill a sheet; nobody waits for what would be refused in the end.
        guard bundle.claims <= Self.mostPrintedLines else { throw Printer.tooLong }
        return try await printer.pdf(named: "releve-\(bundle.id.prefix(8))") {
            let summary = try ReadSummary()(path)
            return .init(summary.page, asOf: summary.asOf)
        }
    }

    private func readyBundle(in context: ServiceContext) async throws -> (bundle: EvidenceBundle, path: String) {
        let bundle = try await bundle(in: context)
        guard let path = evidence.bundles.file(of: bundle) else {
            throw Problem(
                .notYetProven, french: "Cette archive n’est pas prête : voyez son état.",
                english: "This bundle is not ready: look at its state."
            )
        }
        return (bundle, path)
    }

    private func bundle(in context: ServiceContext) async throws -> EvidenceBundle {
        let caller = try context.caller()
        // An auditor fetches what the auditor asked for.
        let key = caller.inspection == nil ? nil : caller.key
        guard let bundle = try await evidence.bundles.find(try context.pathPart("id"), askedBy: key) else {
            throw Problem.notFound
        }
        return bundle
    }
}

extension EvidenceBundle {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("id", id)
        object.set("state", state.rawValue)
        object.set("outcome", outcome)
        object.set("question", json: question)
        object.set("records", json: progress)
        object.set("claims", claims)
        object.set("asked_at", Instant(microseconds: askedAt).rfc3339)
        object.set("finished_at", finishedAt.map { Instant(microseconds: $0).rfc3339 })
        object.set("file", state == .ready ? "/api/v1/evidence/bundles/\(id)/file" : nil)
        object.set("summary", state == .ready ? "/api/v1/evidence/bundles/\(id)/summary.pdf" : nil)
        return object.json
    }

    private var progress: [UInt8] {
        var object = JSONObject()
        object.set("done", done)
        object.set("total", total)
        return object.json
    }
}

extension Problem {
    fileprivate init(_ refusal: BundleRefusal) {
        switch refusal {
        case .outside(let refusal): self.init(refusal)
        case .unknownPerson(let place):
            self = .invalid("/people/\(place)", french: "Personne n’a cet id.", english: "Nobody has this id.")
        case .unknownCourse(let place):
            self = .invalid("/courses/\(place)", french: "Aucun cours n’a cet id.", english: "No course has this id.")
        case .tooManyPeople:
            self = .invalid(
                "", french: "Plus de \(BundleShelf.mostPeople) personnes : demandez plusieurs archives.",
                english: "More than \(BundleShelf.mostPeople) people: ask for several bundles."
            )
        case .tooManyLines:
            let most = BundleShelf.mostLines
            self = .invalid(
                "/courses", french: "Personnes fois cours font plus de \(most) lignes : nommez-en moins.",
                english: "People times courses are more than \(most) lines: name fewer."
            )
        }
    }
}

/// `{"person": "…", "actor": {Agent}, "course": "…", "courses": ["…"], "status": "completed", "people": ["…"], "service": "…",
/// "completed_since": "2026-01-01", "completed_before": "…", "since": 1234}`, each where it is there.
private struct AskedBundle {
    private static let members: Set<String> = QueryParameters.attributes.union([
        "person", "actor", "course", "courses", "status", "since", "people", "completed_since", "completed_before",
    ])

    let question: BundleQuestion
    let people: [UUID]?
    let attributes: [AttributeName: String]
    let courses: [String]?
    let since: UInt64?

    init(reading json: JSONValue) throws {
        guard json.kind == .object else {
            throw Problem.invalid("", french: "Un objet est attendu.", english: "An object is expected.")
        }
        for (key, _) in json.members where !Self.members.contains(key) {
            throw Problem.unknownMember(JSONPointer().appending(key), known: Self.members)
        }
        let person = try json.value("person") { $0.string.flatMap { UUID(uuidString: $0) } }
        let actor = try json.value("actor") { (try? Actor(reading: $0))?.identifier }
        let status = try json.value("status") { $0.string.flatMap(CompletionStatus.init(rawValue:)) }
        let course = try json.value("course", Self.iri)
        courses = try json.value("courses", Self.courses)
        guard course == nil || courses == nil else {
            throw Problem.invalid(
                "/courses", french: "Soit « course », soit « courses ».", english: "Either “course” or “courses”."
            )
        }
        since = try json.value("since") { $0.integer.flatMap(UInt64.init(exactly:)) }
        var question = BundleQuestion(person: person, actor: actor, course: course, status: status)
        question.completedSince = try json.value("completed_since", Self.moment)
        question.completedBefore = try json.value("completed_before", Self.moment)
        self.question = question
        people = try json.value("people", Self.people)
        var attributes: [AttributeName: String] = [:]
        for name in AttributeFilter.names {
            attributes[name] = try json.value(name.rawValue) { value in
                value.string.flatMap { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 }
            }
        }
        self.attributes = attributes
    }

    /// As the access log has it.
    var logged: [String: String] {
        var values = Dictionary(uniqueKeysWithValues: attributes.map { ($0.key.rawValue, $0.value) })
        (values["course"], values["status"]) = (question.course, question.status?.rawValue)
        values["completed_since"] = question.completedSince.map { Instant(microseconds: $0).rfc3339 }
        values["completed_before"] = question.completedBefore.map { Instant(microseconds: $0).rfc3339 }
        // Which they are stands in the bundle, which is kept for a week, and its summary.
        values["people"] = people.map { String($0.count) }
        values["courses"] = courses.map { String($0.count) }
        return values
    }

    /// A day, whose first moment in UTC is meant, or a point in time.
    private static func moment(_ json: JSONValue) -> Int64? {
        guard let text = json.string else { return nil }
        return Instant(iso8601: Day(text).map { $0.text + "T00:00:00Z" } ?? text)?.microseconds
    }

    private static func iri(_ json: JSONValue) -> String? {
        json.string.flatMap { $0.utf8.contains(0) ? nil : $0 }
    }

    private static func courses(_ json: JSONValue) -> [String]? {
        guard json.kind == .array, (1...BundleShelf.mostCourses).contains(json.count) else { return nil }
        let iris = json.elements.compactMap(iri)
        return iris.count == json.count ? iris : nil
    }

    private static func people(_ json: JSONValue) -> [UUID]? {
        guard json.kind == .array, (1...BundleShelf.mostPeople).contains(json.count) else { return nil }
        let ids = json.elements.compactMap { $0.string.flatMap { UUID(uuidString: $0) } }
        return ids.count == json.count ? ids : nil
    }
}

extension JSONValue {
    /// A member that is absent or null, or read by `read`, which gives nil for what cannot be.
    fileprivate func value<Value>(_ name: String, _ read: (JSONValue) -> Value?) throws(Problem) -> Value? {
        guard let value = self[key: name], !value.isNull else { return nil }
        guard let found = read(value) else {
            throw .invalid(
                "/\(name)", french: "N’est pas de la forme attendue.", english: "Is not of the form expected.")
        }
        return found
    }
}
