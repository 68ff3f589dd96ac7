import ArgumentParser
import Configuration
import Foundation
import HTTPService
import LearningRecords
import SQLiteStore
import XAPI

/// Every setting, resolved: the command line wins over the environment (`RELEVE_PORT`), that over the settings file, that
/// over the default. `docs/settings.md` lists them all.
struct Settings {
    let address: String
    let port: Int
    let publicURL: String
    let contentHost: String
    let data: String
    let database: String?
    let databaseConnections: Int
    let logLevel: String
    /// Set together, or not at all: the admin credential of the first start.
    let adminKey: String?
    let adminSecret: String?
    let durability: Durability
    let trustedRoots: TrustedRoots
    let checkpointJournal: String?
    /// Beside the journal of checkpoints, and without one in the data folder: a database elsewhere may be restored alone.
    var erasureJournal: String { checkpointJournal.map { $0 + ".erasures" } ?? data + "/erasures" }
    let service: ServiceSettings
    let packages: PackageLimits

    init(_ store: StoreOptions, _ serve: ServeOptions? = nil, _ packages: PackageOptions? = nil) async throws {
        let given = store.given.merging(serve?.given ?? [:]) { own, _ in own }
            .merging(packages?.given ?? [:]) { own, _ in own }
        let reader = try await SettingsReader(given: given.compactMapValues { $0 }, file: store.config)
        address = reader.text("address") ?? "127.0.0.1"
        port = try reader.number("port", in: 0...65_535) ?? 8080
        publicURL = try reader.url("public-url") ?? "http://\(address)\(port == 0 ? "" : ":\(port)")"
        contentHost = reader.text("content-host") ?? "play.localhost"
        data = reader.text("data") ?? "data"
        database = reader.text("database")
        databaseConnections = try reader.number("database-connections", in: 1...1_000) ?? 8
        logLevel =
            try reader.text("log-level", among: ["trace", "debug", "info", "notice", "warning", "error"]) ?? "notice"
        adminKey = reader.text("admin-key")
        adminSecret = reader.text("admin-secret")
        durability = try Durability(environment: ProcessInfo.processInfo.environment)
        trustedRoots = try reader.text("trusted-roots").map(TrustedRoots.init(file:)) ?? TrustedRoots()
        checkpointJournal = reader.text("checkpoint-journal")
        service = try ServiceSettings(reader)
        self.packages = try PackageLimits(reader)
        guard (adminKey == nil) == (adminSecret == nil) else {
            throw ValidationError("RELEVE_ADMIN_KEY and RELEVE_ADMIN_SECRET go together.")
        }
        guard database?.hasPrefix("postgres://") != false || database?.hasPrefix("postgresql://") == true else {
            throw ValidationError("database: postgres://… is expected.")
        }
    }
}

extension TrustedRoots {
    fileprivate init(file path: String) throws {
        do { try self.init(pem: String(contentsOfFile: path, encoding: .utf8)) } catch {
            throw ValidationError("trusted-roots: \(path) cannot be read as certificates in PEM.")
        }
    }
}

extension Durability {
    /// Full, unless a fault test weakens it: neither a flag nor the settings file can.
    fileprivate init(environment: [String: String]) throws {
        switch environment["RELEVE_UNSAFE_SYNCHRONOUS"] {
        case nil, "": self = .full
        case "NORMAL": self = .processOnly
        default: throw ValidationError("RELEVE_UNSAFE_SYNCHRONOUS: NORMAL is expected, or nothing.")
        }
    }
}
