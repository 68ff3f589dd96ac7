import CLibPQ
import Persistence

/// One result of libpq, freed with this value.
struct QueryResult: ~Copyable {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    var status: ExecStatusType { PQresultStatus(result) }

    /// `INSERT 0 1`, `COMMIT`, `ROLLBACK`, …
    var commandTag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// A field of the server's error; never its DETAIL, which quotes people's values.
    func errorField(_ field: ErrorField) -> String {
        PQresultErrorField(result, field.rawValue).map { String(cString: $0) } ?? ""
    }

    /// - Throws: `StoreError.unsupported` where a column is of a type that we do not read.
    func rows() throws -> [Row] {
        let columns = PQnfields(result)
        let types = (0..<columns).map { PQftype(result, $0) }
        return try (0..<PQntuples(result)).map { row in
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for (column, type) in zip(0..<columns, types) { values.append(try value(row, column, type)) }
            return Row(values)
        }
    }

    private func value(_ row: Int32, _ column: Int32, _ type: Oid) throws -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        switch type {
        case PostgresType.int8, PostgresType.xid8: return .integer(Int64(bigEndian: try load(bytes)))
        case PostgresType.int4: return .integer(Int64(Int32(bigEndian: try load(bytes))))
        case PostgresType.int2: return .integer(Int64(Int16(bigEndian: try load(bytes))))
        case PostgresType.oid: return .integer(Int64(UInt32(bigEndian: try load(bytes))))
        case PostgresType.bool: return .integer(bytes.first == 0 ? 0 : 1)
        case PostgresType.float8: return .real(Double(bitPattern: UInt64(bigEndian: try load(bytes))))
        case PostgresType.float4: return .real(Double(Float(bitPattern: UInt32(bigEndian: try load(bytes)))))
        case PostgresType.bytea, PostgresType.uuid: return .blob([UInt8](bytes))
        case PostgresType.text, PostgresType.varchar, PostgresType.bpchar, PostgresType.name, PostgresType.unknown:
            return .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.numeric:
            guard let numeric = Numeric(bytes) else { throw StoreError.unsupported }
            return numeric.value
        case PostgresType.void: return .null
        default: throw StoreError.unsupported
        }
    }

    private func load<T: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer) throws -> T {
        guard bytes.count == MemoryLayout<T>.size else { throw StoreError.unsupported }
        return bytes.loadUnaligned(as: T.self)
    }
}

/// The fields of an error that we keep (`PG_DIAG_…`, characters in C).
enum ErrorField: Int32 {
    case sqlState = 67  // C
    case table = 116  // t
    case column = 99  // c
    case constraint = 110  // n
}
