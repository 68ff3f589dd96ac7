import ArgumentParser
import HTTPService
import LearningRecords
import TransparencyLog
import XAPI

/// `releve log keys|rotate|retire|resume`.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows and replaces the keys of the log, and lets it go on after a loss.",
        subcommands: [Keys.self, Rotate.self, Retire.self, Resume.self]
    )

    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the public keys that sign checkpoints, the newest first, for whoever checks them."
        )

        @OptionGroup(title: "Store") var store: StoreOptions

        func run() async throws {
            let store = try await Store(try await Settings(store))
            for key in try store.useCases.evidence.changeKeys.list() { Terminal.say(key.text) }
            try await store.close()
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a key, which signs beside the former one, and shows its public half.",
            discussion:
                "Give it to whoever checks the log; when all have it, let “releve log retire” end the former one."
        )

        @OptionGroup(title: "Store") var store: StoreOptions

        func run() async throws {
            let store = try await Store(try await Settings(store))
            let key = try store.useCases.evidence.changeKeys.rotate()
            try await store.close()
            guard let key else {
                Terminal.complain(
                    LocalizedText(
                        french: "Aucune clé encore : elle est créée au premier démarrage du service.",
                        english: "No key yet: the first start of the service makes it."
                    )
                )
                throw ExitCode.failure
            }
            Terminal.say(key.text)
        }
    }

    struct Retire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends all keys but the newest, and shows them.")

        @OptionGroup(title: "Store") var store: StoreOptions

        func run() async throws {
            let store = try await Store(try await Settings(store))
            let ending = try await store.useCases.evidence.changeKeys.retire()
            try await store.close()
            switch ending {
            case .ended(let keys): for key in keys { Terminal.say(key.text) }
            case .tooEarly:
                Terminal.complain(
                    LocalizedText(
                        french: "La nouvelle clé n’a encore rien signé : réessayez quand le service tourne.",
                        english: "The new key has signed nothing yet: try again while the service runs."
                    )
                )
                throw ExitCode.failure
            }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a log that signs nothing go on from the tree that is there, under another name and key.",
            discussion: "Say this after a restored backup. Whoever checks the log needs the new key, which is shown."
        )

        @OptionGroup(title: "Store") var store: StoreOptions

        func run() async throws {
            let store = try await Store(try await Settings(store))
            let outcome = try await store.useCases.evidence.resume()
            try await store.close()
            switch outcome {
            case .resumed(let key): Terminal.say(key.text)
            case .unneeded:
                Terminal.say(
                    french: "Rien à faire : le journal est intact.", english: "Nothing to do: the log is intact.")
            }
        }
    }
}
