/// A score as a statement gives it (xAPI 1.0.3 Data §2.4.5.1); progress is held as one with `scaled` alone.
///
/// Numbers are finite and zero has no sign, so that equal scores have equal bytes.
package struct Score: Hashable, Sendable {
    /// -1...1
    package let scaled: Double?
    package let raw: Double?
    package let min: Double?
    package let max: Double?

    package init(scaled: Double? = nil, raw: Double? = nil, min: Double? = nil, max: Double? = nil) {
        func kept(_ number: Double?) -> Double? { number.flatMap { $0.isFinite ? $0 + 0 : nil } }
        self.scaled = kept(scaled)
        self.raw = kept(raw)
        self.min = kept(min)
        self.max = kept(max)
    }

    var isEmpty: Bool { scaled == nil && raw == nil && min == nil && max == nil }

    /// The score as a fraction of its own range, at most 1.
    ///
    /// - Returns: `scaled`, else the place of `raw` between `min` (0 where absent) and `max`; nil where `max` is
    ///   absent or not above `min`: SCORM 1.2 players often send `raw` alone, and 17 of nobody knows what is no
    ///   fraction.
    package var fraction: Double? {
        if let scaled { return Swift.min(scaled, 1) }
        guard let raw, let max else { return nil }
        let least = min ?? 0
        let fraction = (raw - least) / (max - least)
        return max > least && fraction.isFinite ? Swift.min(fraction, 1) : nil
    }

    var numbers: [Double?] { [scaled, raw, min, max] }
}

/// A score and the statement that gave it.
struct Reading: Comparable, Hashable, Sendable {
    let witness: Witness
    let score: Score

    static func < (one: Reading, other: Reading) -> Bool {
        if one.witness != other.witness { return one.witness < other.witness }
        for (left, right) in zip(one.score.numbers, other.score.numbers) where left != right {
            guard let left, let right else { return left == nil }
            return left < right
        }
        return false
    }

    /// Whether this is the higher score; of equal ones, the earlier.
    func isBetter(than other: Reading) -> Bool {
        let (fraction, others) = (score.fraction ?? -.infinity, other.score.fraction ?? -.infinity)
        if fraction != others { return fraction > others }
        let (raw, othersRaw) = (score.raw ?? -.infinity, other.score.raw ?? -.infinity)
        return raw != othersRaw ? raw > othersRaw : self < other
    }
}
