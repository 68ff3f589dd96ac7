import Completion
import ExactJSON
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

@Suite("rules")
struct RuleTests {
    private static let completed = #"{"completed":true}"#

    @Test("a change makes a new version, and the one before stays", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        try await engine.withRules { rules in
            #expect(try await rules.make("securite", complete: Self.completed) == "created 1")
            #expect(try await rules.make("securite", complete: Self.completed) == "unchanged 1")
            let yearly = #","validity":"P1Y""#
            #expect(try await rules.make("securite", complete: Self.completed, more: yearly) == "created 2")
            let first = try #require(try await rules.find("securite", version: 1))
            let newest = try #require(try await rules.find("securite", version: nil))
            #expect(first.rule.validMonths == nil && newest.rule.validMonths == 12)
            #expect(first.made?.by == "drh" && !first.isShipped && newest.rule.version == 2)
            #expect(try await rules.find("securite", version: 3) == nil)
            #expect(try await rules.make("securite", complete: Self.completed, more: #","version":1"#) == "conflict 2")
            #expect(try await rules.make("securite", complete: Self.completed, more: #","id":"autre""#) == "conflict 2")
            let next = try await rules.make(
                "securite", complete: Self.completed, more: #","id":"securite","version":2"#)
            #expect(next == "created 3")
        }
    }

    @Test("shipped rules are shown and never changed; others come behind them by their ids", arguments: Engine.allCases)
    func shipped(engine: Engine) async throws {
        try await engine.withRules { rules in
            for rule in NamedRules.all {
                #expect(try await rules.make(rule.id, complete: Self.completed) == "shipped")
                #expect(try await rules.find(rule.id, version: 1)?.isShipped == true)
            }
            for id in ["b", "a", "c"] { _ = try await rules.make(id, complete: Self.completed) }
            let all = try await rules.find(after: nil, limit: 2).map(\.rule.id)
            #expect(all == NamedRules.all.map(\.id) + ["a", "b"])
            #expect(try await rules.find(after: "b", limit: 2).map(\.rule.id) == ["c"])
            for id in ["", "a b", "é", String(repeating: "a", count: 101)] {
                #expect(try await rules.make(id, complete: Self.completed) == "invalid id")
            }
        }
    }

    @Test(
        "what refers to itself or to nothing is refused, with its place, and nothing is stored",
        arguments: Engine.allCases)
    func references(engine: Engine) async throws {
        try await engine.withRules { rules in
            #expect(try await rules.make("a", complete: #"{"rule":"a"}"#) == "/complete/rule")
            #expect(try await rules.make("a", complete: #"{"all":[{"rule":"b"}]}"#) == "/complete/all/0/rule")
            #expect(try await rules.find("a", version: nil) == nil)
            _ = try await rules.make("b", complete: Self.completed)
            #expect(try await rules.make("a", complete: #"{"not":{"rule":"b"}}"#) == "created 1")
            #expect(
                try await rules.make("b", complete: #"{"rule":"a"}"#) == "created 2", "what a was, b can be built on")
            let a = try #require(try await rules.find("a", version: 1)).rule
            #expect(a.expression == .not(.completed), "a version never changes")
            #expect(try await rules.find("b", version: 2)?.rule.expression == .not(.completed))
        }
    }

    @Test("two who change a rule at once make two versions", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let clock = TestClock()
            let stores = [
                RuleStore(try await RecordStore(nodes[0]), clock: clock),
                RuleStore(try await RecordStore(nodes[1]), clock: clock),
            ]
            for round in 1...10 {
                async let one = stores[0].make("a", complete: #"{"scoreAtLeast":0.\#(round)1}"#)
                async let other = stores[1].make("a", complete: #"{"scoreAtLeast":0.\#(round)2}"#)
                let made = try await [one, other].sorted()
                #expect(Set(made) == ["created \(round * 2 - 1)", "created \(round * 2)"])
            }
        }
    }
}
