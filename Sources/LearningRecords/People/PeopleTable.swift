import XAPI

/// A table of people as it was read: a draft for each line that can be understood, and findings for what is odd.
struct PeopleTable: Sendable {
    struct Line: Sendable {
        let number: Int
        let draft: PersonDraft
    }

    private(set) var lines: [Line] = []
    private(set) var findings: [TableFinding] = []
    /// Nothing of the table can be used.
    let isUnreadable: Bool

    /// - Parameter mayRestricted: whether the columns of restricted attributes are read.
    init(reading bytes: [UInt8], mayRestricted: Bool) {
        var table = ColumnTable<PeopleColumn>(
            reading: bytes, heading: { Self.heading($0, mayRestricted: mayRestricted) },
            isEnough: { $0.contains(.matricule) || $0.contains(.familyName) }, otherwise: .noHeader
        )
        while let line = table.next() {
            var reader = PeopleLineReader(line: line.number)
            for cell in line.cells { reader.read(cell.text, as: cell.column) }
            if let draft = reader.draft() { lines.append(Line(number: line.number, draft: draft)) }
            findings += reader.findings
        }
        isUnreadable = table.isUnreadable
        findings += table.findings
        if isUnreadable { lines = [] }
    }

    private static func heading(_ cell: String, mayRestricted: Bool) -> ColumnTable<PeopleColumn>.Heading {
        guard let column = PeopleColumn(header: cell) else { return .unknown }
        if case .attribute(let name) = column, name.isRestricted, !mayRestricted { return .restricted }
        return .column(column)
    }
}
