import Foundation
import Testing
import XAPI

@testable import LearningRecords

/// A statement by which an actor rates an activity, with a comment or without.
func rating(
    _ number: Int, _ scaled: Double?, _ activity: String, agent: String = "004217", comment: String? = nil,
    day: Int? = nil, group: Int = 0
) -> String {
    let score = scaled.map { #""score":{"scaled":\#($0)}"# }
    let parts = [score, comment.map { #""response":"\#($0)""# }].compactMap { $0 }.joined(separator: ",")
    let time = day.map { #","timestamp":"2025-01-\#(10 + $0)T08:00:00Z""# } ?? ""
    return """
        {"id":"\(numberedID(number, group: group))","actor":{"account":{"homePage":"https://ex.fr","name":"\(agent)"}},
        "verb":{"id":"http://id.tincanapi.com/verb/rated"},"object":{"id":"\(activity)"},"result":{\(parts)}\(time)}
        """
}

/// What one statement says, in millionths of a star.
struct FeedbackScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let verb: String
    let result: String
    /// Nil where the statement touches nothing.
    let says: (stars: Int64?, hasComment: Bool)?

    init(
        _ sentence: String, _ result: String, verb: String = VerbIRI.tinCanRated,
        _ says: (stars: Int64?, hasComment: Bool)?
    ) {
        testDescription = sentence
        self.verb = verb
        self.result = result
        self.says = says
    }

    static let all = [
        FeedbackScenario("a scaled score", #"{"score":{"scaled":0.8}}"#, (4_000_000, false)),
        FeedbackScenario("four of five stars", #"{"score":{"raw":4,"max":5}}"#, (4_000_000, false)),
        FeedbackScenario("four of five, whatever min is", #"{"score":{"raw":4,"min":1,"max":5}}"#, (4_000_000, false)),
        FeedbackScenario("scaled before raw", #"{"score":{"scaled":1,"raw":1,"max":10}}"#, (5_000_000, false)),
        FeedbackScenario("below zero is none", #"{"score":{"scaled":-1}}"#, (0, false)),
        FeedbackScenario("raw without max", #"{"score":{"raw":4}}"#, nil),
        FeedbackScenario("a max of zero", #"{"score":{"raw":0,"max":0}}"#, nil),
        FeedbackScenario("a comment", #"{"response":"Bien"}"#, verb: VerbIRI.commented, (nil, true)),
        FeedbackScenario("a rating with words", #"{"score":{"scaled":0.2},"response":"Long"}"#, (1_000_000, true)),
        FeedbackScenario(
            "a comment with stars", #"{"score":{"raw":1,"max":4},"response":"."}"#, verb: VerbIRI.commented,
            (1_250_000, true)
        ),
        FeedbackScenario("an empty comment", #"{"response":" \n"}"#, verb: VerbIRI.commented, nil),
        FeedbackScenario("neither", #"{"success":true}"#, nil),
        FeedbackScenario("another verb", #"{"score":{"scaled":0.8},"response":"x"}"#, verb: VerbIRI.answered, nil),
    ]
}

@Suite("what a statement says of a course")
struct FeedbackScenarioTests {
    @Test("is read from score and response", arguments: FeedbackScenario.all)
    func says(scenario: FeedbackScenario) throws {
        let text = """
            {"id":"\(numberedID(1))","actor":{"mbox":"mailto:a@ex.fr"},"verb":{"id":"\(scenario.verb)"},
            "object":{"id":"https://ex.fr/a"},"result":\(scenario.result)}
            """
        let statement = try Statement(stored: Array(text.utf8), version: .v1_0_3)
        let id = try #require(statement.id)
        let expected = scenario.says.map {
            Feedback(statement: id, at: 7, stars: $0.stars, hasComment: $0.hasComment)
        }
        #expect(Feedback(statement, id: id, effective: 7) == expected)
    }

    @Test(
        "stars fall into five classes",
        arguments: [
            (0, 1), (1, 1), (1_000_000, 1), (1_000_001, 2), (2_000_000, 2), (3_500_000, 4), (4_000_001, 5),
            (5_000_000, 5),
        ] as [(Int64, Int)]
    )
    func classes(stars: Int64, place: Int) throws {
        var sum = SummarizeFeedback.Stars()
        sum.add(Rating(statement: try #require(UUID(uuidString: numberedID(1))), at: 0, stars: stars))
        #expect(sum.distribution.firstIndex(of: 1) == place - 1 && sum.count == 1)
    }
}
