import GRDB
import GRDBSQLite
import Persistence

/// A rendered query and its statement. Values are bound and rows read through SQLite's own functions: GRDB's arguments
/// and rows copy each value once more.
final class PreparedQuery {
    private typealias Slot = (index: CInt, parameter: Int, column: Int)

    private let statement: GRDB.Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?
    private let columnCount: CInt
    private var scalars: [Slot] = []
    private var batchColumns: [Slot] = []
    private var ordinals: [CInt] = []

    init(_ template: String, in database: GRDB.Database) throws {
        let rendered = RenderedQuery(template, for: .sqlite)
        statement = try StoreError.translating { try database.makeStatement(sql: rendered.sql) }
        handle = statement.sqliteStatement
        connection = database.sqliteConnection
        columnCount = sqlite3_column_count(handle)
        for (index, slot) in zip(CInt(1)..., rendered.slots) {
            switch slot {
            case .value(let parameter, _): scalars.append((index, parameter, 0))
            case .column(let parameter, let column, _): batchColumns.append((index, parameter, column))
            case .ordinal: ordinals.append(index)
            }
        }
    }

    /// Runs `query`, once per row of its batch where it has one.
    /// - Throws: a result code.
    func run(_ query: Query, into rows: inout [Persistence.Row]) throws(ResultFailure) {
        defer { sqlite3_clear_bindings(handle) }
        for slot in scalars { try bind(query.value(parameter: slot.parameter), at: slot.index) }
        guard let parameter = batchColumns.first?.parameter else { return try step(into: &rows) }
        guard batchColumns.allSatisfy({ $0.parameter == parameter }) else { throw ResultFailure(code: SQLITE_MISUSE) }
        guard let batch = query.batch(parameter: parameter) else { return }
        for row in 0..<batch.count {
            for slot in batchColumns { try bind(batch.columns[slot.column][row], at: slot.index) }
            for ordinal in ordinals { try check(sqlite3_bind_int64(handle, ordinal, Int64(row) + 1)) }
            try step(into: &rows)
        }
    }

    private func step(into rows: inout [Persistence.Row]) throws(ResultFailure) {
        defer { sqlite3_reset(handle) }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: rows.append(row())
            case SQLITE_DONE: return
            case let code: throw ResultFailure(code: code, connection: connection)
            }
        }
    }

    private func bind(_ value: SQLValue, at index: CInt) throws(ResultFailure) {
        switch value {
        case .null: try check(sqlite3_bind_null(handle, index))
        case .integer(let integer): try check(sqlite3_bind_int64(handle, index, integer))
        case .real(let real): try check(sqlite3_bind_double(handle, index, real))
        case .text(var text):
            let code = text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text64(handle, index, $0.baseAddress, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
                }
            }
            try check(code)
        case .blob(let bytes) where bytes.isEmpty: try check(sqlite3_bind_zeroblob(handle, index, 0))
        case .blob(let bytes):
            try check(
                bytes.withUnsafeBytes { sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), copied) }
            )
        }
    }

    private func check(_ code: CInt) throws(ResultFailure) {
        if code != SQLITE_OK { throw ResultFailure(code: code, connection: connection) }
    }

    private func row() -> Persistence.Row {
        var values: [SQLValue] = []
        values.reserveCapacity(Int(columnCount))
        for column in 0..<columnCount { values.append(value(column)) }
        return Row(values)
    }

    private func value(_ column: CInt) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(handle, column) else { return .text("") }
            let utf8 = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
            return .text(String(decoding: utf8, as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(handle, column) else { return .blob([]) }
            return .blob(
                [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
            )
        default: return .null
        }
    }
}

/// SQLite copies what is bound: the array may be gone before the statement is.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
