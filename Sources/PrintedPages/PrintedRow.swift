import PlainPages

/// Cells side by side.
struct PrintedRow {
    static let padding = 3.0

    struct Cell {
        let text: SetText
        /// In the structure of the PDF.
        let tag: String
    }

    enum Look: Equatable {
        /// Nothing around it.
        case open
        /// A line below.
        case line
        /// A line around each cell.
        case boxes
    }

    let cells: [Cell]
    let widths: [Double]
    let tag: String
    let look: Look
    var leastHeight = 0.0

    init(_ cells: [Cell], widths: [Double], tag: String, look: Look, leastHeight: Double = 0) {
        self.cells = cells
        self.widths = widths
        self.tag = tag
        self.look = look
        self.leastHeight = leastHeight
    }

    var height: Double { max(cells.map(\.text.height).max() ?? 0, leastHeight) + 2 * Self.padding }
}

extension PageFlow {
    mutating func add(_ table: PlainTable) throws(PrintPage.Refusal) {
        let whole = Double(max(1, table.columns.reduce(0) { $0 + max(1, $1.width) }))
        let widths = table.columns.map { Self.width * Double(max(1, $0.width)) / whole }
        let caption = set(table.caption, width: Self.width, isStrong: true)
        let head = row(table.columns.map(\.title), widths, isHead: true, table)
        if caption.height + head.height + 60 > room, !isAtTop { try turn() }
        begin("Table")
        begin("Caption")
        draw(caption, 0..<caption.lines.count, x: Self.left, y: y)
        end("Caption")
        y += caption.height + 3
        try add(head)
        // A head that takes half a sheet would leave no room for what it names.
        let repeated = head.height < (Self.bottom - Self.top) / 3 ? head : nil
        for cells in table.rows { try add(row(cells, widths, isHead: false, table), below: repeated) }
        end("Table")
        y += 10
    }

    private func row(_ cells: [PlainText], _ widths: [Double], isHead: Bool, _ table: PlainTable) -> PrintedRow {
        PrintedRow(
            zip(cells, widths).enumerated().map { place, cell in
                let isName = isHead || place == 0 && cells.count > 1 && !cell.0.isEmpty
                let text = set(
                    cell.0, width: max(12, cell.1 - 2 * PrintedRow.padding), size: Self.size - 1, isStrong: isHead
                )
                return .init(text: text, tag: isName ? "TH" : "TD")
            }, widths: widths, tag: "TR", look: table.isToSign ? .boxes : .line,
            leastHeight: table.isToSign && !isHead ? 34 : 0
        )
    }

    /// Adds a row, whole where a sheet can hold it.
    ///
    /// - Parameter head: comes again at the top of each sheet.
    mutating func add(_ row: PrintedRow, below head: PrintedRow? = nil) throws(PrintPage.Refusal) {
        if row.height > room, !isAtTop { try turn(repeating: head) }
        var starts = row.cells.map { _ in 0 }
        var isFresh = true
        begin(row.tag)
        while isFresh || zip(starts, row.cells).contains(where: { $0 < $1.text.lines.count }) {
            var ends = ends(of: row, from: starts, within: room - 2 * PrintedRow.padding)
            if !isFresh || row.height > room, ends == starts { ends = one(of: row, from: starts) }
            draw(row, from: starts, to: ends)
            starts = ends
            isFresh = false
            if zip(starts, row.cells).contains(where: { $0 < $1.text.lines.count }) { try turn(repeating: head) }
        }
        end(row.tag)
    }

    private func ends(of row: PrintedRow, from starts: [Int], within height: Double) -> [Int] {
        zip(starts, row.cells).map { $1.text.end(from: $0, within: height) }
    }

    /// A line of each cell, whatever room there is.
    private func one(of row: PrintedRow, from starts: [Int]) -> [Int] {
        zip(starts, row.cells).map { min($0 + 1, $1.text.lines.count) }
    }

    private mutating func turn(repeating head: PrintedRow?) throws(PrintPage.Refusal) {
        try turn()
        guard let head else { return }
        draw(head, from: head.cells.map { _ in 0 }, to: head.cells.map(\.text.lines.count), isTagged: false)
    }

    private mutating func draw(_ row: PrintedRow, from starts: [Int], to ends: [Int], isTagged: Bool = true) {
        let padding = PrintedRow.padding
        let ranges = zip(starts, ends).map { $0..<max($0, $1) }
        let inner = zip(row.cells, ranges).map { $0.text.height(of: $1) }.max() ?? 0
        let height = max(inner, starts.allSatisfy { $0 == 0 } ? row.leastHeight : 0) + 2 * padding
        var x = Self.left
        for ((cell, range), width) in zip(zip(row.cells, ranges), row.widths) {
            if isTagged { begin(cell.tag) }
            draw(cell.text, range, x: x + padding, y: y + padding)
            if isTagged { end(cell.tag) }
            if row.look == .boxes { rule(fromX: x, y: y, toX: x, toY: y + height) }
            x += width
        }
        y += height
        guard row.look != .open else { return }
        rule(fromX: Self.left, y: y, toX: x, toY: y)
        if row.look == .boxes {
            rule(fromX: Self.left, y: y - height, toX: x, toY: y - height)
            rule(fromX: x, y: y - height, toX: x, toY: y)
        }
    }
}
