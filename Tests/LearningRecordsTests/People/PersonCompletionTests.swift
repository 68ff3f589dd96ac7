import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

extension PeopleStore {
    func completes(_ number: Int, _ item: String, by agent: String) async throws {
        _ = try await records.store([CompletionScenario.says(number, "completed", item, agent: agent)])
    }

    /// Each line of the answer: who, status, and the numbers of the statements that make it so.
    func said(_ ask: (inout FindCompletions.Request) -> Void = { _ in }) async throws -> [String] {
        try await records.completions(ask).map { answer in
            let because = answer.evaluation.because.map { Int($0.statement.uuidString.suffix(12), radix: 16) ?? -1 }
            let who = answer.learner.person?.name ?? answer.learner.actor?.searchable ?? "-"
            let pending = answer.isPending ? " pending" : ""
            return "\(who): \(answer.evaluation.status.rawValue) \(because)\(pending)"
        }.sorted()
    }

    /// Every standing, as it is stored.
    func standings() async throws -> [String] {
        try await records.database.read { transaction in
            try transaction.rows("SELECT t.learner, t.course, t.status FROM standing t").map { row in
                "\(try row.integer(0)) \(try row.integer(1)) \(try row.text(2))"
            }
        }.sorted()
    }

    /// What the standings would be if all were written anew from the facts.
    func standingsAnew() async throws -> [String] {
        let outlines = records.outlines
        try await records.database.write { transaction in
            let learners = try transaction.rows("SELECT id FROM term WHERE kind IN (3, 4)").map { try $0.integer(0) }
            var update = StandingUpdate(transaction: transaction, outlines: outlines)
            try update.rewrite(Set(learners))
        }
        return try await standings()
    }
}

@Suite("completions of people")
struct PersonCompletionTests {
    @Test("two identifiers of one person count together, and the answer names the person", arguments: Engine.allCases)
    func together(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records)
            let id = try await people.make("Dupont", matricule: "004217", accounts: ["1", "2"])
            try await people.completes(1, course.items[0], by: "1")
            #expect(try await people.said() == ["Dupont: in_progress []"])
            try await people.completes(2, course.items[1], by: "2")
            #expect(try await people.said() == ["Dupont: completed [1, 2]"])
            let answers = try await people.records.completions { $0.actor = PeopleStore.account("2") }
            let learner = try #require(answers.first?.learner)
            #expect(learner.person?.id == id && learner.person?.matricule == "004217")
            #expect(learner.actor == PeopleStore.account("2"), "the one that was asked")
            #expect(try await people.said { $0.person = id } == ["Dupont: completed [1, 2]"])
            _ = try await people.records.store([voiding(numberedID(3), numberedID(2))])
            #expect(try await people.said() == ["Dupont: in_progress []"])
        }
    }

    @Test("what came before the identifier was attached counts, and goes when it goes", arguments: Engine.allCases)
    func attached(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records)
            try await people.completes(1, course.items[0], by: "1")
            try await people.completes(2, course.items[1], by: "2")
            let apart = ["1: in_progress []", "2: in_progress []"]
            #expect(try await people.said() == apart)
            let id = try await people.make("Dupont", accounts: ["1"])
            #expect(try await people.said() == ["2: in_progress []", "Dupont: in_progress []"])
            _ = try await people.change(.attach(to: id), PeopleStore.account("2"), by: "drh")
            #expect(try await people.said() == ["Dupont: completed [1, 2]"])
            #expect(try await people.said { $0.status = .completed } == ["Dupont: completed [1, 2]"])
            for account in ["1", "2"] {
                _ = try await people.change(.detach(from: id), PeopleStore.account(account), by: "drh")
            }
            #expect(try await people.said() == apart)
            #expect(try await people.said { $0.status = .completed } == [])
        }
    }

    @Test("merge then split gives back the exact earlier answers", arguments: Engine.allCases)
    func mergedAndSplit(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records)
            let one = try await people.make("Un", accounts: ["1"])
            let two = try await people.make("Deux", accounts: ["2"])
            try await people.completes(1, course.items[0], by: "1")
            try await people.completes(2, course.items[1], by: "2")
            let (before, stored) = (try await people.said(), try await people.standings())
            _ = try await people.merge(two, into: one, by: "drh")
            #expect(try await people.said() == ["Un: completed [1, 2]"])
            #expect(try await people.said { $0.person = two } == ["Un: completed [1, 2]"], "they are one")
            _ = try await people.split(two, from: one, by: "drh")
            #expect(try await people.said() == before)
            #expect(try await people.standings() == stored)
        }
    }

    @Test("a shared identifier counts for nobody, and says so", arguments: Engine.allCases)
    func shared(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            let id = try await people.make("Dupont", accounts: ["kiosk"])
            try await people.completes(1, course.items[0], by: "kiosk")
            #expect(try await people.said() == ["Dupont: completed [1]"])
            _ = try await people.change(.share, PeopleStore.account("kiosk"), by: "drh")
            try await people.completes(2, course.items[0], by: "kiosk")
            #expect(try await people.said().isEmpty)
            let asked = try await people.records.completions {
                $0.actor = PeopleStore.account("kiosk")
                $0.course = course.iri
            }
            #expect(asked.map(\.evaluation.status) == [.notStarted])
            #expect(asked.first?.learner.isShared == true)
            let person = try await people.said {
                $0.person = id
                $0.course = course.iri
            }
            #expect(person == ["Dupont: not_started []"])
            _ = try await people.change(.unshare, PeopleStore.account("kiosk"), by: "drh")
            #expect(try await people.said() == ["kiosk: completed [1]"])
        }
    }

    @Test("a person without a statement has not started; one that nobody knows is said so", arguments: Engine.allCases)
    func nothing(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records)
            let id = try await people.make("Dupont")
            let other = try await people.make("Autre", accounts: ["1"])
            func said(_ person: UUID, _ actor: String?, _ status: CompletionStatus? = nil) async throws -> [String] {
                try await people.said {
                    ($0.person, $0.course, $0.status) = (person, course.iri, status)
                    $0.actor = actor.map(PeopleStore.account)
                }
            }
            #expect(try await said(id, nil) == ["Dupont: not_started []"])
            #expect(try await said(id, nil, .notStarted) == ["Dupont: not_started []"])
            #expect(try await said(id, nil, .completed) == [])
            #expect(try await said(other, "1") == ["Autre: not_started []"])
            #expect(try await said(id, "1") == [], "that identifier is another's")
            #expect(try await said(id, "nobody") == [])
            var request = FindCompletions.Request()
            request.person = UUID()
            let find = FindCompletions(database: people.records.database, outlines: people.records.outlines)
            guard case .unknownPerson = try await find(request) else {
                Issue.record("a person that nobody knows")
                return
            }
        }
    }

    @Test("a package that comes later finds people, and nobody who is shared", arguments: Engine.allCases)
    func laterPackage(engine: Engine) async throws {
        try await engine.withPeople { people in
            _ = try await people.make("Dupont", accounts: ["1", "2"])
            _ = try await people.change(.share, PeopleStore.account("kiosk"), by: "drh")
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            for (number, agent) in ["1", "2", "3", "kiosk"].enumerated() {
                try await people.completes(number, course.iri + "/B", by: agent)
            }
            _ = try await SampleCourse.store(in: people.records, items: ["B"], digest: 2)
            #expect(try await people.said() == ["3: completed [2]", "Dupont: completed [0]"])
        }
    }

    @Test("many that are attached at once are followed step by step, and say so meanwhile", arguments: Engine.allCases)
    func queued(engine: Engine) async throws {
        try await engine.withPeople { people in
            let count = StandingUpdate.mostLearners
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            _ = try await people.records.store(
                (0..<count).map { CompletionScenario.says($0, "completed", course.items[0], agent: "\($0)") }
            )
            let table =
                "nom;matricule;compte;compte_site\n" + (0..<count).map { "N;\($0);\($0);https://ex.fr\n" }.joined()
            #expect(try await people.take(table).counts[.created] == count)
            let rewrite = RewriteStandings(database: people.records.database, outlines: people.records.outlines)
            var rounds = 0
            while try await rewrite() > 0 { rounds += 1 }
            #expect(rounds == 2)
            let answers = try await people.records.completions { $0.limit = 500 }
            #expect(answers.count == count)
            #expect(answers.allSatisfy { $0.learner.person != nil && !$0.isPending })
            #expect(try await people.standings() == people.standingsAnew())
        }
    }

    @Test("who waits is said to, and is not there twice", arguments: Engine.allCases)
    func waiting(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            _ = try await people.make("Dupont", accounts: ["1"])
            try await people.completes(1, course.items[0], by: "1")
            // As if standings had not followed yet: the identifier has a standing of its own beside the person's.
            try await people.records.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO standing (learner, course, rule, rule_version, status, changed_at)
                    SELECT i.actor, t.course, t.rule, t.rule_version, t.status, t.changed_at
                    FROM standing t JOIN person_identifier i ON i.person = t.learner
                    """
                )
                try transaction.execute("INSERT INTO standing_queue (learner, asked) SELECT learner, 0 FROM standing")
            }
            #expect(try await people.said() == ["Dupont: completed [1] pending"])
            let rewrite = RewriteStandings(database: people.records.database, outlines: people.records.outlines)
            #expect(try await rewrite() == 2)
            #expect(try await people.said() == ["Dupont: completed [1]"])
            #expect(try await people.standings().count == 1)
        }
    }

    @Test(
        "statements and identifiers that move at once, through two nodes: each counts once", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let one = PeopleStore(try await RecordStore(nodes[0]))
            let other = PeopleStore(try await RecordStore(nodes[1]))
            let course = try await SampleCourse.store(in: one.records, items: ["A", "B"])
            for round in 0..<20 {
                let id = try await one.make("Nom \(round)")
                let account = PeopleStore.account("\(round)")
                async let stored: Void = other.completes(round * 2, course.items[0], by: "\(round)")
                async let attached = one.change(.attach(to: id), account, by: "drh")
                _ = try await (stored, attached)
                async let second: Void = other.completes(round * 2 + 1, course.items[1], by: "\(round)")
                if round % 2 == 0 {
                    async let detached = one.change(.detach(from: id), account, by: "drh")
                    _ = try await detached
                }
                _ = try await second
            }
            let stored = try await one.standings()
            #expect(stored.count == 20)
            #expect(stored == (try await one.standingsAnew()))
            #expect(stored.allSatisfy { $0.hasSuffix("completed") })
        }
    }

    @Test("whatever happens in whichever order, standings are what the facts say", arguments: Engine.allCases, [1, 2])
    func random(engine: Engine, seed: UInt64) async throws {
        try await engine.withPeople { people in
            var random = SplitMix64(seed: seed)
            let course = try await SampleCourse.store(in: people.records)
            var ids: [UUID] = []
            for name in 0..<4 { ids.append(try await people.make("Personne \(name)")) }
            for number in 0..<80 {
                let account = PeopleStore.account("\(Int.random(in: 0..<6, using: &random))")
                let (id, other) = (
                    ids[Int.random(in: 0..<4, using: &random)], ids[Int.random(in: 0..<4, using: &random)]
                )
                switch Int.random(in: 0..<9, using: &random) {
                case 0, 1: _ = try await people.change(.attach(to: id), account, by: "drh")
                case 2: _ = try await people.change(.detach(from: id), account, by: "drh")
                case 3: _ = try await people.merge(other, into: id, by: "drh")
                case 4: _ = try await people.split(other, from: id, by: "drh")
                case 5: _ = try await people.change(number % 2 == 0 ? .share : .unshare, account, by: "drh")
                case 6:
                    let target = numberedID(Int.random(in: 0...number, using: &random))
                    _ = try await people.records.store([voiding(numberedID(number, group: 1), target)])
                default:
                    let item = course.items[Int.random(in: 0..<2, using: &random)]
                    try await people.completes(number, item, by: account.searchable)
                }
            }
            let stored = try await people.standings()
            #expect(stored == (try await people.standingsAnew()))
        }
    }

    @Test("a batch takes as few round trips for people as for one")
    func roundTrips() async throws {
        try await Engine.postgres.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            let table =
                "nom;matricule;compte;compte_site\n" + (0..<120).map { "N;\($0);\($0);https://ex.fr\n" }.joined()
            _ = try await people.take(table)
            func trips(_ agents: Range<Int>) async throws -> Int {
                let statements = agents.map {
                    CompletionScenario.says($0, "completed", course.items[0], agent: "\($0)")
                }
                _ = try await people.records.store(statements.map { $0.replacing("completed", with: "initialized") })
                let again = agents.map {
                    CompletionScenario.says($0 + 1_000, "completed", course.items[0], agent: "\($0)")
                }
                let before = people.records.database.roundTrips
                _ = try await people.records.store(again)
                return people.records.database.roundTrips - before
            }
            _ = try await trips(110..<111)
            let (one, many) = (try await trips(0..<1), try await trips(1..<101))
            #expect(one == many)
        }
    }
}
