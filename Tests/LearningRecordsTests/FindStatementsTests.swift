import Foundation
import LearningRecords
import Persistence
import TestSupport
import Testing
import XAPI

/// What is asked, and the numbers of the statements that must come back, newest first. Source: Communication 2.1.3.
struct StatementFilterScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let numbers: [Int]
    let ask: @Sendable (inout StatementFilter) -> Void

    init(_ sentence: String, _ numbers: [Int], _ ask: @escaping @Sendable (inout StatementFilter) -> Void) {
        testDescription = sentence
        self.numbers = numbers
        self.ask = ask
    }

    static let instructor = InverseFunctionalIdentifier.mbox("mailto:formateur@ex.fr")
    static func agent(_ name: String) -> InverseFunctionalIdentifier { .account(homePage: "https://ex.fr", name: name) }

    static let all = [
        StatementFilterScenario("everything, newest first", [5, 4, 3, 2, 1]) { _ in },
        StatementFilterScenario("ascending", [1, 2, 3, 4, 5]) { $0.isAscending = true },
        StatementFilterScenario("an agent as actor", [3, 1]) { $0.agent = agent("a") },
        StatementFilterScenario("an agent as object", [5, 2]) { $0.agent = agent("b") },
        StatementFilterScenario("an agent who only taught is not found", []) { $0.agent = instructor },
        StatementFilterScenario("unless related agents are asked", [4]) {
            $0.agent = instructor
            $0.includesRelatedAgents = true
        },
        StatementFilterScenario("a member of a Group that acted", [4]) { $0.agent = agent("m") },
        StatementFilterScenario("a verb", [3]) { $0.verb = "http://adlnet.gov/expapi/verbs/failed" },
        StatementFilterScenario("a verb nobody used", []) { $0.verb = "https://ex.fr/verbs/none" },
        StatementFilterScenario("an activity as object", [2, 1]) { $0.activity = "https://ex.fr/a" },
        StatementFilterScenario("related activities too", [4, 2, 1]) {
            $0.activity = "https://ex.fr/a"
            $0.includesRelatedActivities = true
        },
        StatementFilterScenario("agent and verb", [1]) {
            $0.agent = agent("a")
            $0.verb = "http://adlnet.gov/expapi/verbs/completed"
        },
        StatementFilterScenario("agent and activity", [1]) {
            $0.agent = agent("a")
            $0.activity = "https://ex.fr/a"
        },
        StatementFilterScenario("activity and verb", [2, 1]) {
            $0.verb = "http://adlnet.gov/expapi/verbs/completed"
            $0.activity = "https://ex.fr/a"
        },
        StatementFilterScenario("a registration", [3]) { $0.registration = UUID(uuidString: numberedID(99)) },
        StatementFilterScenario("since leaves out an equal time", [5, 4, 3]) {
            $0.since = Instant(microseconds: 2_000)
        },
        StatementFilterScenario("until takes in an equal time", [2, 1]) { $0.until = Instant(microseconds: 2_000) },
        StatementFilterScenario("since and until with an agent", [3]) {
            $0.agent = agent("a")
            $0.since = Instant(microseconds: 1_000)
            $0.until = Instant(microseconds: 4_000)
        },
    ]
}

@Suite("Finding statements")
struct FindStatementsTests {
    /// Stored at 1,000 µs, 2,000 µs, …
    static let stored = [
        sampleStatement(numberedID(1), agent: "a"),
        sampleStatement(numberedID(2), agent: "b"),
        sampleStatement(
            numberedID(3), verb: "failed", agent: "a", activity: "https://ex.fr/b",
            more: #","context":{"registration":"\#(numberedID(99))"}"#
        ),
        """
        {"id":"\(numberedID(4))","actor":{"objectType":"Group","member":[
        {"account":{"homePage":"https://ex.fr","name":"m"}}]},"verb":{"id":"http://adlnet.gov/expapi/verbs/attended"},
        "object":{"id":"https://ex.fr/c"},"context":{"instructor":{"mbox":"mailto:formateur@ex.fr"},
        "contextActivities":{"parent":{"id":"https://ex.fr/a"}}}}
        """,
        """
        {"id":"\(numberedID(5))","actor":{"mbox":"mailto:drh@ex.fr"},"verb":{"id":"https://ex.fr/verbs/praised"},
        "object":{"objectType":"Agent","account":{"homePage":"https://ex.fr","name":"b"}}}
        """,
    ]

    @Test("each filter finds what the standard says, in order", arguments: Engine.allCases)
    func filters(engine: Engine) async throws {
        let clock = TestClock(0, step: 0)
        try await engine.withDatabase(clock: clock) { database in
            let records = try await RecordStore(database)
            for text in Self.stored {
                clock.advance(microseconds: 1_000)
                _ = try await records.store([text])
            }
            for scenario in StatementFilterScenario.all {
                var filter = StatementFilter()
                scenario.ask(&filter)
                let found = try await records.ids(filter)
                #expect(found == scenario.numbers.map { numberedID($0) }, "\(scenario.testDescription)")
            }
        }
    }

    @Test("pages show neither a duplicate nor a gap while others write", arguments: Engine.allCases, [true, false])
    func pages(engine: Engine, isAscending: Bool) async throws {
        try await engine.withRecords { records in
            let ids = (0..<25).map { numberedID($0) }
            for id in ids { _ = try await records.store([sampleStatement(id)]) }
            var filter = StatementFilter()
            filter.limit = 4
            filter.isAscending = isAscending
            var found: [String] = []
            repeat {
                let page = try await records.page(filter)
                found += page.statements.map { $0.id.uuidString.lowercased() }
                filter.cursor = page.next.flatMap { StatementCursor(text: $0.text) }
                _ = try await records.store([sampleStatement(UUID().uuidString.lowercased())])
            } while filter.cursor != nil
            #expect(found == (isAscending ? ids : ids.reversed()))
        }
    }

    @Test("large statements stand on a page among small ones, in their order and whole", arguments: Engine.allCases)
    func large(engine: Engine) async throws {
        try await engine.withRecords { records in
            let texts = [10, 20_000, 10, 16_200, 17_000, 10].enumerated().map { place, length in
                let text = String(repeating: "é", count: length)
                return sampleStatement(numberedID(place), more: #","result":{"response":"\#(text)"}"#)
            }
            for text in texts { _ = try await records.store([text]) }
            var filter = StatementFilter()
            filter.isAscending = true
            let found = try await records.page(filter).statements
            try #require(found.count == texts.count)
            for (statement, text) in zip(found, texts) {
                let answer = try statement.bytes(in: StatementForm(version: .v1_0_3))
                #expect(answer.starts(with: text.utf8.dropLast()))
            }
        }
    }

    private static func made(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    @Test("a cursor that was given out by the other engine starts anew there", arguments: Engine.allCases)
    func othersCursor(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(1))])
            var filter = StatementFilter()
            let horizon = engine == .sqlite ? "1:9:3,4" : "7"
            let made: StatementCursor = try #require(StatementCursor(text: Self.made("9000000000000000.1.\(horizon)")))
            filter.cursor = made
            #expect(try await records.ids(filter) == [numberedID(1)])
        }
    }

    @Test("related agents include the authority, also of what is referred to", arguments: Engine.allCases)
    func authority(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(1))])
            var filter = StatementFilter()
            filter.agent = .account(homePage: "https://releve.example.fr", name: "test")
            #expect(try await records.ids(filter).isEmpty, "an authority is neither actor nor object")
            filter.includesRelatedAgents = true
            #expect(try await records.ids(filter) == [numberedID(1)])
            filter.verb = "http://adlnet.gov/expapi/verbs/completed"
            #expect(try await records.ids(filter) == [numberedID(1)])
            filter.activity = "https://ex.fr/none"
            #expect(try await records.ids(filter).isEmpty)
        }
    }

    @Test(
        "a search that finds little looks at a bounded number of rows, and goes on by `more`",
        arguments: Engine.allCases)
    func bounded(engine: Engine) async throws {
        try await engine.withRecords { records in
            _ = try await records.store([sampleStatement(numberedID(0), agent: "rare")])
            for batch in 0..<11 {
                let taught = #","context":{"instructor":{"account":{"homePage":"https://ex.fr","name":"rare"}}}"#
                let numbers = (0..<2_000).map { batch * 2_000 + $0 + 1 }
                _ = try await records.store(numbers.map { sampleStatement(numberedID($0), agent: "x", more: taught) })
            }
            var filter = StatementFilter()
            filter.agent = StatementFilterScenario.agent("rare")
            let first = try await records.page(filter)
            #expect(first.statements.isEmpty, "22,000 statements name the agent as instructor only")
            let next: StatementCursor = try #require(first.next)
            filter.cursor = next
            #expect(try await records.ids(filter) == [numberedID(0)])
        }
    }

    @Test(
        "a cursor that nobody gave out is refused",
        arguments: [
            "", "x", "MS4y", "MS4yLng", "LS0t", made("1.1."), made("1.1.x"), made("1.1.-5"), made("1.1.1:"),
            made("1.1.1.1"), made("1.1.5:4:"), made("1.1.0:4:"), made("1.1.1:9:3,2"), made("1.1.1:9:12"),
            made("1.1.1:9:3,,4"), made("1.1.9999999999999999999"), made("9999999999999999999.1.1"),
        ])
    func badCursor(text: String) {
        #expect(StatementCursor(text: text) == nil)
    }
}
