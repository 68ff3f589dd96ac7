import Foundation
import Synchronization

/// Work that waits, in the order it came, for threads that block: the bridge from async callers to C libraries.
package final class WorkQueue<Work: Sendable>: Sendable {
    private struct State {
        var waiting: [Work] = []
        var taken = 0
        var isClosed = false

        var count: Int { waiting.count - taken }

        /// Taking moves a mark, and the array is emptied once all of it is taken: a queue is long only for moments.
        fileprivate mutating func take(upTo limit: Int) -> [Work] {
            let end = min(waiting.count, taken + max(limit, 1))
            let work = Array(waiting[taken..<end])
            taken = end
            if taken == waiting.count {
                waiting.removeAll(keepingCapacity: waiting.count < 4096)
                taken = 0
            } else if taken > 4096 {
                waiting.removeFirst(taken)
                taken = 0
            }
            return work
        }
    }

    private let state = Mutex(State())
    /// Has a signal, or a thread that was just woken by one, whenever there is work or the queue is closed.
    private let wakeUp = DispatchSemaphore(value: 0)

    package init() {}

    /// False where the queue is closed: then the work is the caller's again.
    package func add(_ work: Work) -> Bool {
        let (isAdded, wasEmpty) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.waiting.append(work)
            return (true, state.count == 1)
        }
        if wasEmpty { wakeUp.signal() }
        return isAdded
    }

    /// Waits for work, and takes up to `limit` of it. Empty only when the queue is closed and all is taken.
    package func take(upTo limit: Int = 1) -> [Work] {
        while true {
            wakeUp.wait()
            let (work, isMore, isClosed) = state.withLock { state in
                let work = state.take(upTo: limit)
                return (work, state.count > 0, state.isClosed)
            }
            if isMore || isClosed { wakeUp.signal() }
            if !work.isEmpty || isClosed { return work }
        }
    }

    /// Nothing more is added; what waits is still taken.
    package func close() {
        state.withLock { $0.isClosed = true }
        wakeUp.signal()
    }
}
