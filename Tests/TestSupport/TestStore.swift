import Foundation
package import Persistence
import PostgresStore
import SQLiteStore

/// The place of a test's database: a file in a folder of its own, or a database of the test server.
package struct TestStore: Sendable {
    package let engine: Engine
    /// The file's path, or the database's URL.
    package let location: String
    private let name: String

    /// - Throws: an error that says what to do where no test server is known.
    static func make(_ engine: Engine) async throws -> TestStore {
        let name = "releve_test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        switch engine {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return TestStore(engine: engine, location: folder.appending(path: "releve.sqlite").path, name: name)
        case .postgres:
            let server = try TestServer.shared.get()
            try await server.create(name)
            return TestStore(engine: engine, location: server.url(of: name), name: name)
        }
    }

    package func open(clock: TestClock = TestClock(), connections: Int = 4) throws -> any Database {
        switch engine {
        case .sqlite: try SQLiteDatabase(path: location, clock: clock.now)
        case .postgres: PostgresDatabase(url: location, connections: connections, clock: clock.now)
        }
    }

    /// Another place with what is in this one, whose database nobody has open; whoever asks removes it. On SQLite all of the
    /// folder is copied.
    package func copy() async throws -> TestStore {
        let name = "releve_test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        switch engine {
        case .sqlite:
            let there = URL(filePath: location).deletingLastPathComponent()
            let folder = FileManager.default.temporaryDirectory.appending(path: name)
            try FileManager.default.copyItem(at: there, to: folder)
            return TestStore(engine: engine, location: folder.appending(path: "releve.sqlite").path, name: name)
        case .postgres:
            let server = try TestServer.shared.get()
            try await server.create(name, as: self.name)
            return TestStore(engine: engine, location: server.url(of: name), name: name)
        }
    }

    package func remove() async throws {
        switch engine {
        case .sqlite:
            try FileManager.default.removeItem(at: URL(filePath: location).deletingLastPathComponent())
        case .postgres: try await TestServer.shared.get().drop(name)
        }
    }
}
