import Crypto
import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

func digest(_ identifier: InverseFunctionalIdentifier) -> [UInt8] {
    Array(SHA256.hash(data: Array(identifier.canonical.utf8)))
}

/// What an administrator does to two entries of the access log behind a checkpoint, and what is found.
struct ReadEdit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let found: Set<String>
    let edit: Query

    static let all = [
        ReadEdit("nothing", [], "UPDATE access_read SET times = times"),
        ReadEdit("a purpose is edited", changed, "UPDATE access_read SET purpose = 'z' WHERE place = 1"),
        ReadEdit("another key is said to have read", changed, "UPDATE access_read SET access_key = 'z' WHERE at > 0"),
        ReadEdit("a person is taken out", changed, "UPDATE access_read SET person = NULL WHERE place = 0"),
        ReadEdit("a read is said to have been one", changed, "UPDATE access_read SET times = 1 WHERE place = 0"),
        ReadEdit("an entry is removed", changed, "DELETE FROM access_read WHERE place = 1"),
        ReadEdit("all entries are removed", ["missingRecord(leaf: 1)"], "DELETE FROM access_read"),
        ReadEdit("the record is removed", ["missingRecord(leaf: 1)"], "DELETE FROM log_entry WHERE kind = 7"),
    ]
    private static let changed: Set = ["changedRecord(leaf: 1)"]

    init(_ title: String, _ found: Set<String>, _ edit: Query) {
        (testDescription, self.found, self.edit) = (title, found, edit)
    }
}

@Suite("Access log")
struct LogReadsTests {
    private static func read(_ key: String, _ route: String = "GET /a", person: Int? = nil) -> LoggedRead.Content {
        var read = LoggedRead.Content(key: key, keyName: "Clé \(key)", route: route)
        read.person = person.flatMap { UUID(uuidString: numberedID($0)) }
        read.purpose = "Contrôle"
        return read
    }

    private static func log(_ records: RecordStore, most: Int = 5_000, clock: TestClock = TestClock()) -> LogReads {
        LogReads(database: records.database, most: most, clock: clock.now)
    }

    @Test("gathers entries, alike ones together, and lists them newest first", arguments: Engine.allCases)
    func gathered(engine: Engine) async throws {
        try await engine.withRecords { records in
            let log = Self.log(records, clock: TestClock(0))
            for (key, person) in [("a", 1), ("b", 2), ("a", 1), ("a", 2)] {
                try await log(Self.read(key, person: person))
            }
            let find = FindReads(database: records.database)
            #expect(try await find(.init()).items.isEmpty, "nothing is written yet")
            #expect(try await log.write() == 3)
            #expect(try await log.write() == 0)
            try await log(Self.read("a", person: 1))
            try await log.flush()
            try await records.sequenceAll()
            func found(_ change: (inout FindReads.Request) -> Void) async throws -> [String] {
                var request = FindReads.Request()
                change(&request)
                return try await find(request).items.map { "\($0.read.content.key)\($0.read.at)×\($0.read.times)" }
            }
            #expect(try await found { _ in } == ["a5×1", "a4×1", "b2×1", "a1×2"])
            #expect(try await found { $0.key = "b" } == ["b2×1"])
            #expect(try await found { $0.person = UUID(uuidString: numberedID(2)) } == ["a4×1", "b2×1"])
            #expect(try await found { ($0.since, $0.until) = (2, 5) } == ["a4×1", "b2×1"])
            var (request, pages) = (FindReads.Request(), [String]())
            request.limit = 1
            repeat {
                let page = try await find(request)
                pages += page.items.map { "\($0.read.at) \($0.leaf ?? -1)" }
                request.cursor = page.next.flatMap { ReadCursor(text: $0.text) }
            } while request.cursor != nil
            #expect(pages == ["5 1", "4 0", "2 0", "1 0"])
        }
    }

    @Test("a full memory makes a read wait, and loses nothing", arguments: Engine.allCases)
    func bounded(engine: Engine) async throws {
        try await engine.withRecords { records in
            let log = Self.log(records, most: 2)
            try await log(Self.read("a"))
            try await log(Self.read("b"))
            try await log(Self.read("b"))
            let third = Task { try await log(Self.read("c")) }
            let gone = Task { try await log(Self.read("d")) }
            gone.cancel()
            await #expect(throws: CancellationError.self) { try await gone.value }
            try await Task.sleep(for: .milliseconds(50))
            #expect(try await log.write() == 2)
            try await third.value
            try await log.flush()
            let keys = try await FindReads(database: records.database)(.init()).items.map(\.read.content.key)
            #expect(keys == ["c", "b", "a"])
        }
    }

    @Test("what cannot be written is tried again", arguments: Engine.allCases)
    func failing(engine: Engine) async throws {
        try await engine.withRecords { records in
            let broken = FaultyDatabase(database: records.database, error: .full)
            let log = LogReads(database: broken, most: 2, clock: { 1 })
            try await log(Self.read("a"))
            await #expect(throws: StoreError.full) { try await log.write() }
            await #expect(throws: StoreError.full) { try await log.write() }
            try await log(Self.read("a"))
            try await log(Self.read("b"))
            let third = Task { try await log(Self.read("c")) }
            try await Task.sleep(for: .milliseconds(50))
            third.cancel()
            await #expect(throws: CancellationError.self) { try await third.value }
        }
    }

    @Test("writes by itself, many entries at once in several records", arguments: Engine.allCases)
    func running(engine: Engine) async throws {
        try await engine.withRecords { records in
            let log = Self.log(records, most: 600)
            let writer = Task { await log.run { Issue.record("\($0)") } }
            for number in 0..<1_300 { try await log(Self.read("a", "GET /\(number)")) }
            try await log.flush()
            writer.cancel()
            await writer.value
            let counts = try await records.database.read { transaction in
                try transaction.rows("SELECT count(*), max(place) FROM access_read").map {
                    [try $0.integer(0), try $0.integer(1)]
                }.first
            }
            #expect(counts?.first == 1_300)
            #expect(counts?.last ?? 0 < Int64(LogReads.largestBatch))
        }
    }

    /// Two, of one person.
    private static func inspections(in records: RecordStore) async throws -> [Inspection] {
        let person = try await PeopleStore(records).make("Martin", accounts: ["lea"])
        let open = OpenInspection(database: records.database) { (0..<$0).map { _ in UInt8.random(in: 0...255) } }
        let now = try await records.database.read { $0.startedAt }
        var asked = OpenInspection.Request(auditor: "x", purpose: "y", until: now + 86_400_000_000)
        asked.people = [person]
        return [
            try await open(asked, by: "a").get().inspection, try await open(asked, by: "a").get().inspection,
        ]
    }

    @Test("inspections keep how often they read and when last, over several batches", arguments: Engine.allCases)
    func counted(engine: Engine) async throws {
        try await engine.withRecords { records in
            let inspections = try await Self.inspections(in: records)
            let log = Self.log(records)
            func read(_ number: Int, _ route: String) async throws {
                var read = Self.read(inspections[number].key, route)
                read.inspection = inspections[number].id
                try await log(read)
            }
            for batch in 0..<3 {
                for (number, route) in [(0, "GET /a"), (0, "GET /a"), (0, "GET /b"), (1, "GET /a")]
                where batch < 2 || number == 0 {
                    try await read(number, route)
                }
                try await log(Self.read("a"))
                _ = try await log.write()
            }
            let find = FindInspections(database: records.database)
            for (number, expected) in [(0, 9), (1, 2)] as [(Int, Int64)] {
                let found = try #require(try await find(inspections[number].id))
                let entries = try await records.database.read { transaction in
                    try transaction.rows(
                        """
                        SELECT CAST(sum(r.times) AS BIGINT), max(r.at) FROM access_read r
                        WHERE r.access_key = \(inspections[number].key)
                        """
                    ).map { (try $0.integer(0), try $0.integer(1)) }.first
                }
                #expect(found.reads == expected && found.reads == entries?.0)
                #expect(found.lastRead == entries?.1)
            }
        }
    }

    @Test("reads of before the upgrade count too", arguments: Engine.allCases)
    func upgraded(engine: Engine) async throws {
        try await engine.withRecords { records in
            let inspections = try await Self.inspections(in: records)
            let log = Self.log(records, clock: TestClock(0))
            for route in ["GET /a", "GET /a", "GET /b"] { try await log(Self.read(inspections[0].key, route)) }
            try await log.flush()
            try await records.database.write { transaction in
                for column in ["reads", "last_read_at"] as [Query] {
                    try transaction.execute("ALTER TABLE inspection DROP COLUMN \(column)")
                }
                try Migration0045InspectionReads().run(in: transaction)
            }
            let find = FindInspections(database: records.database)
            let found = try await find(inspections[0].id)
            #expect(found?.reads == 3 && found?.lastRead == 3)
            let other = try await find(inspections[1].id)
            #expect(other?.reads == 0 && other?.lastRead == nil)
        }
    }

    @Test("an entry that is changed or removed is found", arguments: ReadEdit.all, Engine.allCases)
    func tampered(scenario: ReadEdit, engine: Engine) async throws {
        try await engine.withLog { log in
            try await log.grow(0..<1)
            let reads = Self.log(log.records)
            for (key, person) in [("a", 1), ("a", 1), ("b", nil)] { try await reads(Self.read(key, person: person)) }
            try await reads.flush()
            try await log.records.grow(to: 2)
            _ = try await log.sign()
            try await log.records.database.write { try $0.execute(scenario.edit) }
            var found: Set<String> = []
            _ = try await CheckLog(database: log.records.database, files: log.files)(held: []) {
                found.insert("\($0)")
            }
            #expect(found == scenario.found)
        }
    }

    @Test("says of somebody who is erased no more than that they were read", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            let log = Self.log(store.records)
            var read = Self.read("a")
            for (person, actor) in [
                (store.zoe, nil), (store.lea, nil), (nil, ErasureStore.account), (nil, nil),
            ] as [(UUID?, InverseFunctionalIdentifier?)] {
                (read.person, read.actor) = (person, actor.map(digest))
                try await log(read)
            }
            try await log.flush()
            _ = try await store.settle()
            _ = try await store.log.sign()
            #expect(try await store.faults() == [])
            #expect(try await store.erased().counts.reads == 2)
            _ = try await store.settle()
            _ = try await store.log.sign()
            #expect(try await store.faults() == [])
            let items = try await FindReads(database: store.database)(.init()).items.map(\.read.content)
            #expect(items.map(\.person) == [nil, nil, store.lea, .zero])
            #expect(items.map(\.purpose) == ["Contrôle", "", "Contrôle", ""])
            #expect(items[1].actor == Array(repeating: 0, count: 32))
        }
    }
}
