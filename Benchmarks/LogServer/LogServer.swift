import Foundation
import HTTPService
import Hummingbird
import LearningRecords
import Logging
import Persistence
import SQLiteStore

/// The service on SQLite with what it does for the log, or without, so that the two can take turns: `LogServer FOLDER PORT
/// with|without`. The key is that of the environment. No switch of the service itself does this: nobody is to run it so.
@main
struct LogServer {
    private enum Usage: Error { case folderPortWithOrWithout }

    static func main() async throws {
        let arguments = CommandLine.arguments
        let environment = ProcessInfo.processInfo.environment
        guard arguments.count == 4, let port = Int(arguments[2]), ["with", "without"].contains(arguments[3]),
            let key = environment["RELEVE_ADMIN_KEY"], let secret = environment["RELEVE_ADMIN_SECRET"]
        else { throw Usage.folderPortWithOrWithout }
        let isLogged = arguments[3] == "with"
        try FileManager.default.createDirectory(atPath: arguments[1], withIntermediateDirectories: true)
        let useCases = try await useCases(in: arguments[1], isLogged: isLogged)
        _ = try await useCases.keys.create(
            .init(label: "bench", source: "bench", scopes: [.admin], id: key, secret: secret))
        let application = Endpoints(useCases, settings: ServiceSettings()).application(
            address: "127.0.0.1", port: port, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        ) { _ in }
        try await withThrowingTaskGroup(of: Void.self) { group in
            // At the pace of the service.
            group.addTask { await every(.seconds(1)) { _ = try await useCases.chores.foldTallies() } }
            if isLogged {
                group.addTask { await every(.milliseconds(200)) { _ = try await useCases.chores.growTree() } }
                group.addTask { await every(.seconds(1)) { _ = try await useCases.evidence.signCheckpoint { _ in } } }
            }
            try await application.runService()
            group.cancelAll()
        }
    }

    private static func useCases(in folder: String, isLogged: Bool) async throws -> UseCases {
        let clock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000_000) }
        let database = try SQLiteDatabase(path: folder + "/releve.sqlite", clock: clock)
        try await database.migrate(migrations)
        return UseCases(
            database: database, files: try DigestFiles(folder: folder + "/packages", suffix: ".zip"),
            blobs: try DigestFiles(folder: folder + "/blobs"),
            log: LogFiles(keys: folder + "/log-key", journal: nil, publicURL: "http://127.0.0.1"),
            bundles: folder + "/bundles", publicURL: "http://127.0.0.1", fresh: isLogged ? FreshStatements() : nil,
            random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } }, clock: clock
        )
    }

    private static func every(_ pause: Duration, _ work: @Sendable () async throws -> Void) async {
        while !Task.isCancelled {
            try? await work()
            try? await Task.sleep(for: pause)
        }
    }
}
