import LearningRecords
import Logging
import ServiceLifecycle

/// Removes contents that nothing refers to, as long as the service runs: every ten minutes, and at the start also what an
/// earlier process left without a row.
struct Sweeping: Service {
    let sweepBlobs: SweepBlobs
    let logger: Logger

    private static let pause = Duration.seconds(600)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await attempt { try await sweepBlobs.adopt() }
            while !Task.isCancelled {
                await attempt(sweepBlobs.callAsFunction)
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// What fails now is tried again at the next turn.
    private func attempt(_ work: () async throws -> Int) async {
        do {
            let count = try await work()
            if count > 0 { logger.info("contents swept", metadata: ["contents": "\(count)"]) }
        } catch { logger.warning("sweeping failed", metadata: ["error": "\(error)"]) }
    }
}
