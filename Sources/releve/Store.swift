import Foundation
import HTTPService
import LearningRecords
import Persistence
import PostgresStore
import SQLiteStore
import XAPI

/// The store that the settings name, opened and brought up to date, with the use cases over it.
struct Store {
    let database: any Database
    let files: DigestFiles
    let useCases: UseCases

    /// Makes the data folder where it is not there; only its owner may look into it.
    init(_ settings: Settings) async throws {
        try FileManager.default.createDirectory(
            atPath: settings.data,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        files = try DigestFiles(folder: settings.data + "/packages", suffix: ".zip")
        database = try await Self.open(settings)
        try await database.migrate(migrations)
        useCases = UseCases(
            database: database,
            files: files,
            blobs: try DigestFiles(folder: settings.data + "/blobs"),
            log: LogFiles(
                keys: settings.data + "/log-key", journal: settings.checkpointJournal, publicURL: settings.publicURL
            ),
            bundles: settings.data + "/bundles",
            journal: ErasureJournal(path: settings.erasureJournal),
            folder: settings.data,
            publicURL: settings.publicURL,
            packages: settings.packages,
            roots: settings.trustedRoots,
            random: Self.random,
            clock: Self.now
        )
    }

    func close() async throws { try await database.close() }

    private static func open(_ settings: Settings) async throws -> any Database {
        if let url = settings.database {
            return PostgresDatabase(url: url, connections: settings.databaseConnections, clock: now) { words in
                Terminal.complain(LocalizedText(french: "PostgreSQL : \(words)", english: "PostgreSQL: \(words)"))
            }
        }
        if settings.durability == .processOnly {
            Terminal.complain(
                LocalizedText(
                    french: "RELEVE_UNSAFE_SYNCHRONOUS : une coupure de courant perdra des écritures acquittées.",
                    english: "RELEVE_UNSAFE_SYNCHRONOUS: a power loss will lose acknowledged writes."
                )
            )
        }
        return try SQLiteDatabase(
            path: settings.data + "/releve.sqlite", clock: now, durability: settings.durability
        )
    }

    /// µs since 1970.
    @Sendable static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000) }

    /// From the system's secure source.
    @Sendable static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
