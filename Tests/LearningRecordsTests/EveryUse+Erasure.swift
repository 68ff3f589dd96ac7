import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

extension EveryUse {
    /// Of somebody, and of somebody else whose statement named them.
    func erase(_ person: UUID) async throws {
        let database = records.database
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let bundles = folder.path() + "/bundles"
        try FileManager.default.createDirectory(atPath: bundles, withIntermediateDirectories: true)
        try Data().write(to: folder.appending(path: "bundles/a.zip"))
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        let sweep = SweepBlobs(database: database, files: try DigestFiles(folder: folder.path()))
        let shelf = BundleShelf(database: database, folder: bundles, seals: KnownSeals(), random: random)
        _ = try await shelf.ask(BundleQuestion(person: person), since: nil, by: "a")
        let holds = KeepHolds(database: database, newID: { UUID() })
        let hold = try await holds.place(on: person, because: "x", until: nil, by: "a").get()
        _ = (try await holds.list(), try await holds.list(of: person), try await holds.lift(hold.id, by: "a"))
        // Somebody else's statement names the person, and another refers to one of the person's.
        let agent = #"{"account":{"homePage":"https://ex.fr","name":"0"}}"#
        _ = try await records.store([
            sampleStatement(numberedID(500), agent: "9", more: #","context":{"instructor":\#(agent)}"#),
            voiding(numberedID(501), numberedID(500)),
            voiding(numberedID(502), numberedID(501)).replacing(#"{"mbox":"mailto:drh@ex.fr"}"#, with: agent),
        ])
        try await records.sequenceAll()
        let journal = ErasureJournal(path: folder.appending(path: "erasures").path())
        let erase = ErasePerson(
            database: database, sweepBlobs: sweep, bundles: shelf, journal: journal, folder: nil, random: random
        )
        for learner in [ErasePerson.Learner.person(person), .actor(PeopleStore.account("9"))] {
            _ = try await erase.count(learner).get()
            _ = try await erase(.init(learner, reason: "x"), by: "a").get()
        }
        _ = try await FindErasures(database: database)()
        try await eraseAgain(sweep, shelf, in: folder)
        try await records.sequenceAll()
        _ = try await GrowTree(database: database, random: random)()
        let log = LogFiles(keys: folder.path() + "/key", journal: nil, publicURL: "https://lrs.example")
        _ = try await CheckLog(database: database, files: log)(held: []) { fault in Issue.record("\(fault)") }
    }
}

extension EveryUse {
    /// Everything that a schedule can take, with nothing in it whose time is over but a document and a batch of reads.
    func keepLess(_ person: UUID) async throws {
        let database = records.database
        let set = SetRetention(database: database)
        guard let period = RetentionPeriod("P1D") else { throw RecordStore.Missing() }
        for category in RetentionSchedule.Category.allCases {
            let draft = RetentionSchedule.Draft(
                name: "x", category: category, period: period, attribute: category == .peopleGone ? .employer : nil
            )
            _ = try await set(category.rawValue, to: draft, by: "a")
        }
        _ = try await set.list()
        let schedules = try await set.list()
        let hold = try await KeepHolds(database: database, newID: { UUID() })
            .place(on: person, because: "x", until: nil, by: "a").get()
        let log = LogReads(database: database, clock: { 1 })
        try await log(LoggedRead.Content(key: "a", keyName: "x", route: "GET /"))
        try await log.flush()
        let due = try await database.read { transaction in
            let day = Day(containing: transaction.startedAt + 10 * 86_400_000_000)
            return try schedules.map(\.draft).map { draft in
                let all = try transaction.retentionCandidates(draft, after: .start, on: day, limit: 50).numbers
                return try transaction.dueItems(of: draft, among: all, on: day, counting: true).count
            }
        }
        #expect(due.contains { $0 > 0 })
        _ = try await KeepHolds(database: database, newID: { UUID() }).lift(hold.id, by: "a")
        try await makeOld()
        try await carryOutRetention()
    }

    /// A document, and the last batch of reads.
    private func makeOld() async throws {
        let blobs = Blobs(files: try DigestFiles(folder: FileManager.default.temporaryDirectory.path())) { count in
            Array(repeating: 0, count: count)
        }
        let context = DocumentContext(
            resource: .state, agent: PeopleStore.account("8"), activity: "https://ex.fr/a", registration: nil
        )
        _ = try await PutDocument(database: records.database, terms: records.terms, blobs: blobs)(
            DocumentContent(type: "text/plain", bytes: [120]), at: DocumentAddress("old", in: context),
            if: Preconditions(), version: .v1_0_3
        )
        try await records.database.write { transaction in
            let document: Query = "(SELECT max(d.number) FROM document d)"
            try transaction.execute("UPDATE document SET updated = 0 WHERE number = \(document)")
            let batch: Query = "(SELECT max(b.id) FROM access_batch b)"
            try transaction.execute("UPDATE access_batch SET at = 0 WHERE id = \(batch)")
        }
    }

    private func carryOutRetention() async throws {
        let database = records.database
        let plan = try await PlanRetention(database: database)()
        #expect(plan.due.documents == 1, "\(plan.due)")
        #expect(plan.due.reads == 1, "\(plan.due)")
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        let run = RunRetention(
            database: database,
            sweepBlobs: SweepBlobs(database: database, files: try DigestFiles(folder: folder.path())),
            bundles: BundleShelf(database: database, folder: folder.path(), seals: KnownSeals(), random: random),
            random: random
        )
        guard case .started(let id) = try await run.start(plan.digest, by: "a") else { throw RecordStore.Missing() }
        while try await run() > 0 {}
        _ = try await FindRetentionRun(database: database)(id)
        try await records.sequenceAll()
    }
}

extension EveryUse {
    /// Somebody, as if a backup had brought them back.
    private func eraseAgain(_ sweep: SweepBlobs, _ shelf: BundleShelf, in folder: URL) async throws {
        let database = records.database
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        _ = try await GrowTree(database: database, random: random)()
        let leaves = try await database.read { transaction in
            let tile = try transaction.logTile(0)
            return (0..<30).map { number in
                ErasureLine.Leaf(
                    number: number, hash: tile?.hash(ofLeaf: number) ?? [],
                    parts: number.isMultiple(of: 2) ? [0] : [1, 2]
                )
            }
        }
        let line = ErasureLine(erasure: UUID(), at: 0, again: nil, people: [UUID()], leaves: leaves)
        let journal = ErasureJournal(path: folder.appending(path: "brought-back").path())
        try journal.append([line.json])
        let again = EraseAgain(
            database: database, keep: KeepErasures(database: database, journal: journal), sweepBlobs: sweep,
            bundles: shelf, random: random
        )
        #expect(try await again().erasures.count == 1)
    }
}
