import Foundation
import Persistence
import TestSupport
import XAPI

@testable import LearningRecords

/// What the training department asks beyond completions.
extension EveryUse {
    func keepCampaigns(_ person: UUID) async throws {
        let (database, outlines) = (records.database, records.outlines)
        let draft = CampaignDraft(
            title: LocalizedText(french: "f", english: "e"), path: "a", audience: nil, deadline: .max
        )
        let start = StartCampaign(database: database, outlines: outlines, newID: { UUID() })
        guard case .started(let campaign) = try await start(draft, by: "a") else { return }
        let extend = ExtendCampaign(database: database, outlines: outlines, newID: { UUID() })
        for person in [nil, person] { _ = try await extend(campaign.id, person: person, by: "a") }
        _ = try await MoveDeadline(database: database)(campaign.id, to: 1, by: "a")
        let find = FindCampaigns(database: database)
        _ = (try await find(before: nil, limit: 1), try await find(campaign.id))
        _ = try await FindCampaignPeople(database: database)(.init(campaign: campaign.id))
    }

    func spend(_ course: SampleCourse) async throws {
        let set = SetPrice(database: records.database)
        for basis in CoursePrice.Basis.allCases {
            let price = CoursePrice(from: Day(number: 0), cents: 1, basis: basis, funded: 0, funder: nil)
            _ = (try await set(price, of: course.iri, by: "a"), try await set.prices(of: course.iri))
        }
        let obligation = Obligation(year: 2025, employer: "Ville", cents: 1, reason: "a")
        _ = try await SetObligation(database: records.database)(obligation, by: "a")
        let measure = MeasureSpending(database: records.database)
        for dimension in MeasureSpending.Dimension.all { _ = try await measure(.init(year: 2025, by: dimension)) }
    }

    func qualify(_ course: SampleCourse, _ person: UUID) async throws {
        let title = LocalizedText(french: "f", english: "e")
        for needed in [1, 1, 2] {
            let draft = CompetenceDraft(title: title, needed: needed, courses: [course.iri])
            _ = try await SaveCompetence(database: records.database)(draft, as: "a", by: "a")
        }
        let find = FindCompetences(database: records.database)
        _ = (try await find(after: nil, limit: 1), try await find("a"))
        let holders = FindHolders(database: records.database)
        var request = FindHolders.Request(competence: "a")
        request.attributes[.service] = "Voirie"
        _ = (try await holders(request), try await holders.held(by: person))
        _ = try await holders.coverage(of: "a", by: .service, within: 1)
    }

    func takeHistory() async throws {
        let imports = ImportHistory(
            database: records.database, store: records.storeStatements, outlines: records.outlines,
            publicURL: "https://releve.example.fr"
        )
        let table = "matricule;mail;cours;titre;date\n1;;X;X;2020-01-01\n;x@ex.fr;X;X;2020-01-01\n"
        for _ in 0..<2 { _ = try await imports(Array(table.utf8), source: "cnfpt", isDryRun: false, by: "a") }
    }

    func giveCodes(_ person: UUID) async throws {
        let give = GiveAccessCodes(database: records.database, publicURL: "https://releve.example.fr") { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }
        for whom in [GiveAccessCodes.Whom.people([person]), .everybody([.service: "Voirie"])] {
            guard case .given(let given) = try await give(whom, by: "a"), let code = given.first?.code else { continue }
            _ = try await FindByAccessCode(database: records.database)(code)
        }
        _ = try await TakeAccessCode(database: records.database)(from: person, by: "a")
    }
}
