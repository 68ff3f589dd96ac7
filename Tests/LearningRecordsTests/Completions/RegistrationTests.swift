import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("registrations")
struct RegistrationTests {
    private static func report(_ outcome: RegisterPeople.Outcome) -> RegisterPeople.Report? {
        if case .registered(let report) = outcome { report } else { nil }
    }

    @Test("whoever is registered stands as not started, until they begin", arguments: Engine.allCases)
    func one(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            let id = try await people.make("Dupont", accounts: ["1"])
            let report = Self.report(try await people.register(.person(id), in: course.iri, by: "drh"))
            let registration = try #require(report?.registration)
            #expect(report == .init(registered: 1, already: 0, registration: registration))
            #expect(try await people.said { $0.status = .notStarted } == ["Dupont: not_started []"])
            let answer = try await people.records.completions { $0.course = course.iri }.first
            #expect(answer?.registered?.id == registration)
            let again = Self.report(try await people.register(.person(id), in: course.iri, by: "drh"))
            #expect(again == .init(registered: 0, already: 1, registration: registration))
            try await people.completes(1, course.items[0], by: "1")
            #expect(try await people.said() == ["Dupont: completed [1]"])
            #expect(try await people.kinds(id).first == .registered)
            _ = try await people.records.store([voiding(numberedID(2), numberedID(1))])
            #expect(try await people.said() == ["Dupont: not_started []"])
        }
    }

    @Test("a registration that is withdrawn leaves what was done, and nothing else", arguments: Engine.allCases)
    func withdrawn(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            let withdraw = WithdrawRegistration(database: people.records.database, outlines: people.records.outlines)
            var registrations: [UUID] = []
            for name in ["1", "2"] {
                let id = try await people.make("Nom \(name)", accounts: [name])
                let outcome = try await people.register(.person(id), in: course.iri, by: "drh")
                registrations.append(try #require(Self.report(outcome)?.registration))
            }
            try await people.completes(1, course.items[0], by: "1")
            for registration in registrations { #expect(try await withdraw(registration, by: "drh")) }
            #expect(try await !withdraw(registrations[0], by: "drh"))
            #expect(try await people.said() == ["Nom 1: completed [1]"])
            #expect(try await people.standings() == people.standingsAnew())
        }
    }

    @Test("everybody of a service today, whoever was merged left out; many follow in steps", arguments: Engine.allCases)
    func service(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            let count = StandingUpdate.mostLearners + 1
            let table = "nom;matricule;service\n" + (0..<count).map { "Nom;\($0);Voirie\n" }.joined()
            #expect(try await people.take(table + "Autre;a;Parcs\n").counts[.created] == count + 1)
            var draft = PersonDraft()
            (draft.matricule, draft.values) = ("a", [.init(.service, "Voirie", from: Day("2999-01-01"))])
            _ = try await people.save(draft, by: "drh")
            let target = RegisterPeople.Target.everybody([.service: "Voirie"])
            let report = Self.report(try await people.register(target, in: course.iri, by: "drh"))
            #expect(report == .init(registered: count, already: 0, registration: nil))
            let rewrite = RewriteStandings(database: people.records.database, outlines: people.records.outlines)
            while try await rewrite() > 0 {}
            let lines = try await people.records.completions {
                $0.limit = 500
                $0.attributes.values = [.service: "Voirie"]
            }
            #expect(lines.count == count && lines.allSatisfy { $0.evaluation.status == .notStarted })
            #expect(Set(lines.compactMap(\.registered?.id)).count == count)
            let again = Self.report(try await people.register(target, in: course.iri, by: "drh"))
            #expect(again == .init(registered: 0, already: count, registration: nil))
        }
    }

    @Test("registrations go with a merge and come back with a split", arguments: Engine.allCases)
    func merged(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            let (one, two) = (try await people.make("Un"), try await people.make("Deux"))
            let report = Self.report(try await people.register(.person(two), in: course.iri, by: "drh"))
            _ = try await people.merge(two, into: one, by: "drh")
            #expect(try await people.said() == ["Un: not_started []"])
            let again = Self.report(try await people.register(.person(one), in: course.iri, by: "drh"))
            #expect(again?.already == 1 && again?.registration == report?.registration)
            #expect(try await people.standings() == people.standingsAnew())
            _ = try await people.split(two, from: one, by: "drh")
            #expect(try await people.said() == ["Deux: not_started []"])
        }
    }

    @Test("nobody is registered where there is no course, or no such person", arguments: Engine.allCases)
    func unknown(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            let id = try await people.make("Dupont")
            #expect(try await people.register(.person(id), in: "https://ex.fr/x", by: "drh") == .unknownCourse)
            #expect(try await people.register(.person(UUID()), in: course.iri, by: "drh") == .unknownPerson)
            let nobody = try await people.register(.everybody([.service: "Voirie"]), in: course.iri, by: "drh")
            #expect(nobody == .registered(.init(registered: 0, already: 0, registration: nil)))
            #expect(try await people.said().isEmpty)
        }
    }

    @Test("registering and learning at once, through two nodes: each stands once", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let one = PeopleStore(try await RecordStore(nodes[0]))
            let other = PeopleStore(try await RecordStore(nodes[1]))
            let course = try await SampleCourse.store(in: one.records, items: ["A"])
            for round in 0..<20 {
                let id = try await one.make("Nom \(round)", accounts: ["\(round)"])
                async let stored: Void = other.completes(round, course.items[0], by: "\(round)")
                async let registered = one.register(.person(id), in: course.iri, by: "drh")
                _ = try await (stored, registered)
            }
            let stored = try await one.standings()
            #expect(stored.count == 20 && stored.allSatisfy { $0.hasSuffix("completed") })
            #expect(stored == (try await one.standingsAnew()))
        }
    }
}
