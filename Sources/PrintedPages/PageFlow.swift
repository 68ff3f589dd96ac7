import CCairo
import CPango
import PlainPages

/// Blocks on their way onto sheets, one below the other. Where nobody knows yet how many sheets there are, nothing is drawn.
struct PageFlow {
    static let (left, top, bottom) = (45.0, 50.0, PDFDocument.height - 60)
    static let width = PDFDocument.width - 2 * left
    static let size = 9.5

    let document: PDFDocument
    private let language: PlainPage.Language
    /// Of all; nil while they are counted.
    private let sheets: Int?
    private let limit: Int

    /// The one that is being filled, from 1.
    private(set) var sheet = 1
    /// Where the next block goes.
    var y = top

    init(_ document: PDFDocument, language: PlainPage.Language, sheets: Int?, limit: Int) {
        self.document = document
        self.language = language
        self.sheets = sheets
        self.limit = limit
    }

    var isDrawing: Bool { sheets != nil }
    var room: Double { Self.bottom - y }
    var isAtTop: Bool { y <= Self.top }

    mutating func add(_ page: PlainPage) throws(PrintPage.Refusal) {
        begin("Document")
        for block in page.blocks {
            switch block {
            case .heading(let text, let level): try add(heading: text, level: level)
            case .paragraph(let text): try add(paragraph: text)
            case .facts(let facts): try add(facts: facts)
            case .table(let table): try add(table)
            case .pageBreak: if !isAtTop { try turn() }
            }
        }
        end("Document")
        finishSheet()
    }

    /// Goes on on the next sheet.
    mutating func turn() throws(PrintPage.Refusal) {
        guard sheet < limit else { throw .tooLong }
        finishSheet()
        sheet += 1
        y = Self.top
    }

    /// Says which sheet it is, outside of what is read aloud.
    private func finishSheet() {
        guard let sheets else { return }
        let words = language == .french ? "page \(sheet) sur \(sheets)" : "page \(sheet) of \(sheets)"
        let text = set(PlainText(words), width: Self.width, size: 8)
        text.draw(0..<text.lines.count, x: Self.left, y: PDFDocument.height - 40, in: document)
        cairo_show_page(document.cairo)
    }

    func begin(_ tag: String) { if isDrawing { cairo_tag_begin(document.cairo, tag, nil) } }

    func end(_ tag: String) { if isDrawing { cairo_tag_end(document.cairo, tag) } }

    func set(_ text: PlainText, width: Double, size: Double = size, isStrong: Bool = false) -> SetText {
        SetText(text, width: width, size: size, isStrong: isStrong, in: document)
    }

    func draw(_ text: SetText, _ lines: Range<Int>, x: Double, y: Double) {
        if isDrawing { text.draw(lines, x: x, y: y, in: document) }
    }

    /// A thin line.
    func rule(fromX: Double, y: Double, toX: Double, toY: Double) {
        guard isDrawing else { return }
        cairo_save(document.cairo)
        cairo_set_source_rgb(document.cairo, 0.6, 0.6, 0.6)
        cairo_set_line_width(document.cairo, 0.5)
        cairo_move_to(document.cairo, fromX, y)
        cairo_line_to(document.cairo, toX, toY)
        cairo_stroke(document.cairo)
        cairo_restore(document.cairo)
    }
}

extension PageFlow {
    /// Stays with some of what follows.
    private mutating func add(heading: PlainText, level: Int) throws(PrintPage.Refusal) {
        let level = min(max(level, 1), 6)
        let sizes = [18.0, 13.0, 11.0]
        let size = sizes.indices.contains(level - 1) ? sizes[level - 1] : 10
        let text = set(heading, width: Self.width, size: size, isStrong: true)
        if !isAtTop { y += 8 }
        if text.height + 60 > room, !isAtTop { try turn() }
        try flow(text, tag: "H\(level)")
        y += 6
    }

    private mutating func add(paragraph: PlainText) throws(PrintPage.Refusal) {
        try flow(set(paragraph, width: Self.width), tag: "P")
        y += 6
    }

    /// As much as fits on each sheet.
    private mutating func flow(_ text: SetText, tag: String) throws(PrintPage.Refusal) {
        var start = 0
        while start < text.lines.count {
            var end = text.end(from: start, within: room)
            if end == start {
                if !isAtTop {
                    try turn()
                    continue
                }
                end += 1
            }
            begin(tag)
            draw(text, start..<end, x: Self.left, y: y)
            self.end(tag)
            y += text.height(of: start..<end)
            start = end
        }
    }

    private mutating func add(facts: [PlainPage.Fact]) throws(PrintPage.Refusal) {
        let widths = [Self.width * 0.3, Self.width * 0.7]
        begin("L")
        for fact in facts {
            let row = PrintedRow(
                [(fact.name, "Lbl"), (fact.value, "LBody")].enumerated().map { place, cell in
                    .init(text: set(cell.0, width: widths[place] - 2 * PrintedRow.padding), tag: cell.1)
                }, widths: widths, tag: "LI", look: .open
            )
            try add(row)
        }
        end("L")
        y += 6
    }
}
