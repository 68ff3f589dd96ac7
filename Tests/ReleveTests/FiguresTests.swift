import Foundation
import TestSupport
import Testing

/// `Tests/Figures/figures.py` fills a running service and computes every figure anew from the raw statements.
@Suite("Figures of a workforce")
struct FiguresTests {
    @Test(
        "are those that a plain program computes from the statements", .timeLimit(.minutes(20)),
        arguments: Engine.allCases)
    func same(engine: Engine) async throws {
        let output = try await run(engine, "")
        #expect(output.hasSuffix(" figures compared, 0 differ\n"), "\(output)")
        #expect(Int(output.prefix { $0.isNumber }).map { $0 > 2_000 } == true, "\(output)")
    }

    @Test("are those of what `releve demo` made", .timeLimit(.minutes(20)), arguments: Engine.allCases)
    func demo(engine: Engine) async throws {
        let output = try await run(engine, "--read", demo: "--people 150 --courses 12 --seed 1")
        #expect(output.hasSuffix(" figures compared, 0 differ\n"), "\(output)")
        #expect(Int(output.prefix { $0.isNumber }).map { $0 > 1_000 } == true, "\(output)")
    }

    @Test("differ where the program does not see a statement", .timeLimit(.minutes(20)))
    func differ() async throws {
        let output = try await run(.sqlite, "--people 40 --courses 6 --statements 400 --leave-out 20")
        #expect(output.contains("from the statements, "), "\(output)")
        #expect(output.hasSuffix("exit 1\n"), "\(output)")
    }

    /// - Parameter demo: how `releve demo` fills the store; nil where the program does.
    private func run(_ engine: Engine, _ options: String, demo: String? = nil) async throws -> String {
        try await engine.withStore { store in
            let arguments = engine == .postgres ? ["--database", store.location] : []
            let folder = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            if let demo {
                let place = (["--data", "data"] + arguments).map { "'\($0)'" }.joined(separator: " ")
                _ = try await Shell.runAside("'\(LiveServer.program.path())' demo \(place) \(demo)", in: folder)
            }
            let server = try await LiveServer(arguments: arguments, in: folder)
            let address = try #require(URLComponents(string: server.address))
            let output = try await Shell.runAside(
                """
                python3 '\(LiveServer.root.path())/Tests/Figures/figures.py' '\(address.host ?? "")' \
                  '\(address.port ?? 0)' "$(cat data/admin-key)" \(options) || echo "exit $?"
                """,
                in: server.folder
            )
            #expect(try await server.stop() == 0)
            return output
        }
    }
}
