/// A table of what people did elsewhere as it was read, and findings for what is odd.
struct HistoryTable: Sendable {
    private(set) var lines: [HistoryLine] = []
    private(set) var findings: [TableFinding] = []
    /// Nothing of the table can be used.
    let isUnreadable: Bool

    /// - Parameter now: µs since 1970.
    init(reading bytes: [UInt8], now: Int64) {
        var table = ColumnTable<HistoryColumn>(
            reading: bytes, heading: { HistoryColumn(header: $0).map { .column($0) } ?? .unknown },
            isEnough: { columns in
                let names = columns.contains(.course) || columns.contains(.title)
                let says = columns.contains(.matricule) || columns.contains(.mail) || columns.contains(.accountName)
                return names && says && columns.contains(.date)
            }, otherwise: .noHistoryHeader
        )
        while let line = table.next() {
            var reader = HistoryLineReader(line, now: now)
            if let read = reader.read() { lines.append(read) }
            findings += reader.findings
        }
        isUnreadable = table.isUnreadable
        findings += table.findings
        if isUnreadable { lines = [] }
    }
}
