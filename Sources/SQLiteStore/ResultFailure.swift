import GRDBSQLite

/// A result code of SQLite that is not a success, and its message, which names tables and columns and no values.
struct ResultFailure: Error {
    /// Extended.
    let code: CInt
    let message: String

    init(code: CInt, message: String = "") {
        self.code = code
        self.message = message
    }

    init(code: CInt, connection: OpaquePointer?) {
        self.init(code: code, message: sqlite3_errmsg(connection).map { String(cString: $0) } ?? "")
    }
}
