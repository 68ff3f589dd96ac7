import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// What is done one after the other, by short commands, the outcome of the last one, and who then has which accounts.
/// `a+1` attaches account 1 to person a, `a-1` detaches it, `*1` shares it, `/1` unshares it, `a<b` merges b into a,
/// `a>b` splits b from a.
struct IdentifierScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let steps: [String]
    /// Of the last step; empty where it is done.
    let refusal: String
    let accounts: [String: [String]]

    init(_ sentence: String, _ steps: String, refused refusal: String = "", _ accounts: [String: [String]]) {
        testDescription = sentence
        self.steps = steps.split(separator: " ").map(String.init)
        self.refusal = refusal
        self.accounts = accounts
    }

    static let all = [
        IdentifierScenario("an identifier of nobody is attached", "a+1", ["a": ["1"]]),
        IdentifierScenario("again, which changes nothing", "a+1 a+1", ["a": ["1"]]),
        IdentifierScenario("one of another person", "a+1 b+1", refused: "identifierTaken", ["a": ["1"], "b": []]),
        IdentifierScenario("one that was detached", "a+1 a-1 b+1", ["a": [], "b": ["1"]]),
        IdentifierScenario("detaching what is another's", "a+1 b-1", refused: "identifierIsNotTheirs", ["a": ["1"]]),
        IdentifierScenario("shared, it is nobody's", "a+1 *1", ["a": []]),
        IdentifierScenario("shared twice", "*1 *1", [:]),
        IdentifierScenario("a shared one is not attached", "*1 a+1", refused: "identifierIsShared", ["a": []]),
        IdentifierScenario("no longer shared, it is", "*1 /1 a+1", ["a": ["1"]]),
        IdentifierScenario("unsharing what is somebody's changes nothing", "a+1 /1", ["a": ["1"]]),
        IdentifierScenario("a merge moves identifiers", "a+1 b+2 a<b", ["a": ["1", "2"], "b": []]),
        IdentifierScenario("and a split moves them back", "a+1 b+2 a<b a>b", ["a": ["1"], "b": ["2"]]),
        IdentifierScenario("merged twice", "b+2 a<b a<b", ["a": ["2"], "b": []]),
        IdentifierScenario("merged with itself", "a<a", refused: "samePerson", [:]),
        IdentifierScenario("a cycle", "a<b b<a", refused: "isMerged", [:]),
        IdentifierScenario("a merged person gets no identifier", "a<b b+1", refused: "isMerged", ["a": [], "b": []]),
        IdentifierScenario("a merged person is merged no further", "a<b c<b", refused: "isMerged", [:]),
        IdentifierScenario("merged in a chain", "c+3 b<c b+2 a<b", ["a": ["2", "3"], "b": [], "c": []]),
        IdentifierScenario("a chain is split from its end", "c+3 b<c a<b b>c", refused: "isMerged", ["a": ["3"]]),
        IdentifierScenario("and then whole", "c+3 b<c b+2 a<b a>b b>c", ["a": [], "b": ["2"], "c": ["3"]]),
        IdentifierScenario("splitting who was not merged", "a>b", refused: "notMerged", [:]),
        IdentifierScenario("splitting twice", "a<b a>b a>b", refused: "notMerged", [:]),
        IdentifierScenario(
            "what came after the merge stays", "b+2 a<b a+3 a>b", ["a": ["3"], "b": ["2"]]
        ),
        IdentifierScenario(
            "what has gone elsewhere stays there", "b+2 a<b a-2 c+2 a>b", ["a": [], "b": [], "c": ["2"]]),
        IdentifierScenario(
            "merged, split, and merged again the other way", "a+1 b+2 a<b a>b b<a", ["a": [], "b": ["1", "2"]]
        ),
        IdentifierScenario("merged again after a split", "a+1 b+2 a<b a>b a<b a>b", ["a": ["1"], "b": ["2"]]),
    ]
}

@Suite("identifiers of people")
struct IdentifierTests {
    @Test("belong to one person at most, and every change can be undone", arguments: Engine.allCases)
    func scenarios(engine: Engine) async throws {
        try await engine.withPeople { people in
            for scenario in IdentifierScenario.all { try await run(scenario, people) }
        }
    }

    private func run(_ scenario: IdentifierScenario, _ people: PeopleStore) async throws {
        let round = UUID().uuidString
        var ids: [Substring: UUID] = [:]
        for name in ["a", "b", "c"] { ids[Substring(name)] = try await people.make("\(name) \(round)") }
        var last = ""
        for step in scenario.steps {
            let name = step.prefix { !"+-*/<>".contains($0) }
            let (sign, rest) = (step.dropFirst(name.count).first, step.dropFirst(name.count + 1))
            let account = PeopleStore.account("\(rest) \(round)")
            let (id, other) = (ids[name] ?? UUID(), ids[rest] ?? UUID())
            switch sign {
            case "+": last = Self.refusal(try await people.change(.attach(to: id), account, by: "drh"))
            case "-": last = Self.refusal(try await people.change(.detach(from: id), account, by: "drh"))
            case "*": last = Self.refusal(try await people.change(.share, account, by: "drh"))
            case "/": last = Self.refusal(try await people.change(.unshare, account, by: "drh"))
            case "<":
                if case .refused(let refusal) = try await people.merge(other, into: id, by: "drh") {
                    last = "\(refusal)"
                } else {
                    last = ""
                }
            default:
                if case .refused(let refusal) = try await people.split(other, from: id, by: "drh") {
                    last = "\(refusal)"
                } else {
                    last = ""
                }
            }
        }
        #expect(last.prefix { $0 != "(" } == scenario.refusal, "\(scenario.testDescription): \(last)")
        for (name, accounts) in scenario.accounts {
            let theirs = try await people.accounts(try #require(ids[Substring(name)]))
            #expect(theirs == accounts.map { "\($0) \(round)" }, "\(scenario.testDescription): \(name)")
        }
    }

    private static func refusal(_ outcome: ChangeIdentifier.Outcome) -> String {
        if case .refused(let refusal) = outcome { "\(refusal)" } else { "" }
    }

    @Test("a split says which statements came in between, and what has gone elsewhere", arguments: Engine.allCases)
    func inBetween(engine: Engine) async throws {
        try await engine.withPeople { people in
            let one = try await people.make("Un", accounts: ["1"])
            let two = try await people.make("Deux", accounts: ["2", "3"])
            _ = try await people.records.store([sampleStatement(numberedID(1), agent: "2")])
            _ = try await people.merge(two, into: one, by: "drh")
            _ = try await people.records.store([
                sampleStatement(numberedID(2), agent: "2"), sampleStatement(numberedID(3), agent: "1"),
                sampleStatement(numberedID(4), agent: "3"),
            ])
            _ = try await people.change(.detach(from: one), PeopleStore.account("3"), by: "drh")
            guard case .split(let report) = try await people.split(two, from: one, by: "drh") else {
                Issue.record("not split")
                return
            }
            #expect(report.statements.map(\.canonical) == [numberedID(2)])
            #expect(!report.hasMoreStatements)
            #expect(report.gone == [PeopleStore.account("3")])
            #expect(report.person.id == two && report.person.mergedInto == nil)
            #expect(try await people.kinds(two).prefix(2) == [.moved, .split])
            #expect(try await people.kinds(one).suffix(2) == [.attached, .created])
        }
    }

    @Test("two who attach the same identifier at once: one has it, the other is told", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let stores = [PeopleStore(try await RecordStore(nodes[0])), PeopleStore(try await RecordStore(nodes[1]))]
            let ids = [try await stores[0].make("Un"), try await stores[0].make("Deux")]
            for round in 0..<20 {
                let account = PeopleStore.account("\(round)")
                async let first = stores[0].change(.attach(to: ids[0]), account, by: "drh")
                async let second = stores[1].change(.attach(to: ids[1]), account, by: "drh")
                let outcomes = try await [first, second]
                #expect(outcomes.filter { $0 == .done }.count == 1, "\(outcomes)")
            }
        }
    }

    @Test("history says who did what, newest first, page by page", arguments: Engine.allCases)
    func history(engine: Engine) async throws {
        try await engine.withPeople { people in
            let id = try await people.make("Un", accounts: ["1"])
            _ = try await people.change(.detach(from: id), PeopleStore.account("1"), by: "other")
            let find = FindPersonEvents(database: people.records.database)
            let first = try #require(try await find(of: id, limit: 2, includingRestricted: false))
            #expect(first.items.map(\.kind) == [.detached, .attached])
            #expect(first.items.map(\.key) == ["other", "drh"])
            #expect(first.items.map(\.identifier) == [PeopleStore.account("1"), PeopleStore.account("1")])
            let last = try #require(first.next)
            let second = try #require(try await find(of: id, before: last, includingRestricted: false))
            #expect(second.items.map(\.kind) == [.created])
            #expect(second.next == nil)
            let changes = String(decoding: second.items[0].changes, as: UTF8.self)
            #expect(changes.contains(#""field":"family_name","before":null,"after":"Un""#))
            let nobody = try await find(of: UUID(), includingRestricted: false)
            #expect(nobody == nil, "nobody has no history")
        }
    }
}
