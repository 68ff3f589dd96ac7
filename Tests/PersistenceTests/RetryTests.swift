import Persistence
import Testing

struct RetryTests {
    private actor Attempts {
        var count = 0
        func fail(_ error: StoreError, times: Int) throws -> Int {
            count += 1
            if count <= times { throw error }
            return count
        }
    }

    @Test(
        "what may help is tried again, a bounded number of times",
        arguments: [
            (StoreError.busy, 3, 4), (.serialization, 0, 1), (.deadlock, 100, nil), (.full, 1, nil),
            (.unavailable, 1, nil),
        ] as [(StoreError, Int, Int?)]
    )
    func bounded(error: StoreError, failures: Int, succeedsAt: Int?) async throws {
        let attempts = Attempts()
        let retry = Retry(attempts: 5, first: .microseconds(10), longest: .microseconds(20))
        let outcome = try? await retry { try await attempts.fail(error, times: failures) }
        #expect(outcome == succeedsAt)
        #expect(await attempts.count == (succeedsAt ?? (error.isTransient ? 5 : 1)))
    }
}
