import SwiftCSV

/// Reads rows of separated values (RFC 4180), each with the line on which it begins.
///
/// SwiftCSV reads the cells, one row at a time: on its own it tells no lines, and one stray quotation mark would end the whole
/// file without saying where.
struct TableReader: Sequence, IteratorProtocol {
    struct Row: Equatable, Sendable {
        /// From 1, as editors count.
        let line: Int
        let content: Content
    }

    enum Content: Equatable, Sendable {
        case cells([String])
        /// A quotation mark stands where none may.
        case brokenQuotes
        /// More bytes than `longestRow`; its cells are not looked at.
        case tooLong
    }

    /// Bytes.
    static let longestRow = 1 << 16

    private let separator: CSVDelimiter
    private var rest: Substring.UTF8View
    private var line = 1

    /// The separator is `;`, `,` or a tab, whichever the first line has most of.
    init(_ text: String) {
        rest = text[...].utf8
        let header = rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let counts = [CSVDelimiter.semicolon, .comma, .tab].map { delimiter in
            (delimiter, header.count { $0 == delimiter.rawValue.asciiValue })
        }
        separator = counts.max { $0.1 < $1.1 }?.0 ?? .semicolon
    }

    /// Lines without anything in them are no rows.
    mutating func next() -> Row? {
        while !rest.isEmpty {
            let (first, record, isClosed) = (line, takeRecord(), isQuoteClosed)
            guard isClosed else { return Row(line: first, content: .brokenQuotes) }
            guard record.count <= Self.longestRow else { return Row(line: first, content: .tooLong) }
            let text = String(record) ?? ""
            if text.allSatisfy({ $0.isWhitespace }) { continue }
            return Row(line: first, content: cells(of: text).map(Content.cells) ?? .brokenQuotes)
        }
        return nil
    }

    private var isQuoteClosed = true

    /// As far as the next line end that is outside quotation marks; that is taken too, and left out.
    private mutating func takeRecord() -> Substring.UTF8View {
        var quotes = QuoteTracker(separator: separator.rawValue.asciiValue ?? 0)
        var end = rest.startIndex
        while end < rest.endIndex {
            let byte = rest[end]
            let isLineFeed = byte == UInt8(ascii: "\n")
            if !quotes.isOpen, isLineFeed || byte == UInt8(ascii: "\r") { break }
            if isLineFeed { line += 1 }
            quotes.pass(byte)
            end = rest.index(after: end)
        }
        let record = rest[..<end]
        isQuoteClosed = !quotes.isOpen
        skipLineEnd(at: end)
        return record
    }

    private mutating func skipLineEnd(at end: Substring.UTF8View.Index) {
        rest = rest[end...]
        if rest.first == UInt8(ascii: "\r") { rest = rest.dropFirst() } else if rest.isEmpty { return }
        if rest.first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
        line += 1
    }

    private func cells(of record: String) -> [String]? {
        // SwiftCSV ends a row at these too, and would leave out what follows.
        let ends: Set<Unicode.Scalar> = ["\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"]
        let record = String(String.UnicodeScalarView(record.unicodeScalars.map { ends.contains($0) ? " " : $0 }))
        guard let table = try? EnumeratedCSV(string: record, delimiter: separator, loadColumns: false) else {
            return nil
        }
        return table.header.map { $0.trimmingSpace }
    }
}

/// Whether a place in a row is within quotation marks. They open at a cell's start alone, so that a stray one does not take
/// the lines that follow.
private struct QuoteTracker {
    let separator: UInt8
    private(set) var isOpen = false
    private var isAtStart = true
    private var hasJustClosed = false

    init(separator: UInt8) { self.separator = separator }

    mutating func pass(_ byte: UInt8) {
        if byte == UInt8(ascii: "\"") {
            // A mark behind one that closed is a doubled one, and means itself.
            let opens = isAtStart || hasJustClosed
            (hasJustClosed, isOpen, isAtStart) = (isOpen, !isOpen && opens, false)
        } else {
            hasJustClosed = false
            isAtStart = !isOpen && (byte == separator || isAtStart && byte == UInt8(ascii: " "))
        }
    }
}

extension String {
    /// Without blanks at either end; a spreadsheet leaves some, no-break spaces too.
    package var trimmingSpace: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
