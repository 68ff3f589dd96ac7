import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// On SQLite requests that wait together are written as one batch: none of them may notice.
@Suite("requests that are stored together")
struct JointStatementsTests {
    /// Stores each of `requests` at once, behind a writer that waits until all of them stand in line.
    private static func store(
        _ requests: [[String]], in records: RecordStore
    ) async throws -> [Int: StoreStatements.Outcome] {
        let held = await HeldWriter(records.database)
        return try await withThrowingTaskGroup(of: (Int, StoreStatements.Outcome).self) { group in
            for (place, request) in requests.enumerated() {
                group.addTask { (place, try await records.store(request)) }
            }
            try await Task.sleep(for: .milliseconds(300))
            try await held.release()
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    @Test("each is answered for itself, whatever the others are", arguments: Engine.allCases)
    func outcomes(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(1))])
            let outcomes = try await Self.store(
                [
                    [sampleStatement(numberedID(1))], [sampleStatement(numberedID(1), verb: "failed")],
                    [sampleStatement(numberedID(2)), sampleStatement(numberedID(1), verb: "failed")],
                    [sampleStatement(numberedID(3), agent: "new", activity: "urn:new")],
                    [sampleStatement(numberedID(4), agent: "new", activity: "urn:new")],
                    [voiding(numberedID(5), numberedID(3))], [sampleStatement(numberedID(6))],
                    [sampleStatement(numberedID(6))], [sampleStatement(numberedID(7))],
                ],
                in: records
            )
            let id = { (number: Int) in UUID(uuidString: numberedID(number)) ?? UUID() }
            #expect(outcomes[0] == .stored([id(1)]), "the same again")
            #expect(outcomes[1] == .conflict(id(1)))
            #expect(outcomes[2] == .conflict(id(1)), "whole, or not at all")
            for place in 3...8 { #expect(outcomes[place] == .stored([id([3, 4, 5, 6, 6, 7][place - 3])])) }
            let there = try await records.ids(StatementFilter())
            #expect(Set(there) == Set([1, 4, 5, 6, 7].map { numberedID($0) }), "2 is not stored, 3 is voided")
            #expect(there.count == 5)
            var filter = StatementFilter()
            filter.activity = "urn:new"
            #expect(Set(try await records.ids(filter)) == [numberedID(4), numberedID(5)], "a new term has one number")
        }
    }

    @Test("of two that differ under one id, one is stored and the other conflicts", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withRecords { records in
            let requests = (0..<20).flatMap { number in
                ["passed", "failed"].map { [sampleStatement(numberedID(number), verb: $0)] }
            }
            let outcomes = try await Self.store(requests, in: records)
            for number in 0..<20 {
                let pair = [outcomes[2 * number], outcomes[2 * number + 1]]
                let id = try #require(UUID(uuidString: numberedID(number)))
                #expect(pair.contains(.stored([id])) && pair.contains(.conflict(id)))
            }
            #expect(try await records.ids(StatementFilter()).count == 20)
        }
    }
}
