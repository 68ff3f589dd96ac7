package import Persistence
import Synchronization
package import XAPI

/// Up to when statements are surely all visible (Communication 2.1.3, `X-Experience-API-Consistent-Through`).
///
/// What was true stays true, so an answer is kept for a moment rather than asked for with every request.
package final class ConsistentThrough: Sendable {
    private struct Known {
        let through: Int64
        let readAt: Int64
    }

    private let database: any Database
    private let clock: @Sendable () -> Int64
    private let known = Mutex<Known?>(nil)
    /// µs
    private let lifetime: Int64 = 500_000

    /// - Parameter clock: µs since 1970.
    package init(database: any Database, clock: @escaping @Sendable () -> Int64) {
        self.database = database
        self.clock = clock
    }

    package func callAsFunction() async throws -> Instant {
        let now = clock()
        if let known = known.withLock({ $0 }), now >= known.readAt, now < known.readAt &+ lifetime {
            return Instant(microseconds: known.through)
        }
        // A statement that is stored at the very time of the oldest open transaction may yet come.
        let through = try await database.oldestWrite() - 1
        known.withLock { $0 = Known(through: max(through, $0?.through ?? .min), readAt: now) }
        return Instant(microseconds: through)
    }
}
