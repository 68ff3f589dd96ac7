import Foundation
import Testing

@testable import Completion

@Suite("facts as bytes")
struct EncodingTests {
    private static func generated(_ count: Int, sessions: Int, seed: UInt64) -> Facts {
        var random = SeededGenerator(seed: seed)
        return LearningEvent.generated(count, sessions: sessions, using: &random).reduce(into: Facts()) { $0.fold($1) }
    }

    @Test("read back as they were", arguments: [0, 1, 2, 5, 30, 900])
    func roundTrip(count: Int) throws {
        for seed in UInt64(0)..<40 {
            let facts = Self.generated(count, sessions: 80, seed: seed)
            let read = try Facts(encoded: facts.encoded)
            #expect(read == facts)
            #expect(read.encoded == facts.encoded)
        }
    }

    @Test("of one statement are small")
    func size() {
        var event = LearningEvent(witness: Witness(effective: 1, stored: 2, statement: UUID(halves: (1, 2))))
        event.milestones = [.activity: .anything, .completion: .completionTrue]
        event.duration = 1_000_000
        #expect(Facts(event).encoded.count < 100)
    }

    @Test("cut off anywhere, or longer than they are, are refused")
    func cutOff() {
        let bytes = Self.generated(20, sessions: 3, seed: 5).encoded
        for count in 0..<bytes.count {
            #expect(throws: InvalidFacts.self) { try Facts(encoded: Array(bytes.prefix(count))) }
        }
        #expect(throws: InvalidFacts.self) { try Facts(encoded: bytes + [0]) }
    }

    @Test("of another version are refused")
    func version() {
        var bytes = Facts().encoded
        bytes[0] = 2
        #expect(throws: InvalidFacts(offset: 1)) { try Facts(encoded: bytes) }
    }

    @Test("have one form: a number written longer than it must be is refused, and zero has no sign")
    func oneForm() {
        let bytes = Facts().encoded
        #expect(throws: InvalidFacts.self) { try Facts(encoded: [bytes[0], 0x80] + bytes.dropFirst()) }
        #expect(Score(scaled: -0.0).scaled?.sign == .plus)
    }

    /// Whatever comes in, the answer is facts or an error; and facts that were read can be used.
    @Test("changed at random are refused or read, and never trap")
    func garbage() {
        var random = SeededGenerator(seed: 6)
        let bytes = Self.generated(8, sessions: 3, seed: 7).encoded
        var refused = 0
        for _ in 0..<3000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            refused += use(changed)
        }
        for _ in 0..<3000 {
            let count = Int.random(in: 0...200, using: &random)
            let noise = [1] + (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            refused += use(noise)
        }
        #expect(refused > 3000)
    }

    private func use(_ bytes: [UInt8]) -> Int {
        guard var facts = try? Facts(encoded: bytes) else { return 1 }
        facts.merge(facts)
        let ledger = TimeLedger([facts.whole.time])
        _ = (ledger.counted, ledger.declared, ledger.findings, facts.whole.measures[.score]?.reaching(0.5))
        #expect((try? Facts(encoded: facts.encoded)) == facts)
        return 0
    }
}
