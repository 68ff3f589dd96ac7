import LearningRecords
import Logging
import ServiceLifecycle

/// Writes the access log beside requests (`docs/access-log.md`).
struct AccessLogWriter: Service {
    let log: LogReads
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await log.run { error in
                logger.error("access log not written; tried again", metadata: ["error": "\(error)"])
            }
        }
    }
}
