import ArgumentParser
import Foundation
import HTTPService
import Hummingbird
import LearningRecords
import Logging
import ServiceLifecycle
import UnixSignals

/// `releve serve`: opens the store, makes the admin key where there is none, listens until SIGTERM or SIGINT, lets the
/// requests under way end, and exits 0.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves the store over HTTP.")

    @OptionGroup(title: "Store") var store: StoreOptions
    @OptionGroup(title: "Server") var serve: ServeOptions
    @OptionGroup(title: "Packages") var packages: PackageOptions

    func run() async throws {
        let settings = try await Settings(store, serve, packages)
        LoggingSystem.bootstrap(SparingLogHandler.init(label:))
        var logger = Logger(label: "releve")
        logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .notice
        let store = try await Store(settings)
        let abandoned = Date(timeIntervalSinceNow: -Double(settings.service.uploadTimeout.components.seconds))
        try await store.useCases.chores.removeLeftovers(before: abandoned)
        try await eraseAgain(store, logger)
        try await AdminKey(useCases: store.useCases, settings: settings).ensure()
        try await listen(settings, store, logger)
        try await store.close()
    }

    /// Before anybody can ask for what a restored backup brought back.
    private func eraseAgain(_ store: Store, _ logger: Logger) async throws {
        let report = try await store.useCases.erasures.again()
        store.useCases.restored.last = report
        if !report.erasures.isEmpty {
            logger.warning(
                "a restored backup held what was erased since: it was erased again",
                metadata: ["erasures": "\(report.erasures.count)", "purged": "\(report.isPurged)"]
            )
        }
        if report.unreadable > 0 {
            logger.error(
                "lines of the journal of erasures cannot be read", metadata: ["lines": "\(report.unreadable)"]
            )
        }
    }

    private func listen(_ settings: Settings, _ store: Store, _ logger: Logger) async throws {
        let place = settings.data + "/address"
        defer { unlink(place) }
        let application = Endpoints(store.useCases, settings: settings.service).application(
            address: settings.address,
            port: settings.port,
            logger: logger
        ) { port in
            let address = "http://\(settings.address == "0.0.0.0" ? "127.0.0.1" : settings.address):\(port)"
            // For scripts: they wait for this file, and learn a port that the system chose.
            try? Data("\(address)\n".utf8).write(to: URL(filePath: place), options: .atomic)
            Terminal.say(french: "Relevé écoute sur \(address)", english: "Relevé listens on \(address)")
        }
        var group = ServiceGroupConfiguration(
            services: [
                // Services end from the last to the first: it goes on until nobody is answered any more.
                AccessLogWriter(log: store.useCases.reads.log, logger: logger), application,
                Housekeeping(useCases: store.useCases, version: settings.service.defaultVersion, logger: logger),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = .seconds(30)
        do { try await ServiceGroup(configuration: group).run() } catch {
            try await store.useCases.reads.log.flush()
            throw error
        }
        try await store.useCases.reads.log.flush()
    }
}
