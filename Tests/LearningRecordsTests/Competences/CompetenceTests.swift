import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// Standings of one learner in courses 1, 2 and 3, and what holds of a competence at time 100.
struct HoldingScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let needed: Int
    let standings: [Int64: CourseStanding]
    /// `held since until courses`; empty for whoever never held it.
    let holding: String

    init(_ sentence: String, needed: Int = 1, _ standings: [Int64: CourseStanding], _ holding: String) {
        testDescription = sentence
        self.needed = needed
        self.standings = standings
        self.holding = holding
    }

    private static func done(_ at: Int64?, _ until: Int64? = nil, _ status: CompletionStatus = .completed)
        -> CourseStanding
    {
        CourseStanding(status: status, completedAt: at, expiresAt: until)
    }

    static let all = [
        HoldingScenario("nothing", [:], ""),
        HoldingScenario("begun", [1: done(nil, nil, .inProgress)], ""),
        HoldingScenario("one, for ever", [1: done(10)], "held 10 - 1"),
        HoldingScenario("waived", [1: done(nil, nil, .waived)], "held - - 1"),
        HoldingScenario("until a day", [1: done(10, 150)], "held 10 150 1"),
        HoldingScenario("lapsed", [1: done(10, 90, .expired)], "lost 10 90 1"),
        HoldingScenario("lapsed, and its standing has not followed", [1: done(10, 100)], "lost 10 100 1"),
        HoldingScenario("another holds it up", [1: done(10, 90, .expired), 2: done(20, 150)], "held 10 150 2"),
        HoldingScenario("two of three", needed: 2, [1: done(10), 3: done(30)], "held 30 - 1,3"),
        HoldingScenario("one of two is not enough", needed: 2, [1: done(10)], ""),
        HoldingScenario(
            "two are needed, and one lapses first", needed: 2, [1: done(10, 120), 2: done(20, 150)], "held 20 120 1,2"),
        HoldingScenario(
            "two are needed, and a third is there", needed: 2, [1: done(10, 120), 2: done(20), 3: done(5, 200)],
            "held 10 200 1,2,3"),
        HoldingScenario(
            "two are needed, and one lapsed", needed: 2, [1: done(10, 90, .expired), 2: done(20)], "lost 20 90 1,2"),
    ]
}

@Suite("competences")
struct CompetenceTests {
    @Test("are held as long as enough courses are good", arguments: HoldingScenario.all)
    func holding(scenario: HoldingScenario) {
        let holding = CompetenceHolding(needed: scenario.needed, standings: scenario.standings, at: 100)
        let text = holding.map { holding in
            let times = [holding.since, holding.until].map { $0.map(String.init) ?? "-" }.joined(separator: " ")
            return "\(holding.status) \(times) \(holding.courses.map(String.init).joined(separator: ","))"
        }
        #expect(text ?? "" == scenario.holding)
    }

    /// A course that is good for a year, three people, and the competence that it gives.
    private static func fill(_ rules: RuleStore) async throws -> SampleCourse {
        let course = try await SampleCourse.store(in: rules.records, items: ["A"])
        _ = try await rules.make("annuel", complete: #"{"rule":"scorm12.default"}"#, more: #","validity":"P12M""#)
        _ = try await rules.put("annuel", in: course)
        _ = try await rules.people.take(
            """
            matricule;nom;compte;compte_site;service
            1;Un;1;https://ex.fr;Voirie
            2;Deux;2;https://ex.fr;Parcs
            3;Trois;3;https://ex.fr;Eau
            """)
        let database = rules.records.database
        let title = LocalizedText(french: "Secouriste", english: "First aider")
        let draft = CompetenceDraft(title: title, needed: 1, courses: [course.iri])
        guard case .created = try await SaveCompetence(database: database)(draft, as: "sst", by: "drh"),
            case .unchanged = try await SaveCompetence(database: database)(draft, as: "sst", by: "drh")
        else { throw StoreError.unavailable }
        return course
    }

    private static let month: Int64 = 30 * 86_400_000_000

    @Test("have holders, who lose them, and coverage with zeros", arguments: Engine.allCases)
    func holders(engine: Engine) async throws {
        try await engine.withRules { rules in
            let (course, database) = (try await Self.fill(rules), rules.records.database)
            let find = FindHolders(database: database)
            func names(_ change: (inout FindHolders.Request) -> Void = { _ in }) async throws -> [String] {
                var request = FindHolders.Request(competence: "sst")
                change(&request)
                return try #require(try await find(request)).items.compactMap { $0.learner.person?.name }
            }
            try await rules.people.completes(1, course.items[0], by: "1")
            rules.clock.advance(seconds: 10 * 30 * 86_400)
            try await rules.people.completes(2, course.items[0], by: "2")
            #expect(Set(try await names()) == ["Un", "Deux"])
            #expect(try await names { $0.within = 3 * Self.month } == ["Un"])
            #expect(try await names { $0.attributes[.service] = "Parcs" } == ["Deux"])
            let coverage = try #require(try await find.coverage(of: "sst", by: .service, within: 3 * Self.month))
            #expect(
                coverage.lines.map { "\($0.value ?? "-") \($0.held) \($0.expiring) \($0.lost) \($0.people)" }
                    == ["Eau 0 0 0 1", "Parcs 1 0 0 1", "Voirie 1 1 0 1"])
            rules.clock.advance(seconds: 3 * 30 * 86_400)
            #expect(try await names { $0.status = .lost } == ["Un"], "before its standing follows")
            _ = try await rules.expire()
            #expect(try await names { $0.status = .lost } == ["Un"])
            #expect(try await names { $0.status = .held } == ["Deux"])
            _ = try await rules.records.store([voiding(numberedID(9), numberedID(2))])
            #expect(try await names { $0.status = .held } == [])
            var first = FindPeople.Request()
            first.matricule = "1"
            let one = try #require(try await rules.people.find(first).items.first?.id)
            #expect(try await find.held(by: one)?.map(\.holding.status) == [.lost])
            #expect(try await find.held(by: UUID()) == nil)
        }
    }
}
