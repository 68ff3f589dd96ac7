import EvidenceVerification
import ExactJSON
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("statements that the tree need not read back")
struct FreshStatementsTests {
    /// 300 odd ones of each version, in arrays, as a request brings them.
    private static func storeGenerated(in records: RecordStore) async throws {
        for version in [XAPIVersion.v1_0_3, .v2_0] {
            var generator = StatementGenerator(seed: version == .v2_0 ? 11 : 12, isVersion2: version == .v2_0)
            for _ in 0..<3 {
                let spellings = (0..<100).map { _ in generator.statement().spelling }
                let body = Array(generator.array(spellings).sent.utf8)
                let statements = try JSONDocument(reading: body).root.elements.map {
                    try Statement(reading: $0, version: version)
                }
                _ = try await records.storeStatements(.init(statements, version: version), as: records.credential)
            }
        }
        try await records.sequence(600)
    }

    @Test("are committed to as if they had been read", arguments: Engine.allCases)
    func same(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await Self.storeGenerated(in: records)
            try await records.database.read { transaction in
                let entries = try transaction.logEntries(after: -1, limit: 1_000)
                let read = try transaction.loggedRecords(after: -1, through: 599)
                let known = try transaction.records(of: entries, among: records.fresh)
                #expect(entries.count == 600 && known.count == 600)
                for (entry, record) in zip(entries, read) { #expect(known[entry.leaf] == record) }
                #expect(try transaction.records(of: entries, among: records.fresh).isEmpty, "each is taken once")
            }
        }
    }

    @Test("are read where they are no longer remembered", arguments: Engine.allCases)
    func partly(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await Self.storeGenerated(in: records)
            let seqs = try await records.database.read { try $0.logEntries(after: -1, limit: 1_000).map(\.record) }
            _ = records.fresh.take(seqs.filter { $0 % 3 == 0 })
            try await records.grow(to: 600)
            #expect(try await records.firstWrongLeaf() == nil)
            #expect(records.fresh.take(seqs).isEmpty)
        }
    }

    @Test("start anew past a bound", arguments: [Engine.sqlite])
    func bounded(engine: Engine) async throws {
        try await engine.withRecords { records in
            let long = #","result":{"response":"\#(String(repeating: "x", count: 900_000))"}"#
            for number in 0..<24 { _ = try await records.store([sampleStatement(numberedID(number), more: long)]) }
            let seqs = try await records.database.read { try $0.logEntries(after: -1, limit: 100).map(\.record) }
            let remembered = records.fresh.take(seqs)
            #expect(remembered.count < 10 && remembered.keys.contains(seqs[23]))
        }
    }

    @Test("are read again once somebody was erased", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        try await ErasureStore.run(on: engine) { store in
            let taught = #","result":{"completion":true},"context":{"instructor":\#(ErasureStore.account("zq-7781"))}"#
            let lea = ErasureStore.account("lea")
            _ = try await store.records.store([
                ErasureStore.says(3_000, "completed", lea, store.course.items[0], taught),
                ErasureStore.says(3_001, "completed", ErasureStore.account("zq-7781"), store.course.items[0]),
            ])
            // On PostgreSQL they have no leaf yet.
            _ = try await store.erased()
            _ = try await store.records.store([ErasureStore.says(3_002, "completed", lea, store.course.items[1])])
            _ = try await store.settle()
            #expect(try await store.faults() == [])
        }
    }
}
