import Foundation
import Synchronization

/// A thread of its own, for calls that block.
package final class WorkerThread: Sendable {
    private struct State {
        var isEnded = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    package init(name: String, _ body: @escaping @Sendable () -> Void) {
        Thread { [self] in
            Thread.current.name = name
            body()
            end()
        }.start()
    }

    /// Returns when the thread's body has.
    package func join() async {
        await withCheckedContinuation { continuation in
            let isEnded = state.withLock { state in
                if !state.isEnded { state.waiting.append(continuation) }
                return state.isEnded
            }
            if isEnded { continuation.resume() }
        }
    }

    private func end() {
        let waiting = state.withLock { state in
            state.isEnded = true
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
