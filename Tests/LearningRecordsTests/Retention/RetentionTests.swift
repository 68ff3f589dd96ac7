import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("Retention")
struct RetentionTests {
    @Test("the real run takes what the dry run counted, and leaves the log as it was", arguments: Engine.allCases)
    func dryAndReal(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            let outside = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: outside) }
            let before = outside.appending(path: "before.zip").path()
            let question = BundleQuestion(person: store.lea)
            #expect(try await store.build(question, to: before) == .ready(claims: 1))
            let old = try #require(try await store.log.last())
            try await store.keepLess()
            _ = try await store.settle()
            store.clock.advance(seconds: 400 * 86_400)
            let plan = try await store.plan()
            #expect(plan.due == RetentionCounts(people: 1, actors: 1, documents: 1, statements: 5, answers: 2))
            #expect(plan.people == [store.zoe])
            #expect(plan.parts.map(\.schedule.id) == ["gone", "unknown", "old-documents"])
            #expect(try await store.records.statement(numberedID(1)) != nil, "nothing is destroyed")
            let run = try await store.carryOut(plan.digest)
            #expect(run.parts.reduce(into: RetentionCounts()) { $0 += $1.gone } == plan.due)
            #expect(run.parts.map(\.before) == plan.parts.map(\.due))
            #expect(run.tombstones.count == 2 && run.finishedAt != nil)
            #expect(try await store.plan().due == RetentionCounts())
            for number in [1, 2, 6, 8, 9] { #expect(try await store.records.statement(numberedID(number)) == nil) }
            if engine == .sqlite { #expect(try store.found() == []) }
            let size = try await store.settle()
            #expect(size == Int64(old.size) + 2 + 2 + 1, "two events, two tombstones, and the run")
            _ = try await store.log.sign()
            #expect(try await store.faults() == [])
            #expect(store.verify(before, held: old.note).truth == .holds)
            for (name, question) in [("after.zip", question), ("all.zip", BundleQuestion())] {
                let path = outside.appending(path: name).path()
                _ = try await store.build(question, since: old.size, to: path)
                let (truth, lines) = store.verify(path, held: old.note)
                #expect(truth == .holds, "\(name) \(lines)")
            }
        }
    }

    @Test("what came since begins the period anew", arguments: Engine.allCases)
    func since(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            try await store.keepLess()
            store.clock.advance(seconds: 364 * 86_400)
            #expect(try await store.plan().due.people == 0, "the last statement is younger than a year")
            store.clock.advance(seconds: 2 * 86_400)
            #expect(try await store.plan().due.people == 1)
            let agent = ErasureStore.account("zq-7781")
            _ = try await store.records.store([
                ErasureStore.says(60, "experienced", agent, store.course.items[0], "")
            ])
            #expect(try await store.plan().due.people == 0)
            store.clock.advance(seconds: 367 * 86_400)
            #expect(try await store.plan().due.people == 1)
        }
    }

    @Test("who is somewhere still, or of another audience, stays", arguments: Engine.allCases)
    func concerned(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            try await store.keepLess()
            store.clock.advance(seconds: 800 * 86_400)
            for (audience, count) in [([.employer: "Métropole"], 1), ([.employer: "Ville"], 0), ([.site: "x"], 0)]
                as [([AttributeName: String], Int)]
            {
                try await store.set("gone", .peopleGone, "P1Y", .employer, audience)
                #expect(try await store.plan().due.people == count, "\(audience)")
            }
            for attribute in [AttributeName.service, .contract] {
                try await store.set("gone", .peopleGone, "P1Y", attribute)
                #expect(try await store.plan().due.people == 0, "\(attribute): open, or never known")
            }
            try await store.set("gone", .peopleGone, "P1Y", .employer, isEnabled: false)
            #expect(try await store.plan().parts.map(\.schedule.id) == ["unknown", "old-documents"])
        }
    }

    @Test("a hold stops it, and is named", arguments: Engine.allCases)
    func held(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            try await store.keepLess()
            store.clock.advance(seconds: 800 * 86_400)
            let digest = try await store.plan().digest
            let hold = try await store.holds.place(on: store.zoe, because: "Litige", until: nil, by: "dpo").get()
            let plan = try await store.plan()
            #expect(plan.due.people == 0 && plan.due.documents == 0 && plan.due.actors == 1)
            #expect(plan.parts.map(\.held) == [[hold.id: 1], [:], [:]])
            guard case .stale = try await store.retention().start(digest, by: "dpo") else {
                Issue.record("not what the plan said")
                return
            }
            try await store.set("gone", .peopleGone, "P1Y", .employer, isEnabled: false)
            #expect(try await store.plan().parts.map(\.held) == [[:], [hold.id: 1]], "the document is held too")
            _ = try await store.carryOut(try await store.plan().digest)
            #expect(try await store.records.statement(numberedID(1)) != nil)
        }
    }

    @Test("a document goes by itself", arguments: Engine.allCases)
    func documents(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            try await store.set("old-documents", .documents, "P1M")
            #expect(try await store.plan().due == RetentionCounts())
            store.clock.advance(seconds: 32 * 86_400)
            let plan = try await store.plan()
            #expect(plan.due == RetentionCounts(documents: 1))
            let files = try store.contents()
            let run = try await store.carryOut(plan.digest)
            #expect(run.parts.map(\.gone) == [plan.due] && run.tombstones.isEmpty)
            let rows = try await store.database.read { transaction in
                try transaction.rows("SELECT count(*) FROM document").first?.integer(0)
            }
            #expect(rows == 0)
            #expect(try store.contents() == files - 1, "its content went with it")
            _ = try await store.settle()
            #expect(try await store.faults() == [])
        }
    }

    @Test("who was stopped between two transactions goes on, and looks again", arguments: Engine.allCases)
    func resumed(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            try await store.keepLess()
            store.clock.advance(seconds: 800 * 86_400)
            let plan = try await store.plan()
            guard case .started(let id) = try await store.retention(step: 1).start(plan.digest, by: "dpo") else {
                Issue.record("not started")
                return
            }
            #expect(try await store.retention(step: 1)() == 1)
            guard case .underWay(id) = try await store.retention().start(try await store.plan().digest, by: "dpo")
            else {
                Issue.record("two runs at once")
                return
            }
            let half = try #require(try await store.find(id))
            #expect(half.finishedAt == nil && half.parts.map(\.waiting) == [0, 1, 0] && half.leaf == nil)
            // Meanwhile whom nobody knew says something.
            _ = try await store.records.store([
                ErasureStore.says(60, "experienced", ErasureStore.account("tom"), store.course.items[0], "")
            ])
            let other = store.retention(step: 1)
            while try await other() > 0 {}
            let run = try #require(try await store.find(id))
            #expect(run.finishedAt != nil && run.parts.map(\.kept) == [0, 1, 0])
            #expect(run.tombstones.count == 1)
            #expect(try await store.records.statement(numberedID(9)) != nil)
            _ = try await store.settle()
            #expect(try await store.find(id)?.leaf != nil)
            #expect(try await store.faults() == [])
            #expect(try await other() == 0)
        }
    }

    @Test("a schedule keeps its versions, and who set each", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        try await engine.withRecords { records in
            let set = SetRetention(database: records.database)
            let period = try #require(RetentionPeriod("P5Y"))
            var draft = RetentionSchedule.Draft(
                name: "Partis", category: .peopleGone, period: period, attribute: .contract, audience: [.site: "Nord"]
            )
            func version(_ key: String) async throws -> (Int64, Bool)? {
                guard case .set(let schedule, let isNew) = try await set("partis", to: draft, by: key) else {
                    return nil
                }
                #expect(schedule.draft == draft)
                return (schedule.version, isNew)
            }
            #expect(try #require(try await version("a")) == (1, true))
            #expect(try #require(try await version("b")) == (1, false))
            draft.isEnabled = false
            #expect(try #require(try await version("b")) == (2, true))
            #expect(try await set.list().map(\.key) == ["b"])
            #expect(try await set.list(all: true).map { "\($0.version)\($0.key)" } == ["1a", "2b"])
            for number in 1..<RetentionSchedule.most { _ = try await set("s\(number)", to: draft, by: "a") }
            guard case .tooMany = try await set("one-more", to: draft, by: "a") else {
                Issue.record("one too many")
                return
            }
            #expect(try #require(try await version("c")) == (2, false))
        }
    }
}

extension ErasureStore {
    /// Whose employer is known until the middle of 2025; and how long people, unknown ones and documents are kept.
    func keepLess() async throws {
        var draft = PersonDraft()
        draft.matricule = "MAT7781"
        draft.values = [.init(.employer, "Métropole", from: Day("2020-01-01"), until: Day("2025-06-30"))]
        _ = try await PeopleStore(records).save(draft, by: "drh")
        draft.matricule = "004217"
        draft.values = [
            .init(.employer, "Métropole", from: Day("2020-01-01"), until: Day("2024-12-31")),
            .init(.employer, "Ville", from: Day("2025-01-01")),
        ]
        _ = try await PeopleStore(records).save(draft, by: "drh")
        try await set("gone", .peopleGone, "P1Y", .employer)
        try await set("unknown", .unknownActors, "P6M")
        try await set("old-documents", .documents, "P1M")
    }

    func set(
        _ id: String, _ category: RetentionSchedule.Category, _ period: String, _ attribute: AttributeName? = nil,
        _ audience: [AttributeName: String] = [:], isEnabled: Bool = true
    ) async throws {
        let draft = RetentionSchedule.Draft(
            name: id, category: category, period: try #require(RetentionPeriod(period)), attribute: attribute,
            audience: audience, isEnabled: isEnabled
        )
        guard case .set = try await SetRetention(database: database)(id, to: draft, by: "dpo") else {
            throw RecordStore.Missing()
        }
    }

    /// Files of attachments and documents.
    func contents() throws -> Int {
        let all = FileManager.default.enumerator(atPath: blobs.files.folder)?.compactMap { $0 as? String } ?? []
        return all.count { $0.count > 32 }
    }

    func plan() async throws -> RetentionPlan { try await PlanRetention(database: database)() }

    func find(_ run: UUID) async throws -> RetentionRun? { try await FindRetentionRun(database: database)(run) }

    func retention(step: Int = RunRetention.step) -> RunRetention {
        RunRetention(
            database: database, sweepBlobs: SweepBlobs(database: database, files: blobs.files), bundles: shelf,
            step: step
        ) { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
    }

    func carryOut(_ digest: String) async throws -> RetentionRun {
        let retention = retention()
        guard case .started(let id) = try await retention.start(digest, by: "dpo") else { throw RecordStore.Missing() }
        while try await retention() > 0 {}
        guard let run = try await find(id) else { throw RecordStore.Missing() }
        return run
    }
}
