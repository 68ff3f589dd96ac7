import Completion
import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog
import XAPI

@testable import LearningRecords

@Suite("Erasure of a person")
struct ErasureTests {
    @Test("counts first, and destroys nothing", arguments: Engine.allCases)
    func dryRun(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            let counts = try await store.erase.count(.person(store.zoe)).get().counts
            #expect(counts.statements == 3, "two own, and the void of one of them")
            #expect(counts.mentions == 5, "as instructor, twice; in a group; as object; a void of somebody else's")
            #expect(counts.attachments == 1 && counts.documents == 1 && counts.registrations == 1)
            #expect(counts.people == 2 && counts.identifiers == 4 && counts.namedInEvents == 2)
            #expect(counts.facts > 0 && counts.standings == 1 && counts.attributes == 1)
            #expect(try await store.records.statement(numberedID(1)) != nil)
            let report = try await store.erased()
            #expect(report.counts == counts, "what was counted went")
            guard case .failure(.unknownPerson) = try await store.erase.count(.person(store.zoe)) else {
                Issue.record("found again")
                return
            }
        }
    }

    @Test("leaves no byte of the person in any file of the data folder")
    func rawBytes() async throws {
        try await ErasureStore.run(on: .sqlite) { store in
            _ = try await store.shelf.ask(BundleQuestion(person: store.zoe), since: nil, by: "drh")
            #expect(try await store.shelf() == 1)
            let before = try store.found()
            for file in ["releve.sqlite", "blobs/", "bundles/"] {
                #expect(before.contains { $0.hasPrefix(file) }, "\(before)")
            }
            for mark in ErasureStore.marks { #expect(before.contains { $0.hasSuffix(mark) }, "\(mark)") }
            let report = try await store.erased()
            #expect(report.isPurged)
            #expect(report.residue == [])
            #expect(try store.found() == [])
        }
    }

    @Test("leaves no dead row on PostgreSQL")
    func deadRows() async throws {
        try await ErasureStore.run(on: .postgres) { store in
            let report = try await store.erased()
            #expect(report.isPurged)
            // Counted from the pages: statistics of other connections arrive later.
            try await store.database.write { try $0.execute("CREATE EXTENSION pgstattuple") }
            for table in ["statement", "fact", "person", "term", "log_tile", "document"] {
                let dead = try await store.database.read { transaction in
                    try transaction.rows("SELECT t.dead_tuple_count FROM pgstattuple(\(table)) t").first?.integer(0)
                }
                #expect(dead == 0, "\(table)")
            }
        }
    }

    @Test("leaves nothing to find, and no id to use again", arguments: Engine.allCases)
    func gone(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            let records = store.records
            let time = store.clock.now()
            store.clock.advance(seconds: 60)
            _ = try await store.erased()
            for number in [1, 2, 6] {
                for isVoided in [false, true] {
                    #expect(try await records.statement(numberedID(number), isVoided: isVoided) == nil)
                }
            }
            var filter = StatementFilter()
            filter.agent = ErasureStore.account
            filter.includesRelatedAgents = true
            #expect(try await records.ids(filter) == [])
            let again = ErasureStore.says(1, "completed", ErasureStore.account("lea"), store.course.items[0])
            #expect(
                try await records.store([again]) == .conflict(try #require(UUID(uuidString: numberedID(1)))))
            for asOf in [nil, time] {
                let lines = try await records.completions { ($0.asOf, $0.limit) = (asOf, 100) }
                #expect(!lines.contains { $0.learner.person?.name.contains("Quatrebarbes") == true })
                #expect(try await records.completions { ($0.asOf, $0.actor) = (asOf, ErasureStore.account) }.isEmpty)
                #expect(try await records.completions { ($0.asOf, $0.person) = (asOf, store.zoe) }.isEmpty)
            }
            let rows = try await store.database.read { transaction in
                try transaction.rows("SELECT count(*) FROM document").first?.integer(0)
            }
            #expect(rows == 0)
        }
    }

    @Test("a new statement of the same identifier is somebody new", arguments: Engine.allCases)
    func afterwards(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            _ = try await store.erased()
            // The memory of terms knows the old number of the account.
            let agent = ErasureStore.account("zq-7781")
            _ = try await store.records.store(
                store.course.items.enumerated().map { ErasureStore.says(50 + $0, "completed", agent, $1) }
            )
            let found = try await store.records.completions { $0.actor = ErasureStore.account }
            let because = found.flatMap { $0.evaluation.because.map(\.statement.canonical) }
            #expect(Set(because) == [numberedID(50), numberedID(51)])
            #expect(found.first?.learner.actor?.canonical == ErasureStore.account.canonical)
            _ = try await store.settle()
            #expect(try await store.faults() == [])
        }
    }

    @Test("who writes meanwhile writes of somebody new, with whatever memory", arguments: Engine.allCases)
    func meanwhile(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            // As two nodes, each with a memory of its own, which knows the person.
            let nodes = [store.records, try await RecordStore(store.database)]
            let (agent, items) = (ErasureStore.account("zq-7781"), store.course.items)
            _ = try await nodes[1].store([ErasureStore.says(900, "initialized", agent, items[0])])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for number in 0..<20 {
                            let says = ErasureStore.says(
                                1_000 + writer * 100 + number, "completed", agent, items[number % 2]
                            )
                            _ = try await nodes[writer % 2].store([says])
                        }
                    }
                }
                group.addTask { _ = try await store.erased() }
                try await group.waitForAll()
            }
            _ = try await store.records.store([ErasureStore.says(2_000, "completed", agent, items[0])])
            _ = try await store.settle()
            #expect(try await store.faults() == [])
            let (actors, named) = try await store.database.read { transaction in
                let rows = try transaction.rows("SELECT s.actor FROM statement s WHERE s.raw IS NOT NULL")
                let actors = Set(try rows.compactMap { try $0.optionalInteger(0) })
                return (actors, try transaction.identifiers(of: actors))
            }
            #expect(Set(named.keys) == actors, "no statement is of a number that stands for nobody")
            var filter = StatementFilter()
            filter.agent = ErasureStore.account
            #expect(try await store.records.ids(filter).contains(numberedID(2_000)))
        }
    }

    @Test("others' statements stay, without the person", arguments: Engine.allCases)
    func redacted(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            _ = try await store.erased()
            for number in [3, 5, 7, 8, 9, 10] {
                let text = try #require(try await store.records.statement(numberedID(number)))
                #expect(!ErasureStore.marks.contains { text.contains($0) }, "\(text)")
                #expect(number == 10 || text.contains("https://erased.invalid"), "\(text)")
            }
            let voided = try await store.records.statement(numberedID(4), isVoided: true)
            #expect(voided != nil, "what an erased person voided stays voided")
            let lines = try await store.records.completions { $0.person = store.lea }
            #expect(lines.map(\.evaluation.status) == [.inProgress])
        }
    }

    @Test("leaves the log as it was: proofs, bundles and checks hold", arguments: Engine.allCases)
    func evidence(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            let outside = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: outside) }
            func path(_ name: String) -> String { outside.appending(path: name).path() }
            let question = BundleQuestion(person: store.lea)
            #expect(try await store.build(question, to: path("before.zip")) == .ready(claims: 1))
            let old = try #require(try await store.log.last())
            _ = try await store.erased()
            let size = try await store.settle()
            #expect(size == Int64(old.size) + 1, "the tombstone is a record of the log")
            _ = try await store.log.sign()
            #expect(try await store.faults() == [])
            #expect(store.verify(path("before.zip"), held: old.note).truth == .holds)
            #expect(try await store.build(question, since: old.size, to: path("after.zip")) == .ready(claims: 1))
            for (name, question) in [("after.zip", question), ("all.zip", BundleQuestion())] {
                _ = try await store.build(question, since: old.size, to: path(name))
                let (truth, lines) = store.verify(path(name), held: old.note)
                #expect(truth == .holds, "\(name) \(lines)")
                #expect(lines.contains { $0.contains("has only grown since its size \(old.size)") }, "\(lines)")
            }
            // A second erasure finds what the first one left.
            _ = try await store.erased(.person(store.lea))
            _ = try await store.settle()
            _ = try await store.log.sign()
            #expect(try await store.faults() == [])
        }
    }

    @Test("nobody takes more away in the name of a tombstone", arguments: Engine.allCases)
    func tampered(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            _ = try await store.erased()
            _ = try await store.settle()
            let leaf = try await store.database.write { transaction in
                let leaf = try transaction.rows(
                    "SELECT l.leaf FROM log_entry l JOIN statement s ON s.seq = l.record WHERE l.kind = 1 LIMIT 1"
                ).first?.integer(0)
                try transaction.execute("UPDATE log_entry SET kind = 0, record = leaf WHERE leaf = \(leaf)")
                return leaf
            }
            #expect(try await store.faults().contains("missingRecord(leaf: \(try #require(leaf)))"))
            try await store.database.write { transaction in
                try transaction.execute("INSERT INTO erased_part (leaf, part, erasure) VALUES (\(leaf), 0, 1)")
            }
            let tombstone = try await store.database.read { try $0.treeSize() - 1 }
            #expect(try await store.faults().contains("changedRecord(leaf: \(tombstone))"))
        }
    }

    @Test("a hold keeps the person, a merge points to the other, a reason names nobody", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            func refusal(
                _ person: UUID, _ reason: String = "118", by who: String? = nil
            ) async throws -> ErasureRefusal? {
                let request = ErasePerson.Request(.person(person), reason: reason, requestedBy: who)
                if case .failure(let refusal) = try await store.erase(request, by: "dpo") { return refusal }
                return nil
            }
            #expect(try await refusal(UUID()) == .unknownPerson)
            #expect(try await refusal(store.zoe, "Demande de Mme quatrebarbes") == .reasonNames)
            #expect(try await refusal(store.zoe, by: ErasureStore.mailbox) == .requesterNames)
            let hold = try await store.holds.place(on: store.zoe, because: "Litige", until: nil, by: "dpo").get()
            #expect(try await refusal(store.zoe) == .held(by: hold.id))
            #expect(try await store.holds.list().map(\.id) == [hold.id])
            #expect(try await store.holds.list(of: store.lea).isEmpty)
            #expect(try await store.holds.lift(hold.id, by: "dpo"))
            #expect(try await store.holds.lift(hold.id, by: "dpo") == false)
            let day = Day(containing: store.clock.now())
            _ = try await store.holds.place(on: store.zoe, because: "Audit", until: day, by: "dpo").get()
            #expect(try await refusal(store.zoe) != nil)
            store.clock.advance(seconds: 2 * 86_400)
            let past = try await store.holds.place(on: store.zoe, because: "Audit", until: day, by: "dpo")
            #expect(past == .failure(.endsInPast))
            #expect(try await refusal(store.zoe) == nil, "the hold has ended")
        }
    }

    @Test(
        "leaves every other learner's completions as they were", arguments: Engine.allCases, [31, 32, 33] as [UInt64])
    func others(engine: Engine, seed: UInt64) async throws {
        try await engine.withDecisions { store in
            var history = try await RandomHistory(store, seed: seed)
            for _ in 0..<60 { try await history.step() }
            let records = store.rules.records
            try await records.followUp()
            try await records.sequenceAll()
            let everybody = try await store.rules.people.find(FindPeople.Request()).items
            let person = try #require(everybody.first { $0.name == "Un" })
            func lines() async throws -> [String] {
                try await records.completions { $0.limit = 200 }.filter { $0.learner.person?.id != person.id }
                    .map { line in
                        let because = line.evaluation.because.map(\.statement.canonical)
                        return "\(line.learner.person?.name ?? "") \(line.learner.actor?.canonical ?? "") "
                            + "\(line.evaluation.status) \(because) \(line.evaluation.timeCounted)"
                    }
            }
            let before = try await lines()
            let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)").path()
            let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
            let database = records.database
            let erase = ErasePerson(
                database: database, sweepBlobs: SweepBlobs(database: database, files: store.blobs.files),
                bundles: BundleShelf(database: database, folder: folder, seals: KnownSeals(), random: random),
                folder: nil, random: random
            )
            _ = try await erase(.init(.person(person.id), reason: "118"), by: "dpo").get()
            #expect(try await lines() == before)
            try await records.followUp()
            #expect(try await records.check() == [])
        }
    }
}
