/// Rows that go to the engine in one round trip. In SQL a batch reads as a table, `SELECT … FROM \(batch) AS k JOIN …`, or,
/// behind the name of a table that has its columns, as the rows to insert: `INSERT INTO t \(rows: batch) ON CONFLICT …`.
/// (SQLite keeps a journal of each single statement that inserts from a `SELECT`, which `VALUES` does without.)
///
/// PostgreSQL gets one array per column (`unnest`). On SQLite the statement runs once per row, and its results follow
/// one another in the order of the batch. A query takes one batch at most. The column `ordinal` counts rows from 1.
/// Where columns differ in length, the short ones go on with nulls.
package struct Batch: Sendable {
    package struct Column: Sendable {
        enum Values: Sendable {
            case integers([Int64]), optionalIntegers([Int64?])
            case reals([Double]), optionalReals([Double?])
            case texts([String]), optionalTexts([String?])
            case blobs([[UInt8]]), optionalBlobs([[UInt8]?])
        }

        package let name: String
        let values: Values
    }

    package let columns: [Column]
    /// The number of rows.
    package let count: Int

    package init(_ columns: Column...) { self.init(columns) }

    package init(_ columns: [Column]) {
        self.columns = columns
        count = columns.map(\.count).max() ?? 0
    }

    /// `05`, or `07` for rows to insert, then `type name` of each column with `1F` between them, then `06`.
    func template(isInserted: Bool) -> String {
        var template = isInserted ? "\u{7}" : "\u{5}"
        for (index, column) in columns.enumerated() {
            if index > 0 { template.unicodeScalars.append("\u{1F}") }
            template.unicodeScalars.append(Unicode.Scalar(column.type.rawValue))
            template += column.name
        }
        template.unicodeScalars.append("\u{6}")
        return template
    }
}

extension Batch.Column {
    package static func integers(_ name: String, _ values: [Int64]) -> Self {
        Self(name: name, values: .integers(values))
    }
    package static func reals(_ name: String, _ values: [Double]) -> Self { Self(name: name, values: .reals(values)) }
    package static func texts(_ name: String, _ values: [String]) -> Self { Self(name: name, values: .texts(values)) }
    package static func blobs(_ name: String, _ values: [[UInt8]]) -> Self { Self(name: name, values: .blobs(values)) }

    package static func integers(_ name: String, _ values: [Int64?]) -> Self {
        Self(name: name, values: .optionalIntegers(values))
    }
    package static func reals(_ name: String, _ values: [Double?]) -> Self {
        Self(name: name, values: .optionalReals(values))
    }
    package static func texts(_ name: String, _ values: [String?]) -> Self {
        Self(name: name, values: .optionalTexts(values))
    }
    package static func blobs(_ name: String, _ values: [[UInt8]?]) -> Self {
        Self(name: name, values: .optionalBlobs(values))
    }
}

extension Batch.Column {
    package var type: SQLType {
        switch values {
        case .integers, .optionalIntegers: .integer
        case .reals, .optionalReals: .real
        case .texts, .optionalTexts: .text
        case .blobs, .optionalBlobs: .blob
        }
    }

    package var count: Int {
        switch values {
        case .integers(let values): values.count
        case .optionalIntegers(let values): values.count
        case .reals(let values): values.count
        case .optionalReals(let values): values.count
        case .texts(let values): values.count
        case .optionalTexts(let values): values.count
        case .blobs(let values): values.count
        case .optionalBlobs(let values): values.count
        }
    }

    /// The value of a row, counted from 0; null past the column's end.
    package subscript(row: Int) -> SQLValue {
        guard row >= 0, row < count else { return .null }
        switch values {
        case .integers(let values): return .integer(values[row])
        case .optionalIntegers(let values): return values[row].map(SQLValue.integer) ?? .null
        case .reals(let values): return .real(values[row])
        case .optionalReals(let values): return values[row].map(SQLValue.real) ?? .null
        case .texts(let values): return .text(values[row])
        case .optionalTexts(let values): return values[row].map(SQLValue.text) ?? .null
        case .blobs(let values): return .blob(values[row])
        case .optionalBlobs(let values): return values[row].map(SQLValue.blob) ?? .null
        }
    }
}
