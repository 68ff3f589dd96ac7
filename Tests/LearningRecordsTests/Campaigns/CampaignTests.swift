import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("campaigns")
struct CampaignTests {
    /// A path of a course, then one of two, for everybody of Voirie, and a campaign of ten days.
    private struct Place: Sendable {
        let rules: RuleStore
        let courses: [SampleCourse]
        let campaign: Campaign

        var database: any Database { rules.records.database }

        init(_ rules: RuleStore, people: Int) async throws {
            self.rules = rules
            var table = "matricule;nom;compte;compte_site;service\n"
            for number in 1...people { table += "\(number);N\(number);\(number);https://ex.fr;Voirie\n" }
            _ = try await rules.people.take(table)
            var courses: [SampleCourse] = []
            for name in ["A", "B", "C"] {
                let digest = UInt8(courses.count + 1)
                courses.append(
                    try await SampleCourse.store(in: rules.records, items: [name], digest: digest, identifier: name))
            }
            self.courses = courses
            let path = PathDraft(
                title: LocalizedText(french: "f", english: "e"), isOrdered: false, audience: [.service: "Voirie"],
                steps: [
                    .init(needed: 1, courses: [courses[0].iri]),
                    .init(needed: 1, courses: [courses[1].iri, courses[2].iri]),
                ]
            )
            _ = try await SavePath(database: rules.records.database)(path, as: "accueil", following: nil, by: "drh")
            let start = StartCampaign(
                database: rules.records.database, outlines: rules.records.outlines, newID: { UUID() }
            )
            let draft = CampaignDraft(
                title: LocalizedText(french: "Accueil", english: "Welcome"), path: "accueil", audience: nil,
                deadline: rules.clock.now() + 10 * 86_400_000_000
            )
            guard case .started(let campaign) = try await start(draft, by: "drh") else { throw StoreError.unavailable }
            self.campaign = campaign
            try await settle()
        }

        func settle() async throws {
            let rewrite = RewriteStandings(database: database, outlines: rules.records.outlines)
            while try await rewrite() > 0 {}
        }

        func counts() async throws -> [CampaignState: Int] {
            let report = try #require(try await FindCampaigns(database: database)(campaign.id))
            #expect(report.services.map(\.counts.total).reduce(0, +) == report.counts.total)
            return report.counts.byState.filter { $0.value > 0 }
        }

        func names(_ state: CampaignState?, limit: Int = 50) async throws -> [String] {
            var request = FindCampaignPeople.Request(campaign: campaign.id)
            (request.state, request.limit) = (state, limit)
            var names: [String] = []
            repeat {
                let page = try #require(try await FindCampaignPeople(database: database)(request))
                names += page.items.compactMap { $0.learner.person?.name }
                request.cursor = page.next
            } while request.cursor != nil
            return names
        }

        func completes(_ number: Int, _ course: Int, by account: String) async throws {
            try await rules.people.completes(number, courses[course].items[0], by: account)
        }
    }

    @Test("of 800 people says who is done, and who is late", arguments: Engine.allCases)
    func large(engine: Engine) async throws {
        try await engine.withRules { rules in
            let place = try await Place(rules, people: 800)
            #expect(try await place.counts() == [.notStarted: 800])
            let registered = try await place.rules.records.completions { request in
                (request.status, request.limit, request.path) = (.notStarted, 500, "accueil")
            }
            #expect(registered.count == 500, "everybody stands in what the path needs of all")
            #expect(Set(registered.map(\.course.id)) == [place.courses[0].iri])
            try await place.completes(1, 0, by: "1")
            try await place.completes(2, 2, by: "1")
            try await place.completes(3, 1, by: "2")
            #expect(try await place.counts() == [.completed: 1, .inProgress: 1, .notStarted: 798])
            rules.clock.advance(seconds: 11 * 86_400)
            #expect(try await place.counts() == [.completed: 1, .late: 799])
            try await place.completes(4, 0, by: "2")
            #expect(try await place.counts() == [.completed: 1, .completedLate: 1, .late: 798])
            #expect(try await place.names(.completedLate) == ["N2"])
            let late = try await place.names(.late, limit: 150)
            #expect(late.count == 798 && Set(late).count == 798)
            _ = try await rules.records.store([voiding(numberedID(9), numberedID(2))])
            #expect(try await place.counts() == [.completedLate: 1, .late: 799], "a void reopens")
            let moved = try await MoveDeadline(database: place.database)(
                place.campaign.id, to: rules.clock.now() + 86_400_000_000, by: "drh")
            #expect(moved != nil)
            #expect(try await place.counts() == [.completed: 1, .inProgress: 1, .notStarted: 798])
        }
    }

    @Test("who comes later is asked when somebody says so; who was merged has no line", arguments: Engine.allCases)
    func extended(engine: Engine) async throws {
        try await engine.withRules { rules in
            let place = try await Place(rules, people: 3)
            let other = try await rules.people.make("Autre", matricule: "90")
            _ = try await rules.people.take("matricule;nom;service\n91;Nouveau;Voirie\n")
            #expect(try await place.counts() == [.notStarted: 3])
            let extend = ExtendCampaign(
                database: place.database, outlines: rules.records.outlines, newID: { UUID() }
            )
            for (person, added) in [(nil, 1), (nil, 0), (other, 1), (other, 0)] {
                guard case .extended(_, let count) = try await extend(place.campaign.id, person: person, by: "drh")
                else { throw StoreError.unavailable }
                #expect(count == added)
            }
            #expect(Set(try await place.names(nil)) == ["N1", "N2", "N3", "Autre", "Nouveau"])
            var first = FindPeople.Request()
            first.matricule = "1"
            let into = try #require(try await rules.people.find(first).items.first?.id)
            _ = try await rules.people.merge(other, into: into, by: "drh")
            #expect(Set(try await place.names(nil)) == ["N1", "N2", "N3", "Nouveau"])
        }
    }

    @Test("an unknown path, nobody and a deadline that has passed are refused", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await engine.withRules { rules in
            let place = try await Place(rules, people: 1)
            let start = StartCampaign(
                database: place.database, outlines: rules.records.outlines, newID: { UUID() }
            )
            let title = LocalizedText(french: "f", english: "e")
            let cases: [(CampaignDraft, CampaignRefusal)] = [
                (.init(title: title, path: "x", audience: nil, deadline: .max), .unknownPath),
                (.init(title: title, path: "accueil", audience: nil, deadline: 1), .deadlineIsOver),
                (.init(title: title, path: "accueil", audience: [:], deadline: .max), .nobodyAsked),
            ]
            for (draft, refusal) in cases {
                guard case .refused(let answer) = try await start(draft, by: "drh") else {
                    Issue.record("started")
                    continue
                }
                #expect(answer == refusal)
            }
            let extend = ExtendCampaign(
                database: place.database, outlines: rules.records.outlines, newID: { UUID() }
            )
            guard case .refused(.unknownCampaign) = try await extend(UUID(), person: nil, by: "drh") else {
                Issue.record("extended")
                return
            }
        }
    }
}
