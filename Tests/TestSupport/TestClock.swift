import Synchronization

/// A clock that a test sets: µs since 1970 UTC, from the first moment of 2026 on, each reading a step after the one
/// before.
package final class TestClock: Sendable {
    private let time: Mutex<Int64>
    private let step: Int64

    package init(_ microseconds: Int64 = 1_767_225_600_000_000, step: Int64 = 1) {
        time = Mutex(microseconds)
        self.step = step
    }

    package func now() -> Int64 {
        time.withLock { time in
            time += step
            return time
        }
    }

    package func set(_ microseconds: Int64) { time.withLock { $0 = microseconds } }

    package func advance(seconds: Int64) { advance(microseconds: seconds * 1_000_000) }

    package func advance(microseconds: Int64) { time.withLock { $0 += microseconds } }
}
