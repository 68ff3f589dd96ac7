/// How long a receiver that fails is waited for: from seconds to hours between attempts, for days.
enum WebhookPatience {
    /// µs.
    private static let first: Int64 = 5_000_000
    private static let longest: Int64 = 6 * 3_600_000_000
    /// From the first failure on; then the webhook is disabled.
    static let end: Int64 = 5 * 24 * 3_600_000_000

    /// Doubled with each failure, up to six hours; a random half of it is left out, so that receivers that fell together
    /// are not asked together.
    ///
    /// - Parameters:
    ///   - failures: attempts in a row that failed, this one included.
    ///   - chance: a random byte.
    static func pause(after failures: Int64, chance: UInt8) -> Int64 {
        let doublings = min(max(failures - 1, 0), 13)
        let pause = min(first << doublings, longest)
        return pause / 2 + pause / 2 * Int64(chance) / 255
    }
}
