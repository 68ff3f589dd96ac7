/// What is measured. Raw values are stored; never renumber.
enum Measure: UInt8, Sendable, CaseIterable, Comparable {
    case score = 0
    /// The scaled scores of successes alone, which a mastery score is held against (cmi5 §9.3.4).
    case passScore = 1
    case progress = 2

    static func < (one: Measure, other: Measure) -> Bool { one.rawValue < other.rawValue }
}

/// The scores, or the progress, of one actor in one activity: first, last, best, and when each level was first reached.
struct Readings: Equatable, Sendable {
    private(set) var first: Reading
    private(set) var last: Reading
    private(set) var best: Reading
    private(set) var ladder: Ladder

    init(_ reading: Reading) {
        first = reading
        last = reading
        best = reading
        ladder = Ladder([reading])
    }

    init(first: Reading, last: Reading, best: Reading, ladder: Ladder) {
        self.first = first
        self.last = last
        self.best = best
        self.ladder = ladder
    }

    mutating func merge(_ other: Readings) {
        first = min(first, other.first)
        last = max(last, other.last)
        if other.best.isBetter(than: best) { best = other.best }
        ladder.merge(other.ladder)
    }

    /// The earliest reading known to reach a fraction of 0...1; nil exactly where none does.
    func reaching(_ fraction: Double) -> Reading? {
        let reached = best.score.fraction.map { $0 + Ladder.tolerance >= fraction } == true
        let candidates = ladder.rungs.filter { ($0.score.fraction ?? -1) + Ladder.tolerance >= fraction }
        return (reached ? candidates + [best] : candidates).min()
    }
}

/// For each whole percent from 0 to 100, the earliest reading that reached it.
///
/// A bounded answer to "when was 80 % first reached?" for any threshold chosen later: exact for whole percents;
/// between two, the truth is exact (`Readings.best` decides) and the reading named may be a later one.
struct Ladder: Equatable, Sendable {
    /// From the highest rung down: each is earlier than all above it, else it would not be here. At most 101.
    private(set) var rungs: [Reading] = []

    /// 0.29 × 100 is 28.999…96 in binary.
    static let tolerance = 1e-9

    init(_ readings: [Reading]) { rungs = Self.climbed(readings) }

    /// Nil for readings that are no rungs in their order: it says itself.
    init?(rungs: [Reading]) {
        for (one, next) in zip(rungs, rungs.dropFirst()) {
            guard let step = Self.step(one), let lower = Self.step(next), step > lower, next < one else { return nil }
        }
        if let last = rungs.last, Self.step(last) == nil { return nil }
        self.rungs = rungs
    }

    mutating func merge(_ other: Ladder) {
        for rung in other.rungs { climb(rung) }
    }

    private mutating func climb(_ reading: Reading) {
        guard let step = Self.step(reading) else { return }
        func stepOf(_ rung: Reading) -> Int { Self.step(rung) ?? -1 }
        // Rungs at this step or above it that came no later make it none.
        let place = rungs.firstIndex { stepOf($0) <= step } ?? rungs.count
        if place > 0, rungs[place - 1] <= reading { return }
        if place < rungs.count, stepOf(rungs[place]) == step, rungs[place] <= reading { return }
        // Rungs at this step or below it that came no earlier are none any more.
        let end = rungs[place...].firstIndex { $0 < reading } ?? rungs.count
        rungs.replaceSubrange(place..<end, with: CollectionOfOne(reading))
    }

    /// The whole percent that a reading reaches; nil below zero and for what has no range.
    static func step(_ reading: Reading) -> Int? {
        guard let fraction = reading.score.fraction, fraction >= 0 else { return nil }
        return Int((fraction * 100 + tolerance).rounded(.down))
    }

    private static func climbed(_ readings: [Reading]) -> [Reading] {
        let steps = readings.compactMap { reading in step(reading).map { (step: $0, reading: reading) } }
        let highestFirst = steps.sorted { $0.step != $1.step ? $0.step > $1.step : $0.reading < $1.reading }
        var kept: [Reading] = []
        for (_, reading) in highestFirst where kept.last.map({ reading < $0 }) ?? true { kept.append(reading) }
        return kept
    }
}
