import LearningRecords
import Logging
import ServiceLifecycle

/// Removes contents that nothing refers to, as long as the service runs: at the start and every hour; also
/// files that a writer left without a row.
struct Sweeping: Service {
    let sweepBlobs: SweepBlobs
    let logger: Logger

    private static let pause = Duration.seconds(3_600)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await attempt("files without a row adopted", sweepBlobs.adopt)
                await attempt("contents removed", sweepBlobs.callAsFunction)
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// What fails now is tried again at the next turn.
    private func attempt(_ deed: Logger.Message, _ work: () async throws -> Int) async {
        do {
            let count = try await work()
            if count > 0 { logger.info(deed, metadata: ["contents": "\(count)"]) }
        } catch { logger.warning("sweeping failed", metadata: ["error": "\(error)"]) }
    }
}
