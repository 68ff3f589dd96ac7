import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("Retention of the access log")
struct ReadRetentionTests {
    @Test("batches go whole under one tombstone, and the log is as it was", arguments: Engine.allCases, [true, false])
    func gone(engine: Engine, haveLeaves: Bool) async throws {
        try await ErasureStore.run(on: engine) { store in
            try await store.wasRead([store.zoe, store.lea], [])
            try await store.wasRead([], [ErasureStore.account])
            _ = try await store.settle()
            // On PostgreSQL this one has no leaf yet when it goes, and never gets one.
            try await store.wasRead([store.lea], [])
            if haveLeaves { _ = try await store.settle() }
            _ = try await store.log.sign()
            let old = try #require(try await store.log.last())
            store.clock.advance(seconds: 20 * 86_400)
            try await store.wasRead([store.lea], [])
            try await store.set("reads", .accessLog, "P1M")
            store.clock.advance(seconds: 20 * 86_400)
            let plan = try await store.plan()
            #expect(plan.due == RetentionCounts(reads: 4) && plan.people.isEmpty)
            let run = try await store.carryOut(plan.digest)
            #expect(run.parts.map(\.gone) == [plan.due] && run.parts.map(\.before) == [plan.due])
            #expect(run.tombstones.count == 1 && run.finishedAt != nil)
            let left = try await FindReads(database: store.database)(.init()).items
            #expect(left.map(\.read.content.person) == [store.lea])
            #expect(try await store.plan().due == RetentionCounts())
            let tombstone = try #require(try await FindErasures(database: store.database)().items.first)
            #expect(tombstone.reason == "retention: reads, version 1" && tombstone.id == run.tombstones.first)
            #expect(String(decoding: tombstone.counts, as: UTF8.self).contains(#""reads":4,"#))
            let size = try await store.settle()
            let late: Int64 = engine == .sqlite && !haveLeaves ? 1 : 0
            #expect(size == Int64(old.size) + late + 3, "the batch that stayed, the tombstone, and the run")
            _ = try await store.log.sign()
            #expect(try await store.faults() == [])
            let path = store.log.folder.appending(path: "after.zip").path()
            _ = try await store.build(BundleQuestion(), since: old.size, to: path)
            let (truth, lines) = store.verify(path, held: old.note)
            #expect(truth == .holds, "\(lines)")
        }
    }

    @Test("a step has one tombstone, and a day belongs to what is kept", arguments: Engine.allCases)
    func steps(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            for _ in 0..<5 { try await store.wasRead([store.lea], []) }
            try await store.set("reads", .accessLog, "P2D")
            // Another schedule that takes the same takes nothing.
            try await store.set("reads-too", .accessLog, "P1D")
            store.clock.advance(seconds: 86_400)
            #expect(try await store.plan().due == RetentionCounts())
            store.clock.advance(seconds: 2 * 86_400)
            let plan = try await store.plan()
            #expect(plan.parts.map(\.due.reads) == [5, 0])
            let retention = store.retention(step: 2)
            guard case .started(let id) = try await retention.start(plan.digest, by: "dpo") else {
                Issue.record("not started")
                return
            }
            while try await retention() > 0 {}
            let run = try #require(try await store.find(id))
            #expect(run.tombstones.count == 3 && run.parts.map(\.gone.reads) == [5, 0])
            _ = try await store.settle()
            #expect(try await store.find(id)?.leaf != nil)
            #expect(try await store.faults() == [])
        }
    }

    @Test("a hold keeps what names the person, by id or by identifier", arguments: Engine.allCases)
    func held(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            try await store.wasRead([store.zoe, store.lea], [])
            try await store.wasRead([store.lea], [ErasureStore.account])
            try await store.wasRead([store.lea], [])
            try await store.set("reads", .accessLog, "P1M")
            store.clock.advance(seconds: 40 * 86_400)
            let before = try await store.plan()
            #expect(before.due.reads == 5)
            let hold = try await store.holds.place(on: store.zoe, because: "Litige", until: nil, by: "dpo").get()
            let plan = try await store.plan()
            #expect(plan.due.reads == 1 && plan.parts.map(\.held) == [[hold.id: 2]])
            // Somebody places another hold when the run has begun.
            let retention = store.retention()
            guard case .started(let id) = try await retention.start(plan.digest, by: "dpo") else {
                Issue.record("not started")
                return
            }
            _ = try await store.holds.place(on: store.lea, because: "Litige", until: nil, by: "dpo").get()
            while try await retention() > 0 {}
            let run = try #require(try await store.find(id))
            #expect(run.parts.map(\.kept) == [1] && run.parts.map(\.gone) == [RetentionCounts()])
            #expect(run.tombstones.isEmpty)
            #expect(try await FindReads(database: store.database)(.init()).items.count == 5)
        }
    }

    @Test("an entry of somebody erased goes with its batch, and nothing else in the tombstone's name")
    func erased() async throws {
        for engine in Engine.allCases {
            try await ErasureStore.run(on: engine) { store in
                try await store.wasRead([store.zoe, store.lea], [])
                try await store.wasRead([store.lea], [])
                try await store.set("reads", .accessLog, "P1M")
                store.clock.advance(seconds: 20 * 86_400)
                try await store.wasRead([store.lea], [])
                _ = try await store.settle()
                #expect(try await store.erased().counts.reads == 1)
                store.clock.advance(seconds: 20 * 86_400)
                let run = try await store.carryOut(try await store.plan().digest)
                #expect(run.parts.map(\.gone.reads) == [3])
                _ = try await store.settle()
                _ = try await store.log.sign()
                #expect(try await store.faults() == [])
                try await store.database.write { transaction in
                    try transaction.execute(
                        """
                        INSERT INTO erased_part (leaf, part, erasure)
                        SELECT l.leaf, 0, (SELECT max(e.id) FROM erasure e) FROM log_entry l WHERE l.kind = 7
                        """
                    )
                    try transaction.execute("UPDATE log_entry SET kind = 0, record = leaf WHERE kind = 7")
                    try transaction.execute("DELETE FROM access_read")
                }
                let faults = try await store.faults()
                #expect(faults.count == 1 && faults.first?.hasPrefix("changedRecord") ?? false, "\(faults)")
            }
        }
    }
}

extension ErasureStore {
    /// One batch: an entry for each.
    fileprivate func wasRead(_ people: [UUID], _ actors: [InverseFunctionalIdentifier]) async throws {
        let log = LogReads(database: database, clock: clock.now)
        var read = LoggedRead.Content(key: "a", keyName: "Clé", route: "GET /a")
        read.purpose = "Contrôle"
        for person in people {
            read.person = person
            try await log(read)
        }
        read.person = nil
        for actor in actors {
            read.actor = digest(actor)
            try await log(read)
        }
        try await log.flush()
    }
}
