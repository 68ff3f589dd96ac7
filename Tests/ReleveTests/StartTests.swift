import Foundation
import TestSupport
import Testing

@Suite("the program's start")
struct StartTests {
    @Test("removes uploads that are older than an upload may take, and no others")
    func leftovers() async throws {
        try await ReleveCommand.run { releve in
            _ = try Shell.run(
                "mkdir -p data/packages; cd data/packages; touch -d '100 seconds ago' .old.upload; touch .new.upload",
                in: releve.folder
            )
            let server = try await LiveServer(arguments: ["--upload-timeout", "50"], in: releve.folder)
            #expect(releve.names(in: "data/packages") == [".new.upload"])
            #expect(try await server.stop(keepingFolder: true) == 0)
        }
    }

    @Test("a store that is weakened for the fault tests says so; nothing else can weaken it")
    func weakened() async throws {
        try await ReleveCommand.run { releve in
            let weakened = try releve("RELEVE_UNSAFE_SYNCHRONOUS=NORMAL LC_ALL=C releve keys list --data data")
            #expect(weakened.code == 0)
            #expect(weakened.complaints == "RELEVE_UNSAFE_SYNCHRONOUS: a power loss will lose acknowledged writes.\n")
            let whole = try releve("RELEVE_UNSAFE_SYNCHRONOUS= releve keys list --data data")
            #expect(whole.code == 0 && whole.complaints.isEmpty)
            #expect(try releve("RELEVE_UNSAFE_SYNCHRONOUS=OFF releve keys list --data data").code == 64)
            #expect(try releve("serve --unsafe-synchronous NORMAL --data data").code == 64)
        }
    }
}
