import Foundation
package import Persistence

/// A write that stands still until it is released. On SQLite whatever is written meanwhile waits in one line behind it.
package final class HeldWriter: Sendable {
    private let gate = DispatchSemaphore(value: 0)
    private let writing: Task<Void, any Error>

    /// Returns once the write has begun.
    package init(_ database: any Database) async {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        writing = Task { [gate] in
            try await database.write { _ in
                begin.yield()
                gate.wait()
            }
        }
        for await _ in begun { break }
    }

    package func release() async throws {
        gate.signal()
        try await writing.value
    }
}
