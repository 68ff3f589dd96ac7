import Foundation

/// Runs calls that wait for a disk, away from the threads that serve requests.
enum FileWork {
    private static let queue = DispatchQueue(label: "files", attributes: .concurrent)

    static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
