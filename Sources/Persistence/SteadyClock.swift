import Synchronization

/// The store's clock, which never goes back within a process whatever the machine's does.
package final class SteadyClock: Sendable {
    private let clock: @Sendable () -> Int64
    private let last = Mutex<Int64>(.min)

    /// - Parameter clock: answers µs since 1970 UTC.
    package init(_ clock: @escaping @Sendable () -> Int64) { self.clock = clock }

    /// µs since 1970 UTC, the greater of the clock's and what was answered last.
    package func now() -> Int64 {
        let time = clock()
        return last.withLock { last in
            last = max(last, time)
            return last
        }
    }
}
