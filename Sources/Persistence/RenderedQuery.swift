/// A query's template in the words of one engine, and what goes to each parameter. Rendered once per template.
///
/// A template holds `01 type` for a value, `02 sqlite 03 postgres 04` for a fragment, `05 columns 06` for a batch,
/// `07 columns 06` for rows to insert.
package struct RenderedQuery: Sendable {
    package enum Slot: Sendable, Equatable {
        /// The scalar at this place of the query's parameters.
        case value(parameter: Int, SQLType)
        /// A column of the batch at this place of the query's parameters.
        case column(parameter: Int, column: Int, SQLType)
        /// The row's number in the batch, from 1; SQLite only.
        case ordinal
    }

    package private(set) var sql = ""
    /// In the order of the engine's parameters.
    package private(set) var slots: [Slot] = []
    private var parameter = 0
    private let engine: SQLEngine

    package init(_ template: String, for engine: SQLEngine) {
        self.engine = engine
        var rest = template.utf8[...]
        while let first = rest.first {
            rest = render(first, rest)
        }
    }

    /// Appends the first part of `rest`; answers what follows it.
    private mutating func render(_ first: UInt8, _ rest: Substring.UTF8View) -> Substring.UTF8View {
        switch first {
        case 1:
            let after = rest.dropFirst()
            appendSlot(.value(parameter: parameter, SQLType(rawValue: after.first ?? 0) ?? .unknown))
            parameter += 1
            return after.dropFirst()
        case 2: return renderFragment(rest.dropFirst())
        case 5, 7: return renderBatch(rest.dropFirst(), isInserted: first == 7)
        default:
            let end = rest.firstIndex { $0 == 1 || $0 == 2 || $0 == 5 || $0 == 7 } ?? rest.endIndex
            sql += String(rest[..<end]) ?? ""
            return rest[end...]
        }
    }

    private mutating func renderFragment(_ rest: Substring.UTF8View) -> Substring.UTF8View {
        let middle = rest.firstIndex(of: 3) ?? rest.endIndex
        let end = rest[middle...].firstIndex(of: 4) ?? rest.endIndex
        switch engine {
        case .sqlite: sql += String(rest[..<middle]) ?? ""
        case .postgres: sql += String(rest[middle..<end].dropFirst()) ?? ""
        }
        return rest[end...].dropFirst()
    }

    private mutating func renderBatch(
        _ rest: Substring.UTF8View, isInserted: Bool
    ) -> Substring.UTF8View {
        let end = rest.firstIndex(of: 6) ?? rest.endIndex
        let columns = rest[..<end].split(separator: 0x1F).map { column in
            (type: SQLType(rawValue: column.first ?? 0) ?? .unknown, name: String(column.dropFirst()) ?? "")
        }
        let names = columns.map(\.name).joined(separator: ", ")
        var after = rest[end...].dropFirst()
        switch (engine, isInserted) {
        case (.sqlite, false):
            appendRow(columns)
            after = renderJoin(after)
        case (.sqlite, true):
            sql += "(\(names)) VALUES ("
            appendSlots(columns)
            sql += ")"
        case (.postgres, false):
            sql += "(SELECT * FROM unnest("
            appendSlots(columns)
            sql += ") WITH ORDINALITY AS u(\(names), ordinal))"
        case (.postgres, true):
            sql += "(\(names)) SELECT * FROM unnest("
            appendSlots(columns)
            sql += ") AS u(\(names))"
        }
        parameter += 1
        return after
    }

    /// ` AS k JOIN` behind a row is ` AS k CROSS JOIN`. To SQLite that is the same, but that the row then comes first; else it
    /// makes a table of the row, each time anew, which takes longer than to find what is joined to it.
    private mutating func renderJoin(_ rest: Substring.UTF8View) -> Substring.UTF8View {
        let words = rest.prefix(80).split(maxSplits: 3) { $0 == 0x20 || $0 == 0x0A }
        guard words.count > 2, words[0].elementsEqual("AS".utf8), words[2].elementsEqual("JOIN".utf8),
            let name = String(words[1])
        else { return rest }
        sql += " AS \(name) CROSS JOIN"
        return rest[words[2].endIndex...]
    }

    private mutating func appendRow(_ columns: [(type: SQLType, name: String)]) {
        sql += "(SELECT "
        for (index, column) in columns.enumerated() {
            appendSlot(.column(parameter: parameter, column: index, column.type))
            sql += " AS \(column.name), "
        }
        appendSlot(.ordinal)
        sql += " AS ordinal)"
    }

    private mutating func appendSlots(_ columns: [(type: SQLType, name: String)]) {
        for (index, column) in columns.enumerated() {
            if index > 0 { sql += ", " }
            appendSlot(.column(parameter: parameter, column: index, column.type))
        }
    }

    private mutating func appendSlot(_ slot: Slot) {
        slots.append(slot)
        switch engine {
        case .sqlite: sql += "?"
        case .postgres: sql += "$\(slots.count)"
        }
    }
}

extension Query {
    /// The text for `engine`, with a placeholder for each value.
    package func sql(for engine: SQLEngine) -> String { RenderedQuery(template, for: engine).sql }

    /// The value of a scalar slot; null for any other place.
    package func value(parameter: Int) -> SQLValue {
        guard parameters.indices.contains(parameter), case .value(let value) = parameters[parameter] else {
            return .null
        }
        return value
    }

    /// The batch of a column's slot.
    package func batch(parameter: Int) -> Batch? {
        guard parameters.indices.contains(parameter), case .batch(let batch) = parameters[parameter] else { return nil }
        return batch
    }

    /// The batches of the query, in order.
    package var batches: [Batch] {
        parameters.compactMap { if case .batch(let batch) = $0 { batch } else { nil } }
    }
}
