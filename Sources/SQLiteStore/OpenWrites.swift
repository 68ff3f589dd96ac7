import Persistence
import Synchronization

/// Knows when the transaction that is being written began: the writer is one, so there is one at most.
final class OpenWrites: Sendable {
    private let clock: SteadyClock
    private let begun = Mutex<Int64?>(nil)

    init(clock: SteadyClock) { self.clock = clock }

    /// - Returns: the time of the transaction that begins.
    func begin() -> Int64 {
        begun.withLock { begun in
            let time = clock.now()
            begun = time
            return time
        }
    }

    func end() { begun.withLock { $0 = nil } }

    /// When the transaction under way began; where there is none, now.
    func oldest() -> Int64 { begun.withLock { $0 ?? clock.now() } }
}
