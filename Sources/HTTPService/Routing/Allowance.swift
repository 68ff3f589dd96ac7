import Synchronization

/// Bytes that may be worked on at once; who asks for more than are left waits in line.
///
/// What is read of a body takes several times its size in memory, until it is stored.
final class Allowance: Sendable {
    private struct Waiting {
        let number: Int
        let bytes: Int
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var left: Int
        var line: [Waiting] = []
        var lastNumber = 0
    }

    private let total: Int
    private let state: Mutex<State>

    init(_ bytes: Int) {
        total = bytes
        state = Mutex(State(left: bytes))
    }

    /// Runs `body` when `bytes` are left; one that is larger than the whole runs alone.
    /// - Throws: `CancellationError` where the task is cancelled while it waits, and what `body` throws.
    func use<T>(_ bytes: Int, _ body: () async throws -> T) async throws -> T {
        let bytes = min(bytes, total)
        try await take(bytes)
        defer { giveBack(bytes) }
        return try await body()
    }

    private func take(_ bytes: Int) async throws {
        let number = state.withLock { state -> Int? in
            guard !state.line.isEmpty || state.left < bytes else {
                state.left -= bytes
                return nil
            }
            state.lastNumber &+= 1
            return state.lastNumber
        }
        guard let number else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if !Task.isCancelled {
                        state.line.append(Waiting(number: number, bytes: bytes, continuation: continuation))
                    }
                    return Task.isCancelled
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) } else { admit() }
            }
        } onCancel: {
            leave(number)
        }
    }

    private func giveBack(_ bytes: Int) {
        state.withLock { $0.left += bytes }
        admit()
    }

    /// Lets in who stands first, as far as there is room.
    private func admit() {
        let admitted = state.withLock { state in
            var count = 0
            for waiting in state.line {
                guard waiting.bytes <= state.left else { break }
                state.left -= waiting.bytes
                count += 1
            }
            defer { state.line.removeFirst(count) }
            return state.line.prefix(count)
        }
        for waiting in admitted { waiting.continuation.resume() }
    }

    private func leave(_ number: Int) {
        let left = state.withLock { state in
            state.line.firstIndex { $0.number == number }.map { state.line.remove(at: $0) }
        }
        left?.continuation.resume(throwing: CancellationError())
        // Whoever stood behind one that needed much may fit.
        if left != nil { admit() }
    }
}
