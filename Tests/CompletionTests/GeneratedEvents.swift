import Foundation

@testable import Completion

/// SplitMix64: the same seed gives the same events on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension LearningEvent {
    /// Anything that statements can say, times close together so that ties are common, numbers at their bounds now
    /// and then.
    static func generated(
        _ count: Int,
        sessions: Int,
        using random: inout SeededGenerator
    ) -> [LearningEvent] {
        (0..<count).map { _ in generated(sessions: sessions, using: &random) }
    }

    private static func generated(sessions: Int, using random: inout SeededGenerator) -> LearningEvent {
        let stored = Int64.random(in: 0...20, using: &random)
        let id = UUID(halves: (random.next(), random.next()))
        var event = LearningEvent(
            witness: Witness(
                effective: min(stored, .random(in: -5...20, using: &random)),
                stored: stored,
                statement: id
            )
        )
        for milestone in Milestone.allCases where milestone != .activity && Int.random(in: 0..<6, using: &random) == 0 {
            event.milestones[milestone] = Saying(rawValue: .random(in: 0...20, using: &random))
        }
        if Bool.random(using: &random) {
            event.session = SessionKey("session \(Int.random(in: 0..<max(sessions, 1), using: &random))")
        }
        event.sessionClass = SessionClass.allCases.randomElement(using: &random) ?? .normal
        if Bool.random(using: &random) { event.score = Score.generated(using: &random) }
        if Bool.random(using: &random) { event.progress = Double.random(in: 0...1, using: &random) }
        if Bool.random(using: &random) { event.duration = .random(in: 1...1000, using: &random) }
        if Int.random(in: 0..<50, using: &random) == 0 { event.duration = .max }
        event.findings = FactFindings(rawValue: random.next() & 0x3F & random.next() & random.next())
        return event
    }
}

extension Score {
    fileprivate static func generated(using random: inout SeededGenerator) -> Score? {
        let scaled =
            [nil, -0.0, 0, -1, 1, 0.8, .random(in: -1...1, using: &random)].randomElement(using: &random) ?? nil
        let raw = [nil, 5, -0.0, Double.greatestFiniteMagnitude].randomElement(using: &random) ?? nil
        let most = [nil, 10, 5, -Double.greatestFiniteMagnitude].randomElement(using: &random) ?? nil
        let score = Score(scaled: scaled, raw: raw, min: raw == nil ? nil : 0, max: most)
        return score.isEmpty ? nil : score
    }
}
