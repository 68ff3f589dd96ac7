/// SQL written once for both engines, in a literal whose interpolations bind values.
///
/// `\(value)` binds an integer, a real, a text, bytes or a UUID (as its 16 bytes), or an optional of these; `\(query)`
/// splices a query, `\(Fragment.x)` the text of the engine at hand, `\(batch)` a table of rows and `\(rows: batch)` rows to insert (see `Batch`).
/// Only literals become SQL, so nothing that a client sent can.
///
/// The text is kept as a template that is the same whatever the values: engines keep their prepared statement under it,
/// and render it once.
package struct Query: Sendable, ExpressibleByStringInterpolation {
    enum Parameter: Sendable {
        case value(SQLValue)
        case batch(Batch)
    }

    /// The SQL, with control characters where something is to be put in: see `RenderedQuery`.
    package private(set) var template: String
    private(set) var parameters: [Parameter]

    package init(stringLiteral value: String) {
        template = value
        parameters = []
    }

    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.query
    }

    private init(capacity: Int, parameters count: Int) {
        template = ""
        template.reserveCapacity(capacity)
        parameters = []
        parameters.reserveCapacity(count)
    }

    package static func + (first: Query, second: Query) -> Query {
        var sum = first
        sum.append(second)
        return sum
    }

    private mutating func append(_ other: Query) {
        template += other.template
        parameters += other.parameters
    }

    private mutating func append(_ value: SQLValue, _ type: SQLType) {
        template.unicodeScalars.append("\u{1}")
        template.unicodeScalars.append(Unicode.Scalar(type.rawValue))
        parameters.append(.value(value))
    }
}

extension Query: CustomStringConvertible, CustomReflectable {
    /// The SQL without values, which are about people.
    package var description: String { sql(for: .sqlite) }

    package var customMirror: Mirror { Mirror(self, children: ["sql": description]) }
}

extension Query {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var query: Query

        package init(literalCapacity: Int, interpolationCount: Int) {
            query = Query(capacity: literalCapacity + interpolationCount * 16, parameters: interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { query.template += literal }

        package mutating func appendInterpolation(_ other: Query) { query.append(other) }

        package mutating func appendInterpolation(_ fragment: Fragment) { query.template += fragment.template }

        package mutating func appendInterpolation(_ batch: Batch) {
            query.template += batch.template(isInserted: false)
            query.parameters.append(.batch(batch))
        }

        /// What stands behind `INSERT INTO t`: the columns, and the rows.
        package mutating func appendInterpolation(rows batch: Batch) {
            query.template += batch.template(isInserted: true)
            query.parameters.append(.batch(batch))
        }

        package mutating func appendInterpolation(_ value: SQLValue) { query.append(value, SQLType(of: value)) }
        package mutating func appendInterpolation(_ value: Int64) { query.append(.integer(value), .integer) }
        package mutating func appendInterpolation(_ value: Int) { query.append(.integer(Int64(value)), .integer) }
        package mutating func appendInterpolation(_ value: Double) { query.append(.real(value), .real) }
        package mutating func appendInterpolation(_ value: String) { query.append(.text(value), .text) }
        package mutating func appendInterpolation(_ value: [UInt8]) { query.append(.blob(value), .blob) }

        package mutating func appendInterpolation(_ value: Int64?) {
            query.append(value.map(SQLValue.integer) ?? .null, .integer)
        }
        package mutating func appendInterpolation(_ value: Int?) {
            query.append(value.map { .integer(Int64($0)) } ?? .null, .integer)
        }
        package mutating func appendInterpolation(_ value: Double?) {
            query.append(value.map(SQLValue.real) ?? .null, .real)
        }
        package mutating func appendInterpolation(_ value: String?) {
            query.append(value.map(SQLValue.text) ?? .null, .text)
        }
        package mutating func appendInterpolation(_ value: [UInt8]?) {
            query.append(value.map(SQLValue.blob) ?? .null, .blob)
        }
    }
}
