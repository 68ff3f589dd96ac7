package import Foundation

/// One row of an answer; columns are counted from 0, in the order of the query.
///
/// Each accessor throws `StoreError.column` where the column is absent or holds another type; those named `optional`
/// answer nil for null.
package struct Row: Sendable, Equatable {
    package let values: [SQLValue]

    package init(_ values: [SQLValue]) { self.values = values }

    package func optionalInteger(_ column: Int) throws -> Int64? {
        switch try value(column) {
        case .null: nil
        case .integer(let integer): integer
        default: throw StoreError.column(column)
        }
    }

    /// A real, also where the column holds an integer that is exactly one: SQLite may keep 1.0 as 1.
    package func optionalReal(_ column: Int) throws -> Double? {
        switch try value(column) {
        case .null: return nil
        case .real(let real): return real
        case .integer(let integer):
            guard let real = Double(exactly: integer) else { throw StoreError.column(column) }
            return real
        default: throw StoreError.column(column)
        }
    }

    package func optionalText(_ column: Int) throws -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw StoreError.column(column)
        }
    }

    package func optionalBlob(_ column: Int) throws -> [UInt8]? {
        switch try value(column) {
        case .null: nil
        case .blob(let bytes): bytes
        default: throw StoreError.column(column)
        }
    }

    package func optionalUUID(_ column: Int) throws -> UUID? {
        guard let bytes = try optionalBlob(column) else { return nil }
        return try present(UUID(storedBytes: bytes), column)
    }

    package func integer(_ column: Int) throws -> Int64 { try present(optionalInteger(column), column) }
    package func real(_ column: Int) throws -> Double { try present(optionalReal(column), column) }
    package func text(_ column: Int) throws -> String { try present(optionalText(column), column) }
    package func blob(_ column: Int) throws -> [UInt8] { try present(optionalBlob(column), column) }
    package func uuid(_ column: Int) throws -> UUID { try present(optionalUUID(column), column) }

    private func value(_ column: Int) throws -> SQLValue {
        guard values.indices.contains(column) else { throw StoreError.column(column) }
        return values[column]
    }

    private func present<T>(_ value: T?, _ column: Int) throws -> T {
        guard let value else { throw StoreError.column(column) }
        return value
    }
}
