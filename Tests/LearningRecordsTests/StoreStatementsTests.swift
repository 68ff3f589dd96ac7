import Completion
import Foundation
import LearningRecords
import Persistence
import TestSupport
import Testing
import XAPI

@Suite("Storing statements")
struct StoreStatementsTests {
    @Test("the bytes that came are given back, with what the service sets at the end", arguments: Engine.allCases)
    func bytesBack(engine: Engine) async throws {
        try await engine.withRecords { records in
            let odd = sampleStatement(
                numberedID(1),
                more:
                    #" , "result" : { "score":{"raw":1.0,"max":12345678901234567890},"extensions":{"https://é.fr/x":1e-7} } "#
            )
            #expect(try await records.store([odd]) == .stored([try #require(UUID(uuidString: numberedID(1)))]))
            let back = try #require(try await records.statement(numberedID(1)))
            #expect(back.hasPrefix(odd.dropLast()))
            for member in ["\"stored\":\"", "\"timestamp\":\"", "\"authority\":{", "\"version\":\"1.0.0\"}"] {
                #expect(back.contains(member), "\(member) is missing in \(back)")
            }
        }
    }

    @Test("stored and authority that a client sends are overridden", arguments: Engine.allCases)
    func overridden(engine: Engine) async throws {
        try await engine.withRecords { records in
            let sent = sampleStatement(
                numberedID(1),
                more: #","stored":"2001-01-01T00:00:00Z","authority":{"mbox":"mailto:x@ex.fr"},"version":"1.0.3""#
            )
            _ = try await records.store([sent])
            let back = try #require(try await records.statement(numberedID(1)))
            #expect(!back.contains("2001-01-01"))
            #expect(!back.contains("mailto:x@ex.fr"))
            #expect(back.contains(#""version":"1.0.3""#))
        }
    }

    @Test("the same id with the same content is fine, with other content a conflict", arguments: Engine.allCases)
    func repeatedID(engine: Engine) async throws {
        try await engine.withRecords { records in
            let first = sampleStatement(numberedID(1))
            let id = try #require(UUID(uuidString: numberedID(1)))
            _ = try await records.store([first])
            #expect(try await records.store([first.replacing(",", with: " ,\n")]) == .stored([id]))
            let other = [sampleStatement(numberedID(2)), sampleStatement(numberedID(1), verb: "failed")]
            #expect(try await records.store(other) == .conflict(id))
            #expect(try await records.statement(numberedID(2)) == nil, "a conflict stores nothing of its batch")
            #expect(try await records.store([first, first]) == .repeatedID(id))
        }
    }

    @Test("a void hides its target, whichever comes first", arguments: Engine.allCases, [[0, 1], [1, 0], [2]])
    func voidOrders(engine: Engine, order: [Int]) async throws {
        try await engine.withRecords { records in
            let target = sampleStatement(numberedID(1))
            let void = voiding(numberedID(2), numberedID(1))
            let posts = [[target], [void], [target, void]]
            for index in order { _ = try await records.store(posts[index]) }
            #expect(try await records.statement(numberedID(1)) == nil)
            #expect(try await records.statement(numberedID(1), isVoided: true) != nil)
            #expect(try await records.statement(numberedID(2)) != nil)
            #expect(try await records.ids(StatementFilter()) == [numberedID(2)])
        }
    }

    @Test("a voiding statement cannot be voided", arguments: Engine.allCases)
    func voidOfVoid(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(1)), voiding(numberedID(2), numberedID(1))])
            _ = try await records.store([voiding(numberedID(3), numberedID(2))])
            #expect(try await records.statement(numberedID(1)) == nil)
            #expect(try await records.statement(numberedID(2)) != nil)
            _ = try await records.store([voiding(numberedID(4), numberedID(5))])
            _ = try await records.store([voiding(numberedID(5), numberedID(3))])
            #expect(try await records.statement(numberedID(5)) != nil, "also where the void of the void comes first")
        }
    }

    @Test("a void and its target posted at once through two nodes: always voided", arguments: Engine.allCases)
    func voidRace(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let one = try await RecordStore(nodes[0])
            let other = try await RecordStore(nodes[1])
            let course = try await SampleCourse.store(in: one, items: ["A"])
            for round in 0..<1_000 {
                let (target, void) = (numberedID(2 * round), numberedID(2 * round + 1))
                let completed = sampleStatement(target, agent: "\(round)", activity: course.items[0])
                async let first = one.store([completed])
                async let second = other.store([voiding(void, target)])
                guard case (.stored, .stored) = try await (first, second) else {
                    Issue.record("round \(round) was not stored")
                    return
                }
                try #require(try await one.statement(target) == nil, "round \(round)")
                try #require(try await one.statement(target, isVoided: true) != nil, "round \(round)")
            }
            let complete = try await one.completions { $0.status = .completed }
            #expect(complete.isEmpty, "nothing that is voided counts")
        }
    }

    @Test("a reference and a void of one target that never came, then the target", arguments: Engine.allCases)
    func heldTwice(engine: Engine) async throws {
        try await engine.withRecords { records in
            let reference = """
                {"id":"\(numberedID(1))","actor":{"mbox":"mailto:a@ex.fr"},"verb":{"id":"https://ex.fr/v"},
                "object":{"objectType":"StatementRef","id":"\(numberedID(3))"}}
                """
            _ = try await records.store([reference])
            _ = try await records.store([voiding(numberedID(2), numberedID(3))])
            _ = try await records.store([sampleStatement(numberedID(3))])
            #expect(try await records.statement(numberedID(3)) == nil)
            #expect(try await records.statement(numberedID(3), isVoided: true) != nil)
            #expect(try await records.ids(StatementFilter()) == [numberedID(2), numberedID(1)])
        }
    }

    @Test("one statement posted by many at once is stored once", arguments: Engine.allCases)
    func sameRace(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask { _ = try await records.store((0..<4).map { sampleStatement(numberedID($0)) }) }
                }
                try await group.waitForAll()
            }
            #expect(try await records.ids(StatementFilter()).count == 4)
        }
    }

    @Test("a batch takes a number of round trips that does not depend on its size")
    func roundTrips() async throws {
        try await Engine.postgres.withRecords { records in
            var counts: [Int] = []
            for (group, size) in [1, 10, 1_000].enumerated() {
                // Statements, voids of what is there, voids and references that come before their targets.
                let known = (0..<size).map { sampleStatement(numberedID($0, group: group), agent: "\($0)") }
                _ = try await records.store(known)
                let batch = (0..<size).flatMap { number in
                    [
                        sampleStatement(numberedID(number, group: group + 10), agent: "\(number)"),
                        voiding(numberedID(number, group: group + 20), numberedID(number, group: group)),
                        voiding(numberedID(number, group: group + 30), numberedID(number, group: group + 40)),
                    ]
                }
                let before = records.database.roundTrips
                _ = try await records.store(batch)
                counts.append(records.database.roundTrips - before)
            }
            #expect(Set(counts.dropFirst()).count == 1, "\(counts)")
            #expect(counts.allSatisfy { $0 <= 24 }, "\(counts)")
        }
    }

    @Test("long identifiers, U+0000 and decomposed letters are kept apart", arguments: Engine.allCases)
    func oddTerms(engine: Engine) async throws {
        try await engine.withRecords { records in
            let long = "https://ex.fr/" + String(repeating: "a", count: 5_000)
            let agents = ["nul\\u0000", "\u{E9}", "e\u{301}", "x"]
            let activities = ["https://ex.fr/a", long, long + "b", long]
            for (place, (agent, activity)) in zip(agents, activities).enumerated() {
                _ = try await records.store([sampleStatement(numberedID(place), agent: agent, activity: activity)])
            }
            var filter = StatementFilter()
            filter.agent = .account(homePage: "https://ex.fr", name: "\u{E9}")
            #expect(try await records.ids(filter) == [numberedID(1)])
            filter.agent = .account(homePage: "https://ex.fr", name: "nul\u{0}")
            #expect(try await records.ids(filter) == [numberedID(0)])
            filter.agent = nil
            filter.activity = long
            #expect(Set(try await records.ids(filter)) == [numberedID(1), numberedID(3)])
        }
    }
}
