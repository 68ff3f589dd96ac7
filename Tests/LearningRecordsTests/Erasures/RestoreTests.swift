import Completion
import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("Erasure after a restore")
struct RestoreTests {
    @Test("who was erased since the backup goes again, and nobody else", arguments: Engine.allCases)
    func goesAgain(engine: Engine) async throws {
        try await RestorePlace.run(on: engine) { live, backup in
            let report = try await live.erase(.person(live.store.zoe))
            let lines = try await live.lea()
            let text = try #require(FileManager.default.contents(atPath: live.journal))
            #expect(ErasureStore.marks.allSatisfy { text.range(of: Data($0.utf8)) == nil }, "it names nobody")
            try await live.database.close()

            let restored = try await backup.open()
            #expect(try await restored.records.statement(numberedID(1)) != nil, "the backup has them")
            let again = try await restored.eraseAgain()
            #expect(again.erasures.count == 1 && again.isPurged && again.unreadable == 0)
            for number in [1, 2, 6] { #expect(try await restored.records.statement(numberedID(number)) == nil) }
            #expect(try await restored.lea() == lines)
            if engine == .sqlite { #expect(try restored.found() == []) }
            let tombstones = try await FindErasures(database: restored.database)().items
            #expect(report.erasure != nil && tombstones.map(\.again) == [report.erasure])
            #expect(try await restored.eraseAgain().erasures == [], "once")
            #expect(try await restored.faults() == [])
            try await restored.database.close()
        }
    }

    @Test("identifiers that came or moved since the backup go with the person", arguments: Engine.allCases)
    func moved(engine: Engine) async throws {
        try await RestorePlace.run(on: engine) { live, backup in
            let people = PeopleStore(live.records)
            _ = try await people.change(.attach(to: live.store.zoe), PeopleStore.account("tom"), by: "drh")
            _ = try await people.change(.detach(from: live.store.lea), PeopleStore.account("lea"), by: "drh")
            _ = try await people.change(.attach(to: live.store.zoe), PeopleStore.account("lea"), by: "drh")
            _ = try await live.erase(.person(live.store.zoe))
            try await live.database.close()
            let restored = try await backup.open()
            #expect(try await restored.records.statement(numberedID(9)) != nil)
            #expect(try await restored.eraseAgain().erasures.count == 1)
            for number in [1, 3, 4, 8, 9, 10] {
                #expect(try await restored.records.statement(numberedID(number)) == nil, "\(number)")
            }
            try await restored.records.followUp()
            #expect(try await restored.faults() == [], "whose identifier it was rests on less")
            try await restored.database.close()
        }
    }

    @Test("an identifier that was nobody's is found by its statements, or by others'", arguments: Engine.allCases)
    func identifiers(engine: Engine) async throws {
        try await RestorePlace.run(on: engine) { live, backup in
            _ = try await live.erase(.actor(PeopleStore.account("tom")))
            try await live.database.close()
            let restored = try await backup.open()
            #expect(try await restored.eraseAgain().erasures.count == 1)
            for number in [8, 9] { #expect(try await restored.records.statement(numberedID(number)) == nil) }
            #expect(try await restored.records.statement(numberedID(1)) != nil, "nobody else")
            #expect(try await restored.faults() == [])
            try await restored.database.close()
        }
    }

    @Test("what a retention run erased goes again", arguments: Engine.allCases)
    func retention(engine: Engine) async throws {
        try await RestorePlace.run(on: engine) { live, backup in
            let draft = RetentionSchedule.Draft(
                name: "x", category: .unknownActors, period: try #require(RetentionPeriod("P1D"))
            )
            _ = try await SetRetention(database: live.database)("x", to: draft, by: "dpo")
            live.store.clock.advance(seconds: 3 * 86_400)
            let plan = try await PlanRetention(database: live.database)()
            #expect(plan.due.actors == 1)
            guard case .started = try await live.retention.start(plan.digest, by: "dpo") else {
                Issue.record("not started")
                return
            }
            while try await live.retention() > 0 {}
            try await live.database.close()
            let restored = try await backup.open()
            #expect(try await restored.eraseAgain().erasures.count == 1)
            #expect(try await restored.records.statement(numberedID(9)) == nil)
            try await restored.database.close()
        }
    }

    @Test("another log with as many leaves loses nothing", arguments: Engine.allCases)
    func otherLog(engine: Engine) async throws {
        try await RestorePlace.run(on: engine) { live, _ in
            _ = try await live.erase(.person(live.store.zoe))
            _ = try await live.erase(.actor(PeopleStore.account("tom")))
            let journal = live.journal
            try await live.database.close()
            try await ErasureStore.run(on: engine) { other in
                let side = try await RestoreSide(
                    store: other, records: other.records, folder: other.log.folder, journal: journal
                )
                #expect(try await side.eraseAgain().erasures == [])
                #expect(try await other.records.statement(numberedID(1)) != nil)
                #expect(try await other.records.statement(numberedID(9)) != nil)
            }
        }
    }

    @Test("the journal has what was committed before a crash, whole lines alone", arguments: Engine.allCases)
    func journal(engine: Engine) async throws {
        try await RestorePlace.run(on: engine) { live, backup in
            // The file cannot be written: nobody is told that it is done, and the line waits in the database.
            let broken = try await RestoreSide(
                store: live.store, records: live.records, folder: live.folder, journal: "/nowhere/erasures"
            )
            await #expect(throws: (any Error).self) { _ = try await broken.erase(.person(live.store.zoe)) }
            #expect(!FileManager.default.fileExists(atPath: live.journal))
            // A crash had cut off a line, and somebody wrote another that is none.
            try Data("what is this}\n{\"erasure\":\"9f0d".utf8).write(to: URL(filePath: live.journal))
            #expect(try await live.eraseAgain() == live.report(unreadable: 1))
            let left = try await live.database.read { transaction in
                try transaction.rows("SELECT count(*) FROM erasure WHERE line IS NOT NULL").first?.integer(0)
            }
            #expect(left == 0, "a person’s id stands in the file alone")
            try await live.database.close()
            let restored = try await backup.open()
            let again = try await restored.eraseAgain()
            #expect(again.erasures.count == 1 && again.unreadable == 1)
            #expect(try await restored.records.statement(numberedID(1)) == nil)
            try await restored.database.close()
        }
    }
}

/// A store and a copy of it, made before anything was erased.
private struct RestorePlace {
    let store: ErasureStore
    let place: TestStore
    let folder: URL
    let journal: String

    static func run(
        on engine: Engine, _ body: @escaping @Sendable (RestoreSide, RestorePlace) async throws -> Void
    ) async throws {
        let outside = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: outside) }
        try await ErasureStore.run(on: engine) { store in
            // PostgreSQL copies a database that nobody uses.
            try await store.database.close()
            let copy = try await store.place.copy()
            var folder = URL(filePath: copy.location).deletingLastPathComponent()
            if engine == .postgres {
                folder = outside.appending(path: "data")
                try FileManager.default.copyItem(at: store.log.folder, to: folder)
            }
            let journal = outside.appending(path: "erasures").path()
            let backup = RestorePlace(store: store, place: copy, folder: folder, journal: journal)
            do {
                let live = RestorePlace(
                    store: store, place: store.place, folder: store.log.folder, journal: journal
                )
                try await body(try await live.open(), backup)
            } catch {
                try? await copy.remove()
                throw error
            }
            try await copy.remove()
        }
    }

    func open() async throws -> RestoreSide {
        let records = try await RecordStore(try place.open(clock: store.clock))
        return try await RestoreSide(store: store, records: records, folder: folder, journal: journal)
    }
}

/// One of the two, opened.
private struct RestoreSide: Sendable {
    let store: ErasureStore
    let records: RecordStore
    let folder: URL
    let journal: String
    let retention: RunRetention
    private let erase: ErasePerson
    private let again: EraseAgain

    var database: any Database { records.database }

    init(store: ErasureStore, records: RecordStore, folder: URL, journal: String) async throws {
        (self.store, self.records, self.folder, self.journal) = (store, records, folder, journal)
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        let database = records.database
        let contents = try DigestFiles(folder: folder.appending(path: "blobs").path())
        let sweep = SweepBlobs(database: database, files: contents)
        let shelf = BundleShelf(
            database: database, folder: folder.appending(path: "bundles").path(), seals: KnownSeals(), random: random
        )
        let kept = ErasureJournal(path: journal)
        erase = ErasePerson(
            database: database, sweepBlobs: sweep, bundles: shelf, journal: kept, folder: nil, random: random
        )
        again = EraseAgain(
            database: database, keep: KeepErasures(database: database, journal: kept), sweepBlobs: sweep,
            bundles: shelf, random: random
        )
        retention = RunRetention(
            database: database, sweepBlobs: sweep, bundles: shelf, journal: kept, random: random
        )
    }

    func erase(_ learner: ErasePerson.Learner) async throws -> ErasePerson.Report {
        try await erase(.init(learner, reason: "118"), by: "dpo").get()
    }

    func eraseAgain() async throws -> EraseAgain.Report { try await again() }

    func report(unreadable: Int) -> EraseAgain.Report {
        var report = EraseAgain.Report()
        report.unreadable = unreadable
        return report
    }

    /// What is answered about somebody else.
    func lea() async throws -> [String] {
        try await records.completions { $0.person = store.lea }.map { line in
            "\(line.evaluation.status) \(line.evaluation.because.map(\.statement.canonical))"
        }
    }

    func faults() async throws -> Set<String> {
        try await records.sequenceAll()
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        _ = try await GrowTree(database: database, random: random)()
        var found: Set<String> = []
        let files = LogFiles(
            keys: folder.appending(path: "log-key").path(), journal: nil, publicURL: "https://lrs.example/"
        )
        _ = try await CheckLog(database: database, files: files)(held: []) { found.insert("\($0)") }
        return found.union(try await records.check().map { "\($0)" })
    }

    /// Files of the data folder in which a mark of the person stands.
    func found() throws -> [String] {
        let all = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String } ?? []
        return all.filter { file in
            guard let bytes = FileManager.default.contents(atPath: folder.appending(path: file).path()) else {
                return false
            }
            return ErasureStore.marks.contains { bytes.range(of: Data($0.utf8)) != nil }
        }
    }
}
