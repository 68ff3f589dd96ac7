import XAPI

/// A table of people as it was read: a draft for each line that can be understood, and findings for what is odd.
struct PeopleTable: Sendable {
    struct Line: Sendable {
        let number: Int
        let draft: PersonDraft
    }

    private(set) var lines: [Line] = []
    private(set) var findings: [PeopleFinding] = []
    /// Nothing of the table can be used.
    private(set) var isUnreadable = false

    static let mostLines = 250_000

    /// - Parameter mayRestricted: whether the columns of restricted attributes are read.
    init(reading bytes: [UInt8], mayRestricted: Bool) {
        let text = TableText(bytes)
        if text.isFallback { findings.append(PeopleFinding(.encodingFallback, line: 1)) }
        var reader = TableReader(text.text)
        guard let columns = header(reader.next(), mayRestricted: mayRestricted) else {
            isUnreadable = true
            return
        }
        var count = 0
        while let row = reader.next() {
            count += 1
            guard count <= Self.mostLines else {
                refuse(PeopleFinding(.tooManyLines, line: row.line, "\(Self.mostLines)"))
                return
            }
            add(row, columns)
        }
    }

    private mutating func refuse(_ finding: PeopleFinding) {
        findings.append(finding)
        isUnreadable = true
        lines = []
    }

    /// The columns in order, nil for those that are not read; nil where these are no columns of people.
    private mutating func header(_ row: TableReader.Row?, mayRestricted: Bool) -> [PeopleColumn?]? {
        guard case .cells(let cells)? = row?.content, let row else {
            findings.append(PeopleFinding(.noHeader, line: 1))
            return nil
        }
        var columns: [PeopleColumn?] = []
        for cell in cells {
            var column = PeopleColumn(header: cell)
            if column == nil, !cell.isEmpty {
                findings.append(PeopleFinding(.unknownColumn, line: row.line, String(cell.prefix(60))))
            }
            if case .attribute(let name) = column, name.isRestricted, !mayRestricted {
                findings.append(PeopleFinding(.restrictedColumn, line: row.line, cell))
                column = nil
            }
            if let column, columns.contains(column) {
                findings.append(PeopleFinding(.columnTwice, line: row.line, cell))
                return nil
            }
            columns.append(column)
        }
        guard columns.contains(.matricule) || columns.contains(.familyName) else {
            findings.append(PeopleFinding(.noHeader, line: row.line))
            return nil
        }
        return columns
    }

    private mutating func add(_ row: TableReader.Row, _ columns: [PeopleColumn?]) {
        let cells: [String]
        switch row.content {
        case .cells(let read): cells = read
        case .brokenQuotes: return findings.append(PeopleFinding(.brokenQuotes, line: row.line))
        case .tooLong: return findings.append(PeopleFinding(.lineTooLong, line: row.line, "\(TableReader.longestRow)"))
        }
        guard cells.dropFirst(columns.count).allSatisfy(\.isEmpty) else {
            findings.append(PeopleFinding(.tooManyCells, line: row.line, "\(columns.count)"))
            return
        }
        var reader = PeopleLineReader(line: row.line)
        for (column, cell) in zip(columns, cells) {
            if let column, !cell.isEmpty { reader.read(cell, as: column) }
        }
        if let draft = reader.draft() { lines.append(Line(number: row.line, draft: draft)) }
        findings += reader.findings
    }
}
