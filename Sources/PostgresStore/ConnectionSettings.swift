import CLibPQ
import Foundation

/// How connections are made: a libpq URL, and what we set where the URL does not.
struct ConnectionSettings: Sendable {
    /// `postgres://user:password@host:port/database?sslmode=verify-full`, as libpq takes it.
    let url: String
    /// A statement and an idle transaction end after this; they would hold locks and old rows.
    let timeoutMilliseconds: Int

    /// Text that is no value of a client's.
    var timeouts: String {
        """
        SET statement_timeout = \(timeoutMilliseconds);
        SET idle_in_transaction_session_timeout = \(timeoutMilliseconds);
        SET client_min_messages = warning
        """
    }

    /// What comes before `dbname` gives way to the URL's own; what comes after does not.
    private var keywords: KeyValuePairs<String, String> {
        [
            "connect_timeout": "10", "tcp_user_timeout": "30000", "fallback_application_name": "releve",
            "dbname": url, "client_encoding": "UTF8",
        ]
    }

    /// Waits for the connection, or its failure; nil only where memory is out.
    func connect() -> OpaquePointer? {
        let keys = keywords.map { strdup($0.key) }
        let values = keywords.map { strdup($0.value) }
        defer { for pointer in keys + values { free(pointer) } }
        return PQconnectdbParams(keys.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    }
}
