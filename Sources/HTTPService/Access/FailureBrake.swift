import Synchronization

/// Slows down whoever fails too often, key by key: codes are not to be guessed.
///
/// In the memory of each node, so that several nodes let that many times more pass: sixty bits are far from being guessed all the same.
final class FailureBrake: Sendable {
    /// Failures that a key has within a window.
    static let mostFailures = 20
    /// µs.
    static let window: Int64 = 60_000_000
    /// Past this many keys the memory starts anew: a bound, not a policy.
    private static let capacity = 10_000

    private let failures = Mutex<[String: [Int64]]>([:])

    /// - Parameter now: µs since 1970.
    /// - Returns: seconds to wait; nil for whoever may go on.
    func wait(for key: String, at now: Int64) -> Int64? {
        failures.withLock { failures in
            let recent = (failures[key] ?? []).filter { $0 > now - Self.window }
            failures[key] = recent.isEmpty ? nil : recent
            guard recent.count >= Self.mostFailures, let first = recent.first else { return nil }
            return max(1, (first + Self.window - now) / 1_000_000 + 1)
        }
    }

    func fail(_ key: String, at now: Int64) {
        failures.withLock { failures in
            if failures.count >= Self.capacity { failures.removeAll() }
            failures[key, default: []].append(now)
        }
    }
}
