package import Persistence
import Synchronization

/// Keeps who read what. Entries are gathered in memory and written together by one writer, so that a read does not wait for a
/// transaction; where more are gathered than may be, it does, rather than lose its entry.
package final class LogReads: Sendable {
    /// Entries of one record of the log.
    package static let largestBatch = 500
    /// How long an entry waits at most while the store keeps up.
    package static let pause = Duration.milliseconds(200)

    private struct State {
        var waiting: [LoggedRead] = []
        var places: [LoggedRead.Content: Int] = [:]
        /// Being written; a second writer finds nothing to do meanwhile.
        var underWay = 0
        var isWriting = false
    }

    private let database: any Database
    private let clock: @Sendable () -> Int64
    private let most: Int
    private let state = Mutex(State())
    private let calls: AsyncStream<Void>
    private let call: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - most: entries in memory.
    ///   - clock: µs since 1970.
    package init(database: any Database, most: Int = 5_000, clock: @escaping @Sendable () -> Int64) {
        self.database = database
        self.clock = clock
        self.most = most
        (calls, call) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Returns when the entry is among those that will be written.
    /// - Throws: `CancellationError` where whoever asked went away while it waited for room: then nothing was answered.
    package func callAsFunction(_ read: LoggedRead.Content) async throws {
        let now = clock()
        while !take(read, at: now) {
            call.yield()
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private func take(_ read: LoggedRead.Content, at time: Int64) -> Bool {
        let (isTaken, isFull) = state.withLock { state in
            if let place = state.places[read] {
                state.waiting[place].times &+= 1
                return (true, false)
            }
            guard state.waiting.count + state.underWay < most else { return (false, true) }
            state.places[read] = state.waiting.count
            state.waiting.append(LoggedRead(content: read, at: time))
            return (true, state.waiting.count == Self.largestBatch)
        }
        if isFull { call.yield() }
        return isTaken
    }

    /// Writes from time to time, and when many wait, until the task is cancelled. What could not be written is tried again.
    ///
    /// - Parameter failed: told why not.
    package func run(failed: (any Error) -> Void) async {
        await withTaskGroup(of: Void.self) { [call] group in
            group.addTask {
                while !Task.isCancelled {
                    call.yield()
                    try? await Task.sleep(for: Self.pause)
                }
            }
            for await _ in calls {
                do { _ = try await write() } catch { failed(error) }
            }
            group.cancelAll()
        }
    }

    /// Writes what waits.
    ///
    /// - Returns: how many entries; 0 also where they are being written already.
    /// - Throws: where it cannot; then they wait on. Entries of a transaction whose end is not known may be written twice.
    package func write() async throws -> Int {
        guard let taken = takeAll() else { return 0 }
        var rest = taken[...]
        defer { finish(leaving: rest) }
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Self.largestBatch))
            try await database.write { try $0.insert(batch) }
            rest = rest.dropFirst(batch.count)
            state.withLock { [left = rest.count] in $0.underWay = left }
        }
        return taken.count
    }

    /// Nil where somebody is at it.
    private func takeAll() -> [LoggedRead]? {
        state.withLock { state in
            guard !state.isWriting, !state.waiting.isEmpty else { return nil }
            defer { (state.waiting, state.places) = ([], [:]) }
            (state.isWriting, state.underWay) = (true, state.waiting.count)
            return state.waiting
        }
    }

    private func finish(leaving rest: ArraySlice<LoggedRead>) {
        state.withLock { state in
            (state.isWriting, state.underWay) = (false, 0)
            guard !rest.isEmpty else { return }
            state.waiting = rest + state.waiting
            let places = state.waiting.enumerated().map { ($1.content, $0) }
            state.places = Dictionary(places, uniquingKeysWith: { first, _ in first })
        }
    }

    /// At the end, when nobody asks any more: returns when nothing waits.
    package func flush() async throws {
        while state.withLock({ !$0.waiting.isEmpty || $0.isWriting }) {
            if try await write() == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
    }
}
