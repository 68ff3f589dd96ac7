import Foundation
import Persistence
import PostgresStore

/// The PostgreSQL server that `RELEVE_TEST_POSTGRES` names.
struct TestServer: Sendable {
    struct IsMissing: Error, CustomStringConvertible {
        let description = """
            RELEVE_TEST_POSTGRES is not set, so nothing can be tested on PostgreSQL. script/test sets it; by hand: \
            export RELEVE_TEST_POSTGRES=$(script/postgres start /tmp/releve-postgres --unsafe-fast)
            """
    }

    static let shared = Result { () throws(IsMissing) in try TestServer() }

    private let address: String
    private let database: PostgresDatabase

    private init() throws(IsMissing) {
        guard let address = ProcessInfo.processInfo.environment["RELEVE_TEST_POSTGRES"], !address.isEmpty else {
            throw IsMissing()
        }
        self.address = address
        database = PostgresDatabase(url: address, connections: 2, clock: { 0 })
    }

    func url(of name: String) -> String {
        var components = URLComponents(string: address)
        components?.path = "/" + name
        return components?.string ?? address
    }

    // The name is ours, letters and digits, and SQL takes no parameter in its place.
    func create(_ name: String, as template: String = "template0") async throws {
        try await database.runAlone(Query(stringLiteral: "CREATE DATABASE \(name) TEMPLATE \(template)"))
    }

    func drop(_ name: String) async throws {
        try await database.runAlone(Query(stringLiteral: "DROP DATABASE \(name) WITH (FORCE)"))
    }
}
