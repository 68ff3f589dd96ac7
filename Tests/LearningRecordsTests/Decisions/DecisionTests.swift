import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("administrative decisions")
struct DecisionTests {
    @Test(
        "each kind gives its status, names its statement, and is reopened by a revocation", arguments: Engine.allCases)
    func kinds(engine: Engine) async throws {
        for (kind, status) in [
            (Decision.Kind.completion, "completed [1]"), (.waiver, "waived [1]"), (.equivalence, "waived [1]"),
            (.refusal, "failed [1]"),
        ] {
            try await engine.withDecisions { store in
                let people = store.rules.people
                let course = try await SampleCourse.store(in: store.rules.records, items: ["A"])
                let id = try await people.make("Dupont", accounts: ["1"])
                #expect(try await store.says(1, kind, of: .person(id), in: course) == nil)
                #expect(try await people.said() == ["Dupont: \(status)"])
                #expect(try await people.said { $0.status = .failed }.isEmpty == (kind != .refusal))
                let answer = try #require(try await store.rules.records.completions { $0.course = course.iri }.first)
                #expect(answer.evaluation.because.map(\.says) == ["decision \(kind.rawValue)"])
                try await people.completes(2, course.items[0], by: "1")
                #expect(try await people.said() == ["Dupont: \(kind == .refusal ? "failed [1]" : status)"])
                #expect(try await store.takesBack(1) == nil)
                #expect(try await people.said() == ["Dupont: completed [2]"])
                #expect(try await store.takesBack(1) == .revokedBefore)
                #expect(try await people.standings() == people.standingsAnew())
            }
        }
    }

    @Test("a revoked decision reopens", arguments: Engine.allCases)
    func reopened(engine: Engine) async throws {
        try await engine.withDecisions { store in
            let people = store.rules.people
            let course = try await SampleCourse.store(in: store.rules.records, items: ["A", "B"])
            let dupont = Decision.Learner.person(try await people.make("Dupont", accounts: ["1"]))
            try await people.completes(1, course.items[0], by: "1")
            #expect(try await store.says(2, .completion, of: dupont, in: course) == nil)
            #expect(try await people.said() == ["Dupont: completed [2]"])
            #expect(try await store.says(3, .refusal, of: dupont, in: course) == nil)
            #expect(try await people.said() == ["Dupont: failed [3]"])
            #expect(try await store.says(4, .completion, of: dupont, in: course) == nil)
            #expect(try await people.said() == ["Dupont: completed [4]"], "decided anew after the refusal")
            #expect(try await store.takesBack(4) == nil)
            #expect(try await people.said() == ["Dupont: failed [3]"])
            #expect(try await store.takesBack(3) == nil)
            #expect(try await people.said() == ["Dupont: completed [2]"])
            #expect(try await store.takesBack(2) == nil)
            #expect(try await people.said { $0.status = .inProgress } == ["Dupont: in_progress []"])
        }
    }

    @Test(
        "a person without identifier gets the service's own; an actor who is nobody's is decided about as well",
        arguments: Engine.allCases)
    func learners(engine: Engine) async throws {
        try await engine.withDecisions { store in
            let people = store.rules.people
            let course = try await SampleCourse.store(in: store.rules.records, items: ["A"])
            let id = try await people.make("Sans")
            #expect(try await store.says(1, .waiver, of: .person(id), in: course) == nil)
            #expect(try await people.accounts(id) == [id.uuidString.lowercased()])
            #expect(try await store.says(2, .completion, of: .actor(PeopleStore.account("x")), in: course) == nil)
            #expect(try await people.said() == ["Sans: waived [1]", "x: completed [2]"])
            let other = try await people.make("Autre", accounts: ["2"])
            _ = try await people.merge(id, into: other, by: "drh")
            #expect(try await store.says(3, .completion, of: .person(id), in: course) == nil, "they are one")
            #expect(try await people.said { $0.person = other } == ["Autre: waived [1]"])
        }
    }

    @Test("no statement voids a decision, before it or after", arguments: Engine.allCases)
    func notVoided(engine: Engine) async throws {
        try await engine.withDecisions { store in
            let (people, records) = (store.rules.people, store.rules.records)
            let course = try await SampleCourse.store(in: records, items: ["A"])
            let dupont = Decision.Learner.person(try await people.make("Dupont", accounts: ["1"]))
            _ = try await records.store([voiding(numberedID(8), numberedID(1))])
            #expect(try await store.says(1, .refusal, of: dupont, in: course) == nil)
            #expect(try await people.said() == ["Dupont: failed [1]"])
            _ = try await records.store([voiding(numberedID(9), numberedID(1))])
            try await people.completes(2, course.items[0], by: "1")
            #expect(try await people.said() == ["Dupont: failed [1]"])
            #expect(try await store.takesBack(1) == nil)
            #expect(try await people.said() == ["Dupont: completed [2]"])
        }
    }

    @Test("what cannot be decided is refused, and nothing is stored", arguments: Engine.allCases)
    func refusals(engine: Engine) async throws {
        try await engine.withDecisions { store in
            let people = store.rules.people
            let course = try await SampleCourse.store(in: store.rules.records, items: ["A"])
            let id = try await people.make("Dupont", accounts: ["1", "kiosk"])
            _ = try await people.change(.share, PeopleStore.account("kiosk"), by: "drh")
            let nowhere = SampleCourse(iri: "https://ex.fr/no", items: [])
            #expect(try await store.says(1, .waiver, of: .person(UUID()), in: course) == .unknownPerson)
            #expect(try await store.says(1, .waiver, of: .person(id), in: nowhere) == .unknownCourse)
            let kiosk = Decision.Learner.actor(PeopleStore.account("kiosk"))
            #expect(try await store.says(1, .waiver, of: kiosk, in: course) == .sharedActor)
            var late = DecisionStore.decision(.waiver, .person(id), course)
            late.decidedAt = .max
            guard case .failure(.inFuture) = try await store.decide(late, by: "drh") else {
                Issue.record("decided tomorrow")
                return
            }
            try await people.completes(2, course.items[0], by: "1")
            #expect(try await store.takesBack(2) == .unknownDecision, "a statement of the content")
            #expect(try await store.takesBack(9) == .unknownDecision)
            #expect(try await people.said() == ["Dupont: completed [2]"])
        }
    }

    @Test(
        "the same decision again under its id is stored once; another under it is refused", arguments: Engine.allCases)
    func again(engine: Engine) async throws {
        try await engine.withDecisions { store in
            let course = try await SampleCourse.store(in: store.rules.records, items: ["A"])
            let id = try await store.rules.people.make("Dupont", accounts: ["1"])
            var decision = DecisionStore.decision(.waiver, .person(id), course)
            decision.decidedAt = 1_700_000_000_000_000
            for _ in 0..<2 {
                let outcome = try await store.decide(decision, id: UUID(uuidString: numberedID(1)), by: "drh")
                #expect((try? outcome.get())?.at == 1_700_000_000_000_000)
            }
            #expect(try await store.says(1, .completion, of: .person(id), in: course) == .idTaken)
            let answer = try #require(try await store.rules.records.completions { $0.course = course.iri }.first)
            #expect(answer.evaluation.because.map(\.at) == [1_700_000_000_000_000], "from when it was decided")
        }
    }

    @Test("the statement says who and why, is the service's own, and carries the proof", arguments: Engine.allCases)
    func statement(engine: Engine) async throws {
        try await engine.withDecisions { store in
            let records = store.rules.records
            let findItem = FindFeedItem(database: records.database, authorities: records.authorities)
            let course = try await SampleCourse.store(in: records, items: ["A"])
            var decision = DecisionStore.decision(.equivalence, .actor(PeopleStore.account("1")), course)
            decision.proof = .init(title: "Diplôme", mediaType: "application/pdf", content: .bytes([1, 2, 3]))
            let decided = try await store.decide(decision, id: UUID(uuidString: numberedID(1)), by: "drh").get()
            #expect(decided.actor == PeopleStore.account("1"))
            let id = try #require(UUID(uuidString: numberedID(1)))
            let item = try #require(try await findItem(id))
            let text = String(decoding: try item.json(in: StatementForm(version: .v1_0_3)), as: UTF8.self)
            for part in [
                #""source":"relevé""#,
                #""instructor":{"objectType":"Agent","mbox":"mailto:drh@ex.fr","name":"La DRH"}"#,
                #""response":"Attestation reçue""#, #"reason":"Equivalent""#, #""platform":"Relevé""#,
                #""authority":{"objectType":"Agent","account":{"homePage":"https://releve.example.fr","name":"relevé"}}"#,
                #""contentType":"application/pdf""#, #""length":3"#,
            ] { #expect(text.contains(part), "\(part) in \(text)") }
            let stored = try await records.database.read { transaction in
                try transaction.rows("SELECT a.length FROM statement_attachment a").map { try $0.integer(0) }
            }
            #expect(stored == [3])
            _ = try await store.takesBack(1)
            let revoked = try #require(try await findItem(id))
            #expect(revoked.voidedBy != nil)
        }
    }

    @Test("a proof that lies elsewhere must be told whole", arguments: Engine.allCases)
    func elsewhere(engine: Engine) async throws {
        try await engine.withDecisions { store in
            let course = try await SampleCourse.store(in: store.rules.records, items: ["A"])
            var decision = DecisionStore.decision(.waiver, .actor(PeopleStore.account("1")), course)
            let digest = String(repeating: "a", count: 64)
            for (url, sha2, isGood) in [
                ("https://ex.fr/a.pdf", digest, true), ("no iri", digest, false), ("https://ex.fr/a.pdf", "xyz", false),
            ] {
                decision.proof = .init(
                    title: "Attestation", mediaType: "application/pdf",
                    content: .elsewhere(url: url, length: 9, sha2: sha2)
                )
                let outcome = try await store.decide(decision, by: "drh")
                #expect(((try? outcome.get()) != nil) == isGood, "\(outcome)")
            }
        }
    }
}
