import Foundation
import Testing

@testable import Completion

@Suite("folding statements into facts")
struct FoldTests {
    /// Few statements of few sessions, many of more sessions than are kept apart, and more times than are kept.
    struct Size: Sendable, CustomTestStringConvertible {
        let events: Int
        let sessions: Int
        let rounds: Int
        var testDescription: String { "\(events) statements in \(sessions) sessions, \(rounds) orders" }
    }

    static let sizes = [
        Size(events: 12, sessions: 3, rounds: 1000), Size(events: 400, sessions: 150, rounds: 20),
        Size(events: 2400, sessions: 700, rounds: 4),
    ]

    private static func folded(_ events: [LearningEvent]) -> Facts { events.reduce(into: Facts()) { $0.fold($1) } }

    @Test("any order and any repetition give equal facts and equal bytes", arguments: sizes)
    func permutations(size: Size) {
        var random = SeededGenerator(seed: 20_200_120)
        let events = LearningEvent.generated(size.events, sessions: size.sessions, using: &random)
        let facts = Self.folded(events)
        let bytes = facts.encoded
        for _ in 0..<size.rounds {
            let again = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
                events.randomElement(using: &random)
            }
            let other = Self.folded((events + again).shuffled(using: &random))
            #expect(other == facts)
            #expect(other.encoded == bytes)
        }
    }

    @Test("one thousand sets of statements, each in another order")
    func sets() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<1000 {
            let events = LearningEvent.generated(.random(in: 0...9, using: &random), sessions: 2, using: &random)
            #expect(Self.folded(events).encoded == Self.folded(events.shuffled(using: &random)).encoded)
        }
    }

    @Test(
        "merging is associative, commutative and idempotent, and folding is merging single statements",
        arguments: sizes
    )
    func laws(size: Size) {
        var random = SeededGenerator(seed: 2)
        let events = LearningEvent.generated(size.events, sessions: size.sessions, using: &random)
        let parts = (0..<3).map { part in
            Self.folded(events.enumerated().filter { $0.offset % 3 == part }.map(\.element))
        }
        func merged(_ one: Facts, _ other: Facts) -> Facts {
            var facts = one
            facts.merge(other)
            return facts
        }
        let (a, b, c) = (parts[0], parts[1], parts[2])
        #expect(merged(merged(a, b), c) == merged(a, merged(b, c)))
        #expect(merged(a, b) == merged(b, a))
        #expect(merged(a, a) == a)
        #expect(merged(a, Facts()) == a)
        #expect(merged(merged(a, b), c) == Self.folded(events))
        #expect(events.map { Facts($0) }.reduce(Facts(), merged) == Self.folded(events))
    }

    @Test("what is bounded stays within its bounds, and says what it left out")
    func bounds() {
        var random = SeededGenerator(seed: 3)
        let facts = Self.folded(LearningEvent.generated(3000, sessions: 700, using: &random))
        #expect(facts.sessions.count == Facts.sessionCapacity)
        #expect(facts.modes.count <= Facts.modeCapacity)
        #expect(facts.common.time.entries.count == TimeEntries.capacity)
        #expect(facts.common.time.isTruncated)
        #expect(facts.isTruncated)
        #expect(facts.whole.measures[.progress].map { $0.ladder.rungs.count <= 101 } == true)
        #expect(facts.encoded.count < 256 * 1024)
    }

    @Test("first, last, best and greatest are what they are called")
    func names() {
        func event(_ minute: Int64, score: Double, progress: Double) -> LearningEvent {
            var event = LearningEvent(
                witness: Witness(effective: minute, stored: 99, statement: UUID(halves: (1, UInt64(minute))))
            )
            event.milestones[.completion] = .completed
            event.score = Score(scaled: score)
            event.progress = progress
            return event
        }
        let facts = Self.folded([
            event(2, score: 0.9, progress: 0.3), event(3, score: 0.5, progress: 0.8),
            event(1, score: 0.1, progress: 0.5),
        ])
        #expect(facts.firstCompletion?.effective == 1)
        #expect(facts.lastCompletion?.effective == 3)
        #expect(facts.bestScore?.witness.effective == 2)
        #expect(facts.lastScore?.score == Score(scaled: 0.5))
        #expect(facts.firstProgress?.fraction == 0.5)
        #expect(facts.greatestProgress?.witness.effective == 3)
        #expect(facts.firstSuccess == nil)
    }

    @Test("a rung of the ladder is the earliest reading that reached it")
    func ladder() {
        let readings = [(0.5, 1), (0.29, 2), (0.8, 3), (0.7, 4), (0.8, 5), (1.0, 6)].map { score, minute in
            Reading(
                witness: Witness(effective: minute, stored: 0, statement: UUID(halves: (0, 0))),
                score: Score(scaled: score)
            )
        }
        var facts = Readings(readings[0])
        for reading in readings.dropFirst().reversed() { facts.merge(Readings(reading)) }
        let reached = [0, 0.29, 0.5, 0.51, 0.8, 0.805, 1].map { facts.reaching($0)?.witness.effective }
        #expect(reached == [1, 1, 1, 3, 3, 6, 6])
        #expect(facts.ladder.rungs.map(\.witness.effective) == [6, 3, 1])
        #expect(Readings(readings[1]).reaching(0.29) != nil)
        #expect(Readings(readings[1]).reaching(0.3) == nil)
    }
}
