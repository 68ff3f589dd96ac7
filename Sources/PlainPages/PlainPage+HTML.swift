extension PlainPage {
    private static let style = """
        @page{size:A4;margin:18mm 15mm}
        body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111;background:#fff}
        table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #999;padding:.4rem .6rem;\
        text-align:left;vertical-align:top}thead th{background:#eee}tbody th{font-weight:normal}\
        code{word-break:break-all}caption{text-align:left;font-weight:bold;padding:.4rem 0}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#444}dd{margin:0}
        .sign td{height:3.5rem}.break{border:0;margin:3rem 0}
        @media print{body{margin:0;max-width:none;font-size:10pt}tr{break-inside:avoid}.break{break-after:page;margin:0}}
        """

    /// A web page that loads nothing and runs nothing. The same page always gives the same bytes.
    package var html: [UInt8] {
        var text = "<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">"
        text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        text += "<title>\(HTMLText.escaped(title.plain))</title><style>\(Self.style)</style></head><body>\n"
        for block in blocks { text += block.html }
        text += "</body></html>\n"
        return Array(text.utf8)
    }
}

extension PlainPage.Block {
    fileprivate var html: String {
        switch self {
        case .heading(let text, let level):
            let name = "h\(min(max(level, 1), 6))"
            return "<\(name)>\(HTMLText.of(text))</\(name)>\n"
        case .paragraph(let text): return "<p>\(HTMLText.of(text))</p>\n"
        case .facts(let facts):
            let items = facts.map { "<dt>\(HTMLText.of($0.name))</dt><dd>\(HTMLText.of($0.value))</dd>\n" }
            return "<dl>\n\(items.joined())</dl>\n"
        case .table(let table): return table.html
        case .pageBreak: return "<hr class=\"break\">\n"
        }
    }
}

extension PlainTable {
    /// The first cell of a row names it.
    fileprivate var html: String {
        var text = isToSign ? "<table class=\"sign\">" : "<table>"
        text += "<caption>\(HTMLText.of(caption))</caption><thead><tr>"
        for column in columns { text += "<th scope=\"col\">\(HTMLText.of(column.title))</th>" }
        text += "</tr></thead><tbody>\n"
        for row in rows {
            text += "<tr>"
            for (place, cell) in row.enumerated() {
                text +=
                    place == 0 && row.count > 1 && !cell.isEmpty
                    ? "<th scope=\"row\">\(HTMLText.of(cell))</th>" : "<td>\(HTMLText.of(cell))</td>"
            }
            text += "</tr>\n"
        }
        return text + "</tbody></table>\n"
    }
}

private enum HTMLText {
    static func of(_ text: PlainText) -> String {
        text.lines.map { $0.map(of).joined() }.joined(separator: "<br>")
    }

    private static func of(_ run: PlainText.Run) -> String {
        let text = escaped(run.text)
        switch run.look {
        case .normal: return text
        case .small: return "<small>\(text)</small>"
        case .strong: return "<strong>\(text)</strong>"
        case .code: return "<code>\(text)</code>"
        }
    }

    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
