import HTTPService
import LearningRecords
import Logging
import ServiceLifecycle
import XAPI

/// What has to be done while the service runs and nobody asks: each chore at the start and then at its own pace.
struct Housekeeping: Service {
    let useCases: UseCases
    /// In which webhooks send statements.
    let version: XAPIVersion
    let logger: Logger

    /// A receiver that does not answer holds one lane, not all webhooks.
    private static let webhookLanes = 4

    private struct Chore: Sendable {
        /// For the log, with the number of things done.
        let deed: String
        let pause: Duration
        let work: @Sendable () async throws -> Int
    }

    private var chores: [Chore] {
        [
            Chore(
                deed: "records sequenced", pause: .milliseconds(200),
                work: useCases.chores.sequenceRecords.callAsFunction),
            Chore(
                deed: "leaves grown", pause: .milliseconds(200), work: useCases.chores.growTree.callAsFunction),
            Chore(deed: "checkpoints signed", pause: .seconds(1), work: signCheckpoint),
            Chore(deed: "periods summed up", pause: .seconds(60), work: { try await useCases.evidence.closePeriods() }),
            Chore(deed: "bundles built", pause: .milliseconds(500), work: useCases.evidence.bundles.callAsFunction),
            Chore(deed: "facts refolded", pause: .seconds(1), work: useCases.chores.refoldPending.callAsFunction),
            Chore(
                deed: "learners rewritten", pause: .seconds(1), work: useCases.chores.rewriteStandings.callAsFunction),
            Chore(
                deed: "standings lapsed", pause: .seconds(1), work: useCases.chores.expireStandings.callAsFunction),
            Chore(deed: "standings counted", pause: .seconds(1), work: useCases.chores.foldTallies.callAsFunction),
            Chore(
                deed: "retention steps done", pause: .seconds(1), work: useCases.retention.run.callAsFunction),
            // So that nobody waits for the whole catalogue at the first search.
            Chore(deed: "catalogue read", pause: .seconds(60), work: useCases.courses.learn),
            Chore(deed: "files without a row adopted", pause: .seconds(3_600), work: useCases.chores.sweepBlobs.adopt),
            Chore(deed: "contents removed", pause: .seconds(3_600), work: useCases.chores.sweepBlobs.callAsFunction),
        ]
    }

    @Sendable private func signCheckpoint() async throws -> Int {
        try await useCases.evidence.signCheckpoint { halt in
            logger.error(
                "the log signs nothing until “releve log resume”, or its cause is gone",
                metadata: ["because": "\(halt.rawValue)"]
            )
        }
    }

    private func webhookChores(_ send: SendWebhook) -> [Chore] {
        let deliver = useCases.webhooks.deliver(in: version, by: send.callAsFunction)
        let chore = Chore(deed: "webhook batches delivered", pause: .seconds(1), work: deliver.callAsFunction)
        return Array(repeating: chore, count: Self.webhookLanes)
    }

    func run() async throws {
        try await SendWebhook.withClient { send in
            await cancelWhenGracefulShutdown {
                await withTaskGroup(of: Void.self) { group in
                    for chore in chores + webhookChores(send) { group.addTask { await repeatedly(chore) } }
                }
            }
        }
    }

    /// What fails now is tried again at the next turn.
    private func repeatedly(_ chore: Chore) async {
        var trouble = LastTrouble()
        while !Task.isCancelled {
            do {
                let count = try await chore.work()
                trouble = LastTrouble()
                if count > 0 { logger.debug("chore done", metadata: ["chore": "\(chore.deed)", "count": "\(count)"]) }
            } catch  where trouble.isNews("\(error)", at: .now) {
                logger.warning("chore failed", metadata: ["chore": "\(chore.deed)", "error": "\(error)"])
            } catch {}
            try? await Task.sleep(for: chore.pause)
        }
    }
}

/// Why a chore failed last: some are tried five times a second, and a log full of one line hides all others.
private struct LastTrouble {
    private var said: (text: String, at: ContinuousClock.Instant)?

    /// Whether it was not said for an hour.
    mutating func isNews(_ text: String, at now: ContinuousClock.Instant) -> Bool {
        if let said, said.text == text, now - said.at < .seconds(3_600) { return false }
        said = (text, now)
        return true
    }
}
