import Foundation
import TestSupport
import Testing

@testable import LearningRecords

/// What a source sends, and the defects that must be found: code, how many, of how many.
struct DefectScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let posts: [String]
    let defects: [String]

    init(_ sentence: String, _ posts: [String], _ defects: [String]) {
        testDescription = sentence
        self.posts = posts
        self.defects = defects
    }

    private static func says(
        _ number: Int, _ verb: String = "initialized", _ item: String = "https://ex.fr/a", agent: String = "004217",
        more: String = ""
    ) -> String {
        sampleStatement(numberedID(number), verb: verb, agent: agent, activity: item, more: more)
    }

    private static func lasting(_ duration: String, at time: String, session: String? = nil) -> String {
        let context = session.map {
            #","context":{"extensions":{"https://w3id.org/xapi/cmi5/context/extensions/sessionid":"\#($0)"}}"#
        }
        return #","result":{"duration":"\#(duration)"},"timestamp":"\#(time)"\#(context ?? "")"#
    }

    private static func registered(_ number: Int) -> String { #","context":{"registration":"\#(numberedID(number))"}"# }

    static let all = [
        DefectScenario("nothing sent", [], []),
        DefectScenario("nine learners who only begin tell nothing", (0..<9).map { says($0, agent: "\($0)") }, []),
        DefectScenario(
            "ten learners who only begin", (0..<10).map { says($0, agent: "\($0)") }, ["never-completes 10/10"]
        ),
        DefectScenario(
            "one who ends", (0..<10).map { says($0, agent: "\($0)") } + [says(10, "completed", agent: "1")], []
        ),
        DefectScenario(
            "the time of a session, sent again",
            [
                says(1, more: lasting("PT10M", at: "2025-06-01T10:10:00Z")),
                says(2, more: lasting("PT10M", at: "2025-06-01T10:10:01Z")),
                says(3, more: lasting("PT10M", at: "2025-06-01T10:30:00Z")),
                says(4, more: lasting("PT9M", at: "2025-06-01T10:30:01Z")),
            ], ["duplicate-durations 1/4"]
        ),
        DefectScenario(
            "the time of a session that is named, sent much later",
            [
                says(1, more: lasting("PT1M", at: "2025-06-01T10:10:00Z", session: "s")),
                says(2, more: lasting("PT1M", at: "2025-06-01T12:10:00Z", session: "s")),
                says(3, more: lasting("PT1M", at: "2025-06-01T14:10:00Z", session: "t")),
            ], ["duplicate-durations 1/3"]
        ),
        DefectScenario(
            "clocks that are ahead, or were never set",
            [
                says(1, more: #","timestamp":"2999-01-01T00:00:00Z""#),
                says(2, more: #","timestamp":"1970-01-01T00:00:00Z""#),
                says(3, more: #","timestamp":"2025-01-01T00:00:00Z""#), says(4),
            ], ["clock-ahead 1/3", "clock-unset 1/3"]
        ),
        DefectScenario(
            "one registration, two learners",
            [
                says(1, agent: "1", more: registered(90)), says(2, agent: "2", more: registered(90)),
                says(3, agent: "3", more: registered(91)), says(4, agent: "3", more: registered(91)),
            ], ["changing-actors 1/2"]
        ),
        DefectScenario(
            "identifiers that are written in several ways",
            [
                says(1, agent: "Dupont"), says(2, agent: "dupont"), says(3, "initialized", "https://ex.fr/A/"),
                says(4, "initialized", "https://ex.fr/b"),
            ], ["actor-spelling 1/3", "activity-spelling 1/3"]
        ),
    ]
}

@Suite("defects of sources")
struct SourceDefectTests {
    @Test("are found, with numbers", arguments: Engine.allCases)
    func scenarios(engine: Engine) async throws {
        for scenario in DefectScenario.all {
            try await engine.withSources { sources in
                if !scenario.posts.isEmpty { _ = try await sources.records.store(scenario.posts, as: sources.cegos) }
                // Another source's, which tell nothing of this one.
                _ = try await sources.records.store((100..<120).map { sampleStatement(numberedID($0), agent: "\($0)") })
                let advice = try #require(try await sources.advise("cegos"))
                let found = advice.findings.map { "\($0.code.rawValue) \($0.count)/\($0.total)" }
                #expect(found == scenario.defects, "\(scenario.testDescription)")
                #expect(advice.statements == scenario.posts.count)
                #expect((advice.period == nil) == scenario.posts.isEmpty)
            }
        }
    }

    @Test("are looked for in the newest statements, page by page, voided ones left out", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await engine.withSources { sources in
            let other = try await RecordStore.credential("cegos-2", of: "cegos", in: sources.records.database)
            for (key, group) in [(sources.cegos, 0), (other, 1)] {
                let begun = (0..<150).map { number in
                    sampleStatement(
                        numberedID(number, group: group), verb: "initialized", agent: "\(number)",
                        more: #","timestamp":"1980-01-01T00:00:00Z""#
                    )
                }
                _ = try await sources.records.store(begun, as: key)
            }
            _ = try await sources.records.store([voiding(numberedID(900), numberedID(0))])
            let advice = try #require(try await sources.advise("cegos"))
            #expect(advice.statements == 299)
            #expect(advice.findings.map(\.code) == [.neverCompletes, .clockUnset])
            #expect(advice.findings.map(\.count) == [150, 299])
            #expect(advice.findings.map(\.examples.count) == [0, SourceFinding.mostExamples])
            #expect(try await sources.advise("nobody") == nil)
        }
    }
}
