import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import NIOCore
import Persistence
import TestSupport

@testable import HTTPService

/// A service over a database of its own, with a folder for packages and a key for each way of using it.
struct ServiceFixture {
    let client: any TestClientProtocol
    let folder: URL
    let database: any Database
    let useCases: UseCases

    enum Key: String, CaseIterable {
        case admin, writer, reader, state, profile, allRead, all

        fileprivate var scopes: Set<Scope> {
            switch self {
            case .admin: [.admin]
            case .writer: [.statementsWrite, .statementsReadMine]
            case .reader: [.statementsRead, .completions]
            case .state: [.state]
            case .profile: [.profile]
            case .allRead: [.allRead]
            case .all: [.all]
            }
        }

        var authorization: String { "Basic " + Data("\(rawValue):secret".utf8).base64EncodedString() }
    }

    /// - Parameters:
    ///   - now: the time of what is no transaction, where it is not the true one.
    ///   - brought: the id of one administrator's key more.
    static func run(
        on engine: Engine,
        settings: ServiceSettings = ServiceSettings(),
        clock: TestClock = TestClock(),
        packages: PackageLimits = PackageLimits(),
        now: (@Sendable () -> Int64)? = nil,
        bringing brought: String? = nil,
        setup: TestingSetup = .router,
        _ body: @escaping @Sendable (ServiceFixture) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await engine.withDatabase(migrations: migrations, clock: clock) { database in
            let useCases = UseCases(
                database: database,
                files: try DigestFiles(folder: folder.path(), suffix: ".zip"),
                blobs: try DigestFiles(folder: folder.appending(path: "blobs").path()),
                log: LogFiles(
                    keys: folder.appending(path: "log-key").path(), journal: folder.appending(path: "journal").path(),
                    publicURL: "https://lrs.example"
                ),
                bundles: folder.appending(path: "bundles").path(),
                folder: folder.path(),
                publicURL: "https://lrs.example",
                packages: packages,
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
                clock: now ?? { Int64(Date().timeIntervalSince1970 * 1_000_000) }
            )
            for key in Key.allCases { try await make(key.rawValue, key.scopes, with: useCases) }
            if let brought { try await make(brought, [.admin], with: useCases) }
            let endpoints = Endpoints(useCases, settings: settings)
            try await Application(router: endpoints.router()).test(setup) { client in
                try await body(
                    ServiceFixture(client: client, folder: folder, database: database, useCases: useCases)
                )
            }
        }
    }

    private static func make(_ id: String, _ scopes: Set<Scope>, with useCases: UseCases) async throws {
        let request = CreateKey.Request(label: id, source: "test", scopes: scopes, id: id, secret: "secret")
        _ = try await useCases.keys.create(request)
    }

    /// Sends as `key`, by xAPI 1.0.3, with JSON; `headers` win, and an empty value takes a header away.
    func send(
        _ method: HTTPRequest.Method,
        _ uri: String,
        as key: Key? = .admin,
        headers: [String: String] = [:],
        body: String? = nil
    ) async throws -> TestResponse {
        try await send(method, uri, as: key, headers: headers, bytes: body.map { Array($0.utf8) })
    }

    /// As the other, with a body that is no text.
    func send(
        _ method: HTTPRequest.Method,
        _ uri: String,
        as key: Key? = .admin,
        headers: [String: String] = [:],
        bytes: [UInt8]?
    ) async throws -> TestResponse {
        var fields: HTTPFields = [.contentType: "application/json", .acceptLanguage: "en"]
        fields[.authorization] = key?.authorization
        fields[.experienceAPIVersion] = "1.0.3"
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value.isEmpty ? nil : value }
        }
        return try await client.execute(
            uri: uri,
            method: method,
            headers: fields,
            body: bytes.map { ByteBuffer(bytes: $0) }
        )
    }

    /// Sends a package as the administrator.
    func importPackage(_ zip: ZipWriter, query: String = "") async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: "application/zip", .acceptLanguage: "en"]
        headers[.authorization] = Key.admin.authorization
        let body = ByteBuffer(bytes: zip.bytes)
        return try await client.execute(uri: "/api/v1/packages" + query, method: .post, headers: headers, body: body)
    }

    /// Files that uploads left behind.
    var spooled: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).filter { $0.hasSuffix(".upload") }
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The JSON of the answer, as Foundation reads it: a second opinion on what our writer wrote.
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body.readableBytesView))) as? [String: Any] ?? [:]
    }

    var array: [Any] { (try? JSONSerialization.jsonObject(with: Data(body.readableBytesView))) as? [Any] ?? [] }

    /// The last part of a Problem's type.
    var problem: String? {
        guard headers[.contentType] == "application/problem+json" else { return nil }
        return (object["type"] as? String)?.split(separator: "/").last.map(String.init)
    }
}
