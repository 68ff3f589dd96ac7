/// A value bound to a query or read from a row: what both engines store alike.
package enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// The type of a parameter, known also where its value is null.
package enum SQLType: UInt8, Sendable {
    // The raw value stands in a query's template.
    case integer = 105  // i
    case real = 114  // r
    case text = 116  // t
    case blob = 98  // b
    /// A null of no known type: PostgreSQL infers one.
    case unknown = 110  // n

    init(of value: SQLValue) {
        switch value {
        case .null: self = .unknown
        case .integer: self = .integer
        case .real: self = .real
        case .text: self = .text
        case .blob: self = .blob
        }
    }
}
