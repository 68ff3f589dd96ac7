import ExactJSON
import Foundation
import Testing
import XAPI

@testable import Completion

@Suite("what a statement says")
struct LearningEventTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let deed: Deed
        let completed: Bool?
        let passed: Bool?
        var says: [Milestone] = []
        var findings: [String] = []

        init(
            _ description: String,
            _ deed: Deed,
            completed: Bool? = nil,
            passed: Bool? = nil,
            says: [Milestone] = [],
            findings: [String] = []
        ) {
            testDescription = description
            self.deed = deed
            self.completed = completed
            self.passed = passed
            self.says = says
            self.findings = findings
        }
    }

    static let cases = [
        Case("completed", Deed("a", VerbIRI.completed), completed: true, says: [.completion]),
        Case(
            "activitystrea.ms complete",
            Deed("a", VerbIRI.activityStreamsComplete),
            completed: true,
            says: [.completion]
        ),
        Case(
            "completion true with any verb",
            Deed("a", VerbIRI.answered).completion(true),
            completed: true,
            says: [.completion]
        ),
        Case(
            "completed with completion false",
            Deed("a", VerbIRI.completed).completion(false),
            completed: false,
            says: [.incompletion],
            findings: ["completed-with-completion-false"]
        ),
        Case("passed", Deed("a", VerbIRI.passed), passed: true, says: [.success, .passedVerb, .unscoredSuccess]),
        Case(
            "passed with a score",
            Deed("a", VerbIRI.passed).scaled(0.5),
            passed: true,
            says: [.success, .passedVerb]
        ),
        Case("failed", Deed("a", VerbIRI.failed), passed: false, says: [.failure]),
        Case(
            "failed with success true",
            Deed("a", VerbIRI.failed).success(true),
            passed: false,
            says: [.failure],
            findings: ["failed-with-success-true"]
        ),
        Case(
            "passed with success false",
            Deed("a", VerbIRI.passed).success(false),
            passed: false,
            says: [.failure],
            findings: ["passed-with-success-false"]
        ),
        Case(
            "waived is a decision, no achievement",
            Deed("a", VerbIRI.waived).cmi5.completion(true).success(true),
            says: [.waived]
        ),
        Case(
            "cmi5 leaves completion to the verb",
            Deed("a", VerbIRI.terminated).cmi5.completion(true),
            says: [.terminated],
            findings: ["result-not-allowed-by-cmi5"]
        ),
        Case(
            "terminated as completed",
            Deed("a", VerbIRI.terminated).completion(true),
            completed: true,
            says: [.completion, .terminated, .conclusion]
        ),
        Case("launched", Deed("a", VerbIRI.launched), says: [.opened, .launched]),
        Case("viewed", Deed("a", VerbIRI.tinCanViewed), says: [.opened]),
        Case("any other verb is activity", Deed("a", VerbIRI.interacted)),
        Case(
            "progress out of range",
            Deed("a", VerbIRI.progressed).progress(120),
            findings: ["progress-out-of-range"]
        ),
    ]

    @Test("is read from its verb and result", arguments: cases)
    func reading(scenario: Case) throws {
        let event = try #require(try scenario.deed.event())
        #expect(event.completed == scenario.completed)
        #expect(event.passed == scenario.passed)
        #expect(Set(event.milestones.keys) == Set(scenario.says + [.activity]))
        #expect(event.findings.codes == scenario.findings)
    }

    @Test("has a session class: that of its mode, unknown for a session without one, else normal")
    func sessionClass() throws {
        let deed = Deed("a", VerbIRI.completed)
        let deeds = [
            deed, deed.session("s"), deed.mode("Normal"), deed.session("s").mode("Browse"), deed.mode("Review"),
            deed.mode("Sideways"),
        ]
        let classes = try deeds.map { try $0.event()?.sessionClass }
        #expect(classes == [.normal, .unknown, .normal, .browse, .review, .unknown])
    }

    @Test("is nothing where the object is no activity, or the statement voids another")
    func nothing() throws {
        let objects = [
            #"{"objectType":"Agent","mbox":"mailto:b@example.org"}"#,
            #"{"objectType":"StatementRef","id":"11111111-1111-4111-8111-111111111111"}"#,
        ]
        for (object, verb) in zip(objects, [VerbIRI.completed, VerbIRI.voided]) {
            let text = #"{"actor":{"mbox":"mailto:a@example.org"},"verb":{"id":"\#(verb)"},"object":\#(object)}"#
            let document = try JSONDocument(reading: Array(text.utf8))
            let statement = try Statement(reading: document.root, version: .v1_0_3)
            #expect(LearningEvent(statement, id: Deed.id(of: "a"), stored: Deed.instant(0)) == nil)
        }
    }

    @Test("is about its actor alone: an instructor and a group's members have no part in it")
    func others() throws {
        let deed = Deed("a", VerbIRI.completed).with {
            $0.context = [#""instructor":{"mbox":"mailto:teacher@example.org"}"#]
            $0.actorJSON =
                #"{"objectType":"Group","mbox":"mailto:team@example.org","member":[{"mbox":"mailto:b@example.org"}]}"#
        }
        #expect(try [deed].facts().map(\.0.actor) == [1])
    }

    @Test(
        "how somebody rates what they learn is no score of theirs",
        arguments: [VerbIRI.tinCanRated, VerbIRI.commented]
    )
    func opinions(verb: String) throws {
        let deeds = [Deed("a", verb).scaled(0.5), Deed("b", VerbIRI.answered).scaled(0.5)]
        let scores = try deeds.map { try $0.event()?.score?.scaled }
        #expect(scores == [nil, 0.5])
    }

    @Test("without a timestamp it happened when it was stored")
    func noTimestamp() throws {
        let actor = #"{"mbox":"mailto:a@example.org"}"#
        let text =
            #"{"actor":\#(actor),"verb":{"id":"\#(VerbIRI.completed)"},"object":{"id":"https://example.org/a"}}"#
        let document = try JSONDocument(reading: Array(text.utf8))
        let statement = try Statement(reading: document.root, version: .v2_0)
        let event = LearningEvent(statement, id: Deed.id(of: "a"), stored: Deed.instant(3))
        #expect(event?.witness.effective == Deed.instant(3).microseconds)
        #expect(event?.timestampIsInFuture == false)
    }
}
