package import PlainPages

/// Prints a page on sheets of A4 as PDF: tagged, so that a program can read it aloud, with its title and language. The same page
/// at the same time gives the same bytes, on a machine with the same fonts and libraries.
package struct PrintPage: Sendable {
    package struct Limits: Sendable {
        /// UTF-8 bytes of all texts.
        package var text = 16 << 20
        package var sheets = 2_000
        /// Of the PDF.
        package var bytes = 64 << 20

        package init() {}
    }

    /// Nothing was printed.
    package enum Refusal: Error, Equatable, Sendable {
        /// Beyond one of the limits.
        case tooLong
        /// What Cairo says went wrong.
        case failed(Int32)
    }

    private let limits: Limits

    package init(limits: Limits = Limits()) { self.limits = limits }

    /// - Parameter date: when what is printed was so, in the form of RFC 3339 and UTC; it is the PDF's date.
    package func callAsFunction(_ page: PlainPage, date: String) throws(Refusal) -> [UInt8] {
        guard page.byteCount <= limits.text else { throw .tooLong }
        let document = try PDFDocument(page, date: date, limit: limits.bytes)
        // Each sheet says how many there are, so they are counted first.
        var counting = PageFlow(document, language: page.language, sheets: nil, limit: limits.sheets)
        try counting.add(page)
        var printing = PageFlow(document, language: page.language, sheets: counting.sheet, limit: limits.sheets)
        try printing.add(page)
        return PDFCatalog.naming(page.language.rawValue, in: try document.finish())
    }
}

extension PlainPage {
    fileprivate var byteCount: Int {
        blocks.reduce(title.byteCount) { sum, block in
            switch block {
            case .heading(let text, _), .paragraph(let text): sum + text.byteCount
            case .facts(let facts): facts.reduce(sum) { $0 + $1.name.byteCount + $1.value.byteCount }
            case .table(let table): table.rows.joined().reduce(sum + table.headByteCount) { $0 + $1.byteCount }
            case .pageBreak: sum + 1
            }
        }
    }
}

extension PlainTable {
    fileprivate var headByteCount: Int { columns.reduce(caption.byteCount) { $0 + $1.title.byteCount } }
}

extension PlainText {
    /// With something for the place that an empty one takes.
    fileprivate var byteCount: Int { lines.joined().reduce(16) { $0 + $1.text.utf8.count } }
}
