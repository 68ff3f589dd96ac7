import ArgumentParser
import HTTPService
import LearningRecords
import XAPI

/// `releve keys make|list|rotate|revoke`.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes, lists, rotates and revokes keys.",
        subcommands: [Make.self, List.self, Rotate.self, Revoke.self]
    )

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a key and shows its secret, once.")

        @OptionGroup(title: "Store") var store: StoreOptions
        @Option(help: "What the key is for.") var label: String
        @Option(help: "The source that its statements come from.") var source = "internal"
        @Option(
            parsing: .upToNextOption,
            help: "What it may do: \(Scope.allCases.map(\.rawValue).joined(separator: ", "))."
        )
        var scopes: [String]

        func run() async throws {
            let named = scopes.compactMap(Scope.init(rawValue:))
            guard !named.isEmpty, named.count == scopes.count else { throw ValidationError("scopes: see --help.") }
            guard StatementSource.isName(source) else {
                throw ValidationError("source: 1 to 64 letters, digits, dots, hyphens and underscores.")
            }
            let store = try await Store(try await Settings(store))
            let request = CreateKey.Request(label: label, source: source, scopes: Set(named))
            if case .created(let id, let secret) = try await store.useCases.keys.create(request) {
                Terminal.say("\(id):\(secret)")
            }
            try await store.close()
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Lists the keys without their secrets: id, label, source, scopes, authority, when made, rotated, revoked."
        )

        @OptionGroup(title: "Store") var store: StoreOptions

        func run() async throws {
            let store = try await Store(try await Settings(store))
            for key in try await store.useCases.keys.list() {
                let times = [key.createdAt, key.rotatedAt, key.revokedAt].map { time in
                    time.map { Instant(microseconds: $0).rfc3339 } ?? "-"
                }
                let authority = String(decoding: key.authority, as: UTF8.self)
                let said = [key.id, key.label, key.source, key.scopes.joined(separator: " "), authority] + times
                Terminal.say(said.joined(separator: "\t"))
            }
            try await store.close()
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives a key a new secret and shows it, once.")

        @OptionGroup(title: "Store") var store: StoreOptions
        @Option(help: "Seconds for which the secret before is still good, up to \(RotateKey.longestGrace).")
        var grace = 0
        @Argument var key: String

        func run() async throws {
            guard (0...RotateKey.longestGrace).contains(grace) else { throw ValidationError("grace: see --help.") }
            let store = try await Store(try await Settings(store))
            let rotated = try await store.useCases.keys.rotate(key, grace: grace)
            try await store.close()
            guard let rotated else { throw ValidationError("No key \(key) is in force.") }
            Terminal.say("\(key):\(rotated.secret)")
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes a key.")

        @OptionGroup(title: "Store") var store: StoreOptions
        @Argument var key: String

        func run() async throws {
            let store = try await Store(try await Settings(store))
            let isRevoked = try await store.useCases.keys.revoke(key)
            try await store.close()
            if !isRevoked { throw ValidationError("No key \(key) is in force.") }
        }
    }
}
