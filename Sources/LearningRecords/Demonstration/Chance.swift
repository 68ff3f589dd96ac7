/// Draws that are the same for the same seed, on every machine and with every version of Swift (SplitMix64).
struct Chance: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 where there is nothing to draw from.
    mutating func below(_ count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }

    /// True so many times in a thousand.
    mutating func happens(_ perMille: Int) -> Bool { below(1_000) < perMille }

    mutating func one<T>(of list: [T]) -> T? { list.isEmpty ? nil : list[below(list.count)] }

    /// The place of one of some weights.
    mutating func place(weighing weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (place, weight) in weights.enumerated() {
            if rest < weight { return place }
            rest -= weight
        }
        return 0
    }
}
