import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// Competences: made, shown, and who holds them (`docs/competences.md`).
struct CompetenceRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let path = "/api/v1/competences"
    private static let one = path + "/{id}"
    private static let questions = CSVTable.parameters.union(QueryParameters.attributes)
        .union(["status", "within", "limit", "cursor"])
    /// Ninety days.
    private static let soon: Int64 = 90 * 86_400_000_000

    var routes: [Route] {
        [
            Route(.get, Self.path, .anyOf([.rules, .completions]), parameters: ["limit", "cursor"], use: list),
            Route(.get, Self.one, .anyOf([.rules, .completions]), use: show),
            Route(.put, Self.one, .anyOf([.rules]), use: save),
            Route(.get, Self.one + "/holders", .anyOf([.completions]), parameters: Self.questions, use: listHolders)
                .readingLearners(),
            Route(
                .get, Self.one + "/coverage", .anyOf([.completions]),
                parameters: CSVTable.parameters.union(["by", "within"]), use: cover
            ),
            Route(.get, PeopleRoutes.path + "/{id}/competences", .anyOf([.completions, .people]), use: listHeld)
                .readingLearners(),
        ]
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindCompetences.largestPage) ?? 50
        let found = try await useCases.competences.find(after: context.query["cursor"], limit: limit)
        let last = found.count == limit ? found.last : nil
        let next = last.map { Self.path + "?" + context.query.setting("cursor", $0.id).query }
        return .list(found.map(\.json.json), next: next)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        guard let competence = try await useCases.competences.find(try context.pathPart("id")) else {
            throw Problem.notFound
        }
        return .json(competence.json)
    }

    @Sendable func save(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.pathPart("id")
        guard SavePath.isID(id) else { throw Problem.notFound }
        let draft = try CompetenceDraft(reading: try await settings.jsonObject(of: request))
        switch try await useCases.competences.save(draft, as: id, by: try context.caller().key) {
        case .created(let competence): return .json(competence.json, status: .created)
        case .unchanged(let competence): return .json(competence.json)
        case .unknownCourse(let place):
            throw Problem.invalid(
                "/courses/\(place)", french: "Aucun cours n’a cet id.", english: "No course has this id."
            )
        }
    }

    @Sendable func listHolders(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        var asked = FindHolders.Request(competence: try context.pathPart("id"))
        asked.status = try query.holdingStatus()
        asked.within = try query.within()
        asked.attributes = query.attributeValues
        asked.limit = try query.number("limit", in: 1...FindHolders.largestPage) ?? asked.limit
        asked.offset = try query.number("cursor", in: 0...100_000_000) ?? 0
        let csv = try query.table()
        guard let page = try await useCases.competences.holders(asked) else { throw Problem.notFound }
        let address = "\(Self.path)/\(page.competence.id)/holders?"
        let next = page.next.map { address + query.setting("cursor", String($0)).query }
        let rows = [FindHolders.Holder.columns] + page.items.map { $0.cells(of: page.competence) }
        if let csv { return csv.response(rows, named: "holders", next: next) }
        var object = JSONObject()
        object.set("items", json: JSONLiteral.array(page.items.map(\.json)))
        object.set("next", next)
        object.set("total", page.total)
        return .json(object)
    }

    @Sendable func cover(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        let names = AttributeFilter.names
        guard let name = names.first(where: { $0.rawValue == query["by"] ?? "service" }) else {
            let list = names.map(\.rawValue).joined(separator: ", ")
            throw Problem.invalidParameter("by", french: "un de : \(list).", english: "one of: \(list).")
        }
        let (within, csv) = (try query.within() ?? Self.soon, try query.table())
        let id = try context.pathPart("id")
        guard let found = try await useCases.competences.holders.coverage(of: id, by: name, within: within) else {
            throw Problem.notFound
        }
        if let csv { return csv.response(found.rows(by: name), named: "coverage", next: nil) }
        let holders = "\(Self.path)/\(found.competence.id)/holders?"
        return .list(found.lines.map { found.json(of: $0, by: name, holders) }, next: nil)
    }

    @Sendable func listHeld(request: Request, context: ServiceContext) async throws -> Response {
        guard let held = try await useCases.competences.holders.held(by: try context.person()) else {
            throw Problem.notFound
        }
        return .list(
            held.map { competence, holding in
                var object = JSONObject()
                object.set("competence", json: competence.reference.json)
                holding.add(to: &object)
                return object.json
            }, next: nil
        )
    }
}

extension FindHolders.Coverage {
    fileprivate typealias Line = (value: String?, held: Int, expiring: Int, lost: Int, people: Int)

    /// - Parameter holders: the address of the list behind the line.
    fileprivate func json(of line: Line, by name: AttributeName, _ holders: String) -> [UInt8] {
        var object = JSONObject()
        object.set(name.rawValue, line.value)
        object.set("people", line.people)
        object.set("held", line.held)
        object.set("expiring", line.expiring)
        object.set("lost", line.lost)
        object.set("list", holders + QueryParameters([name.rawValue: line.value ?? ""]).query)
        return object.json
    }

    fileprivate func rows(by name: AttributeName) -> [[String]] {
        [[name.rawValue, "people", "held", "expiring", "lost"]]
            + lines.map { line in
                [line.value ?? ""] + [line.people, line.held, line.expiring, line.lost].map { String($0) }
            }
    }
}

extension QueryParameters {
    fileprivate func holdingStatus() throws(Problem) -> CompetenceHolding.Status? {
        guard let text = self["status"] else { return nil }
        guard let status = CompetenceHolding.Status(rawValue: text) else {
            throw .invalidParameter("status", french: "held ou lost.", english: "held or lost.")
        }
        return status
    }

    /// µs of an ISO 8601 duration.
    fileprivate func within() throws(Problem) -> Int64? {
        guard let text = self["within"] else { return nil }
        guard let duration = ISODuration(iso8601: text), duration.microseconds > 0 else {
            throw .invalidParameter(
                "within", french: "une durée ISO 8601, comme P90D.", english: "an ISO 8601 duration, such as P90D."
            )
        }
        return duration.microseconds
    }
}
