import Foundation
import Testing
import XAPI

@testable import Completion

@Suite("a rule's answer")
struct EvaluateRuleTests {
    static let scenarios = Scenario.scorm12 + Scenario.scorm2004 + Scenario.cmi5 + Scenario.xapi + Scenario.decisions

    @Test("is as the table says", arguments: scenarios)
    func answer(scenario: Scenario) throws {
        let evaluation = try scenario.evaluation(of: scenario.deeds)
        #expect(evaluation.status == scenario.status)
        #expect(evaluation.because.map(\.statement) == scenario.because.map(Deed.id(of:)))
        #expect(evaluation.success == scenario.success)
        #expect(evaluation.missing.map(\.identifier) == scenario.missing)
        #expect(evaluation.findings == scenario.findings)
        let minute = evaluation.firstCompletedAt.map { Int(($0 - Deed.noon) / 60_000_000) }
        #expect(minute == scenario.completedMinute)
        if let expected = scenario.isCurrentAttemptComplete {
            #expect(evaluation.currentAttempt?.isComplete == expected)
        }
    }

    @Test("agrees with itself", arguments: scenarios)
    func coherence(scenario: Scenario) throws {
        let evaluation = try scenario.evaluation(of: scenario.deeds)
        #expect(evaluation.completed == (evaluation.firstCompletedAt != nil))
        #expect(evaluation.completed == [.completed, .expired].contains(evaluation.status))
        #expect(evaluation.satisfied == [.completed, .waived].contains(evaluation.status))
        #expect((evaluation.truth == .true) == (evaluation.completed || evaluation.status == .waived))
        #expect((evaluation.progress == nil) == (evaluation.status == .notStarted))
        if evaluation.truth == .true { #expect(evaluation.missing.isEmpty) }
    }

    @Test("needs every statement that it names, and no other", arguments: scenarios)
    func witnesses(scenario: Scenario) throws {
        let evaluation = try scenario.evaluation(of: scenario.deeds)
        guard evaluation.truth == .true else { return }
        let named = Set(evaluation.because.map(\.statement))
        // The launches tell which sessions count; they prove nothing themselves.
        let needed = scenario.deeds.filter { named.contains($0.id) || $0.verb == VerbIRI.launched }
        #expect(try scenario.evaluation(of: needed).because == evaluation.because)
        for statement in named {
            let without = try scenario.evaluation(of: scenario.deeds.filter { $0.id != statement })
            #expect(without.truth != .true || without.because != evaluation.because)
            let least = needed.filter { $0.id != statement && $0.verb != VerbIRI.launched }
            #expect(try scenario.evaluation(of: least).truth != .true)
        }
    }

    @Test("reopens when its completion is voided")
    func voided() throws {
        let deeds = [Deed("i", VerbIRI.initialized, "a"), Deed("c", VerbIRI.completed, "a", at: 1)]
        let scenario = Scenario("", .oneSCO, NamedRules.scorm12Default, deeds, .completed)
        #expect(try scenario.evaluation(of: deeds).status == .completed)
        #expect(try scenario.evaluation(of: deeds.filter { $0.name != "c" }).status == .inProgress)
    }

    @Test("names a statement once where it gives two facts")
    func oneStatement() throws {
        let deed = Deed("t", VerbIRI.passed, "a").completion(true).success(true)
        let scenario = Scenario("", .oneSCO, NamedRules.scorm2004CompletedAndPassed, [deed], .completed)
        let evaluation = try scenario.evaluation(of: [deed])
        #expect(evaluation.because.map(\.says) == ["result.completion = true, verb passed"])
    }

    @Test("carries score, progress and registration of the course")
    func measures() throws {
        let deeds = [
            Deed("s", VerbIRI.scored, "a", at: 1).scaled(0.4).in(1),
            Deed("t", VerbIRI.scored, "a", at: 2).scaled(0.9).in(1),
            Deed("u", VerbIRI.scored, "a", at: 3).scaled(0.6).in(2),
            Deed("g", VerbIRI.progressed, "b", at: 4).progress(50).in(2),
            Deed("c", VerbIRI.completed, "a", at: 5).in(2),
        ]
        let scenario = Scenario("", .twoSCOs, NamedRules.scorm12Default, deeds, .inProgress)
        let evaluation = try scenario.evaluation(of: deeds)
        #expect(evaluation.score == Score(scaled: 0.9))
        #expect(evaluation.progress == 0.75)
        #expect(evaluation.registration == Deed.registration(2))
    }

    @Test("is unknown where a score tells no range, and false where it is too low")
    func unknown() throws {
        let rule = RuleDocument(
            id: "test.score",
            version: 1,
            title: LocalizedText(french: "Score", english: "Score"),
            expression: .scoreAtLeast(0.8)
        )
        let cases: [(Deed, Truth)] = [
            (Deed("s", VerbIRI.scored).raw(17, of: nil), .unknown), (Deed("s", VerbIRI.scored).raw(17, of: 20), .true),
            (Deed("s", VerbIRI.scored).raw(15, of: 20), .false), (Deed("s", VerbIRI.scored), .false),
        ]
        for (deed, truth) in cases {
            let scenario = Scenario("", .of(), rule, [deed], .inProgress)
            #expect(try scenario.evaluation(of: [deed]).truth == truth)
        }
    }

    @Test("of a course without anything to launch rests on its own activity")
    func emptyCourse() throws {
        let scenario = Scenario("", .of(.cluster("a")), NamedRules.scorm12Default, [], .notStarted)
        #expect(try scenario.evaluation(of: []).truth == .unknown)
        #expect(try scenario.evaluation(of: [Deed("c", VerbIRI.completed)]).truth == .true)
    }
}
