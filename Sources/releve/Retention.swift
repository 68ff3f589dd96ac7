import ArgumentParser
import Foundation
import HTTPService
import LearningRecords
import XAPI

/// `releve retention`: what `POST /api/v1/retention/runs` does, without a server and to its end.
struct Retention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Destroys what was kept as long as its schedule says.",
        discussion: """
            --dry-run counts what would go, and gives the plan. --plan destroys what that plan named, and nothing where \
            something else would go by now. With neither, whatever is due goes: this is meant for cron. A run that was \
            stopped goes on first.
            """
    )

    @OptionGroup(title: "Store") var store: StoreOptions

    @Flag(help: "Counts, and destroys nothing.")
    var dryRun = false

    @Option(help: "What a dry run gave.")
    var plan: String?

    func run() async throws {
        let store = try await Store(try await Settings(store))
        do { try await run(store.useCases.retention) } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
    }

    private func run(_ retention: RetentionUseCases) async throws {
        if !dryRun { while try await retention.run() > 0 {} }
        let found = try await retention.plan()
        if dryRun { return found.show() }
        guard plan != nil || !found.due.isNothing else {
            return Terminal.say(french: "rien n’est échu", english: "nothing is due")
        }
        switch try await retention.run.start(plan ?? found.digest, by: "releve") {
        case .started(let id):
            while try await retention.run() > 0 {}
            Terminal.say(french: "exécution \(id.canonical)", english: "run \(id.canonical)")
            try await retention.find(id)?.show()
        case .stale:
            Terminal.complain(
                LocalizedText(
                    french: "Ce qui partirait n’est plus ce que dit ce plan : --dry-run.",
                    english: "What would go is no longer what this plan says: --dry-run."
                )
            )
            throw ExitCode.failure
        case .underWay(let id):
            Terminal.complain(
                LocalizedText(
                    french: "L’exécution \(id.canonical) n’est pas terminée.",
                    english: "Run \(id.canonical) has not ended."
                )
            )
            throw ExitCode.failure
        }
    }
}

extension RetentionPlan {
    fileprivate func show() {
        for part in parts {
            Terminal.say("\(part.schedule.id): \(part.due.words)")
            for (hold, count) in part.held {
                Terminal.say(
                    french: "  retenu par \(hold.canonical) : \(count)",
                    english: "  held by \(hold.canonical): \(count)"
                )
            }
        }
        Terminal.say(french: "plan \(digest)", english: "plan \(digest)")
    }
}

extension RetentionRun {
    fileprivate func show() {
        for part in parts {
            Terminal.say(
                french: "\(part.schedule) : \(part.gone.words), resté : \(part.kept)",
                english: "\(part.schedule): \(part.gone.words), kept: \(part.kept)"
            )
        }
    }
}

extension RetentionCounts {
    fileprivate var isNothing: Bool { people == 0 && actors == 0 && documents == 0 && reads == 0 }
    fileprivate var words: String { String(decoding: json, as: UTF8.self) }
}
