import Foundation
import TestSupport
import Testing

@Suite("the admin key")
struct AdminKeyTests {
    /// Asks for the keys with what the file holds; throws where the answer is a refusal.
    private static func ask(_ server: LiveServer, as credential: String = #"$(cat data/admin-key)"#) throws {
        _ = try Shell.run(
            #"curl --silent --fail-with-body -u "\#(credential)" \#(server.address)/api/v1/keys"#,
            in: server.folder
        )
    }

    @Test("is the one in the file, where a start was cut off between the file and the store")
    func cutOff() async throws {
        try await ReleveCommand.run { releve in
            _ = try Shell.run("umask 077; mkdir data; echo a1b2:c3d4 > data/admin-key", in: releve.folder)
            let server = try await LiveServer(in: releve.folder)
            try Self.ask(server, as: "a1b2:c3d4")
            #expect(try await server.stop(keepingFolder: true) == 0)
            #expect(try releve.read("data/admin-key") == "a1b2:c3d4\n")
            #expect(releve.names(in: "data").filter { $0.hasPrefix("admin-key") } == ["admin-key"])
        }
    }

    @Test("of one store is not overwritten by another over the same folder, and works in both")
    func twoStores() async throws {
        try await Engine.postgres.withStore { store in
            try await ReleveCommand.run { releve in
                let first = try await LiveServer(in: releve.folder)
                let key = try releve.read("data/admin-key")
                #expect(try await first.stop(keepingFolder: true) == 0)
                let second = try await LiveServer(arguments: ["--database", store.location], in: releve.folder)
                #expect(try releve.read("data/admin-key") == key)
                try Self.ask(second)
                #expect(try await second.stop(keepingFolder: true) == 0)
                let third = try await LiveServer(in: releve.folder)
                try Self.ask(third)
                #expect(try await third.stop(keepingFolder: true) == 0)
            }
        }
    }

    @Test("is not made where the file holds something else", arguments: ["", "x", "a:b\nc:d\n", ":\n", "a:\n"])
    func otherFile(content: String) async throws {
        try await ReleveCommand.run { releve in
            _ = try Shell.run("mkdir data", in: releve.folder)
            try releve.write("data/admin-key", Array(content.utf8))
            let outcome = try releve("serve --data data --port 0")
            #expect(outcome.code == 64, "\(outcome)")
            #expect(outcome.complaints.contains("admin-key"))
            #expect(try releve.read("data/admin-key") == content)
        }
    }

    @Test("that is brought lets two nodes start at once on an empty store")
    func twoNodes() async throws {
        try await Engine.postgres.withStore { store in
            let nodes = try await Self.twoNodes(
                on: store, environment: ["RELEVE_ADMIN_KEY": "root", "RELEVE_ADMIN_SECRET": "s"])
            for node in nodes {
                try Self.ask(node, as: "root:s")
                #expect(try await node.stop() == 0)
            }
        }
    }

    @Test("that one of two nodes makes works on both")
    func madeKeys() async throws {
        try await Engine.postgres.withStore { store in
            let nodes = try await Self.twoNodes(on: store, environment: [:])
            let made = nodes.compactMap {
                try? String(contentsOf: $0.folder.appending(path: "data/admin-key"), encoding: .utf8)
            }
            #expect(!made.isEmpty, "each may have been the first")
            for node in nodes {
                for key in made { try Self.ask(node, as: key.trimmingCharacters(in: .newlines)) }
                #expect(try await node.stop() == 0)
            }
        }
    }

    private static func twoNodes(on store: TestStore, environment: [String: String]) async throws -> [LiveServer] {
        let arguments = ["--database", store.location, "--database-connections", "2"]
        async let one = LiveServer(arguments: arguments, environment: environment)
        async let other = LiveServer(arguments: arguments, environment: environment)
        return [try await one, try await other]
    }
}
