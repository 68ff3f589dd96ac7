/// Runs something again while its error says that this may help: a bounded number of times, waiting longer each time.
package struct Retry: Sendable {
    /// How often at most, the first time included.
    package var attempts: Int
    /// Before the second attempt; doubled before each that follows, up to `longest`. A random half of it is left out,
    /// so that two writers that met do not meet again.
    package var first: Duration
    package var longest: Duration

    package init(attempts: Int = 8, first: Duration = .milliseconds(2), longest: Duration = .milliseconds(250)) {
        self.attempts = attempts
        self.first = first
        self.longest = longest
    }

    /// - Throws: the last error, or `CancellationError` where the task ends meanwhile.
    package func callAsFunction<T: Sendable>(
        while isWorthwhile: (any Error) -> Bool = { ($0 as? StoreError)?.isTransient == true },
        _ body: () async throws -> T
    ) async throws -> T {
        var pause = first
        for _ in 1..<max(attempts, 1) {
            do { return try await body() } catch {
                guard isWorthwhile(error) else { throw error }
                try await Task.sleep(for: pause * Double.random(in: 0.5...1))
                pause = min(pause * 2, longest)
            }
        }
        return try await body()
    }
}
