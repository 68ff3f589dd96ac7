import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import Logging
import XAPI

/// Campaigns: started, extended, counted, and who is late (`docs/campaigns.md`).
struct CampaignRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    static let path = "/api/v1/campaigns"
    private static let one = path + "/{id}"
    private static let people = one + "/people"
    private static let questions = CSVTable.parameters.union(QueryParameters.attributes)
        .union(["state", "limit", "cursor"])

    var routes: [Route] {
        [
            Route(.post, Self.path, .anyOf([.people]), use: start),
            Route(.get, Self.path, .anyOf([.people, .completions]), parameters: ["limit", "cursor"], use: list),
            Route(.get, Self.one, .anyOf([.completions]), use: show),
            Route(.patch, Self.one, .anyOf([.people]), use: moveDeadline),
            Route(.get, Self.people, .anyOf([.completions]), parameters: Self.questions, use: listPeople)
                .readingLearners(),
            Route(.post, Self.people, .anyOf([.people]), use: extend),
        ]
    }

    @Sendable func start(request: Request, context: ServiceContext) async throws -> Response {
        let draft = try CampaignDraft(reading: try await settings.jsonObject(of: request))
        switch try await useCases.campaigns.start(draft, by: try context.caller().key) {
        case .started(let campaign):
            context.logger.info("campaign started", metadata: ["campaign": "\(campaign.id.canonical)"])
            return .json(campaign.json, status: .created)
        case .refused(let refusal): throw Problem(refusal)
        }
    }

    @Sendable func list(request: Request, context: ServiceContext) async throws -> Response {
        let limit = try context.query.number("limit", in: 1...FindCampaigns.largestPage) ?? 20
        let before = try context.query.number("cursor", in: 1...Int.max).map(Int64.init)
        let (items, next) = try await useCases.campaigns.find(before: before, limit: limit)
        let link = next.map { Self.path + "?" + context.query.setting("cursor", String($0)).query }
        return .list(items.map(\.json.json), next: link)
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        guard let report = try await useCases.campaigns.find(try context.campaign()) else { throw Problem.notFound }
        return .json(report.json)
    }

    /// `{"deadline": "2027-01-31"}`.
    @Sendable func moveDeadline(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request)
        try body.requireMembers(["deadline"])
        let deadline = try CampaignDraft.deadline(body[key: "deadline"])
        let key = try context.caller().key
        let moved = try await useCases.campaigns.moveDeadline(try context.campaign(), to: deadline, by: key)
        guard let moved else { throw Problem.notFound }
        return .json(moved.json)
    }

    @Sendable func listPeople(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        var asked = FindCampaignPeople.Request(campaign: try context.campaign())
        asked.state = try query.campaignState()
        asked.attributes = query.attributeValues
        asked.limit = try query.number("limit", in: 1...FindCampaignPeople.largestPage) ?? asked.limit
        asked.cursor = try query.completionCursor()
        let csv = try query.table()
        guard let page = try await useCases.campaigns.people(asked) else { throw Problem.notFound }
        let day = Day(containing: page.asOf)
        let address = Self.path + "/\(page.campaign.id.canonical)/people?"
        let next = page.next.map { address + query.setting("cursor", $0.text).query }
        let rows = [CampaignMember.columns] + page.items.map { $0.cells(in: page.campaign, on: day) }
        return csv?.response(rows, named: "campaign", next: next)
            ?? .list(page.items.map { $0.json(on: day) }, next: next)
    }

    /// `{}` for everybody who has come to the audience since, `{"person": "…"}` for one more.
    @Sendable func extend(request: Request, context: ServiceContext) async throws -> Response {
        let body = try await settings.jsonObject(of: request)
        try body.requireMembers(["person"])
        let person = try body[key: "person"].map { value throws(Problem) in try value.personID() }
        let key = try context.caller().key
        switch try await useCases.campaigns.extend(try context.campaign(), person: person, by: key) {
        case .refused(let refusal): throw Problem(refusal)
        case .extended(let campaign, let added):
            var object = campaign.json
            object.set("added", added)
            return .json(object)
        }
    }
}

extension JSONValue {
    fileprivate func personID() throws(Problem) -> UUID {
        guard let id = string.flatMap(UUID.init(uuidString:)) else {
            throw .invalid("/person", french: "L’id d’une personne.", english: "The id of a person.")
        }
        return id
    }
}

extension ServiceContext {
    fileprivate func campaign() throws -> UUID {
        guard let id = UUID(uuidString: try pathPart("id")) else { throw Problem.notFound }
        return id
    }
}

extension QueryParameters {
    fileprivate func campaignState() throws(Problem) -> CampaignState? {
        guard let text = self["state"] else { return nil }
        guard let state = CampaignState(rawValue: text) else {
            let list = CampaignState.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("state", french: "un de : \(list).", english: "one of: \(list).")
        }
        return state
    }
}

extension Problem {
    fileprivate init(_ refusal: CampaignRefusal) {
        switch refusal {
        case .unknownCampaign: self = .notFound
        case .unknownPath:
            self = .invalid("/path", french: "Aucun parcours n’a cet id.", english: "No path has this id.")
        case .unknownPerson:
            self = .invalid("/person", french: "Personne n’a cet id.", english: "Nobody has this id.")
        case .nobodyAsked:
            self = .invalid(
                "/for", french: "Dites pour qui : un service, un métier, un employeur, une catégorie.",
                english: "Say for whom: a service, a métier, an employer, a category."
            )
        case .tooManyPeople:
            let most = RegisterPeople.mostPeople
            self = .invalid(
                "/for", french: "Plus de \(most) personnes ; faites plusieurs campagnes.",
                english: "More than \(most) people; make several campaigns."
            )
        case .deadlineIsOver:
            self = .invalid(
                "/deadline", french: "Cette échéance est passée.", english: "This deadline has passed."
            )
        }
    }
}
