/// A table whose first line names its columns: its lines, cell by cell, and findings for what cannot be read.
struct ColumnTable<Column: Hashable & Sendable> {
    struct Line: Sendable {
        let number: Int
        /// Those that hold something and are read.
        let cells: [(column: Column, text: String)]
    }

    /// What a name in the first line is.
    enum Heading: Sendable {
        case column(Column)
        /// The key may not write it.
        case restricted
        case unknown
    }

    private var reader: TableReader
    private var columns: [Column?] = []
    private var count = 0
    private(set) var findings: [TableFinding] = []
    /// Nothing of the table can be used.
    private(set) var isUnreadable = false

    static var mostLines: Int { 250_000 }

    /// - Parameters:
    ///   - isEnough: whether a table with these columns can be used.
    ///   - otherwise: what is said where it cannot.
    init(
        reading bytes: [UInt8], heading: (String) -> Heading, isEnough: (Set<Column>) -> Bool,
        otherwise: TableFinding.Code
    ) {
        let text = TableText(bytes)
        reader = TableReader(text.text)
        if text.isFallback { findings.append(TableFinding(.encodingFallback, line: 1)) }
        let row = reader.next()
        guard case .cells(let cells)? = row?.content, let line = row?.line else {
            refuse(TableFinding(otherwise, line: 1))
            return
        }
        name(cells.map { ($0, heading($0)) }, line: line)
        if !isUnreadable, !isEnough(Set(columns.compactMap { $0 })) { refuse(TableFinding(otherwise, line: line)) }
    }

    private mutating func name(_ headings: [(cell: String, heading: Heading)], line: Int) {
        for (cell, heading) in headings {
            switch heading {
            case .column(let column) where columns.contains(column):
                return refuse(TableFinding(.columnTwice, line: line, cell))
            case .column(let column): columns.append(column)
            case .restricted: skip(TableFinding(.restrictedColumn, line: line, cell))
            case .unknown where cell.isEmpty: columns.append(nil)
            case .unknown: skip(TableFinding(.unknownColumn, line: line, String(cell.prefix(60))))
            }
        }
    }

    private mutating func skip(_ finding: TableFinding) {
        findings.append(finding)
        columns.append(nil)
    }

    private mutating func refuse(_ finding: TableFinding) {
        findings.append(finding)
        isUnreadable = true
    }

    /// The next line that can be cut into cells.
    mutating func next() -> Line? {
        guard !isUnreadable else { return nil }
        while let row = reader.next() {
            count += 1
            guard count <= Self.mostLines else {
                refuse(TableFinding(.tooManyLines, line: row.line, "\(Self.mostLines)"))
                return nil
            }
            if let line = line(row) { return line }
        }
        return nil
    }

    private mutating func line(_ row: TableReader.Row) -> Line? {
        switch row.content {
        case .brokenQuotes: findings.append(TableFinding(.brokenQuotes, line: row.line))
        case .tooLong: findings.append(TableFinding(.lineTooLong, line: row.line, "\(TableReader.longestRow)"))
        case .cells(let cells):
            guard cells.dropFirst(columns.count).allSatisfy(\.isEmpty) else {
                findings.append(TableFinding(.tooManyCells, line: row.line, "\(columns.count)"))
                return nil
            }
            let read = zip(columns, cells).compactMap { column, cell in
                column.flatMap { cell.isEmpty ? nil : (column: $0, text: cell) }
            }
            return Line(number: row.line, cells: read)
        }
        return nil
    }
}
