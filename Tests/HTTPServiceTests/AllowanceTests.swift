import Synchronization
import Testing

@testable import HTTPService

@Suite("an allowance of bytes", .timeLimit(.minutes(20)))
struct AllowanceTests {
    /// What runs at once, and the most that ever did.
    private final class Gauge: Sendable {
        private let state = Mutex((now: 0, most: 0, done: [Int]()))

        var most: Int { state.withLock { $0.most } }
        var done: [Int] { state.withLock { $0.done } }

        func run(_ number: Int, _ bytes: Int) async {
            state.withLock { state in
                state.now += bytes
                state.most = max(state.most, state.now)
            }
            await Task.yield()
            state.withLock { state in
                state.now -= bytes
                state.done.append(number)
            }
        }
    }

    @Test("is never passed, and everybody gets a turn")
    func bounded() async throws {
        let (allowance, gauge) = (Allowance(100), Gauge())
        try await withThrowingTaskGroup { group in
            for number in 0..<500 {
                let bytes = [1, 30, 60, 100][number % 4]
                group.addTask { try await allowance.use(bytes) { await gauge.run(number, bytes) } }
            }
            try await group.waitForAll()
        }
        #expect(gauge.most <= 100 && gauge.done.count == 500)
    }

    @Test("lets what is larger than the whole run alone")
    func larger() async throws {
        let (allowance, gauge) = (Allowance(10), Gauge())
        try await withThrowingTaskGroup { group in
            for number in 0..<20 {
                group.addTask { try await allowance.use(1_000) { await gauge.run(number, 1) } }
            }
            try await group.waitForAll()
        }
        #expect(gauge.most == 1 && gauge.done.count == 20)
    }

    @Test("is given back by what fails, and by who is cancelled in line")
    func givenBack() async throws {
        let allowance = Allowance(10)
        await #expect(throws: CancellationError.self) { try await allowance.use(10) { throw CancellationError() } }
        let (stream, release) = AsyncStream.makeStream(of: Void.self)
        let holder = Task { try await allowance.use(10) { for await _ in stream {} } }
        let waiting = (0..<10).map { _ in Task { try await allowance.use(5) {} } }
        for task in waiting { task.cancel() }
        for task in waiting.dropFirst() { _ = await task.result }
        release.finish()
        try await holder.value
        try await allowance.use(10) {}
    }
}
