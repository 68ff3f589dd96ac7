import PlainPages

extension TranscriptPage {
    /// The same words as the page in a browser has, to be printed.
    var paper: PlainPage {
        let view = view
        var page = PlainPage(
            PlainText("\(view.title) – \(view.name)"), in: language.ofPage,
            [.heading(PlainText(view.title), level: 1), .heading(PlainText(view.name), level: 2)]
        )
        if !view.facts.isEmpty {
            page.blocks.append(.facts(view.facts.map { .init(PlainText($0.name), PlainText($0.value)) }))
        }
        page.blocks.append(view.isEmpty ? .paragraph(PlainText(view.nothing)) : .table(table(view)))
        if view.hasMore { page.blocks.append(.paragraph(PlainText(view.more))) }
        page.blocks += [.paragraph(PlainText(view.time)), .paragraph(PlainText(view.footer, .small))]
        return page
    }

    private func table(_ view: View) -> PlainTable {
        PlainTable(
            PlainText(view.title), zip(view.columns, [6, 2, 2, 2]).map { .init(PlainText($0), width: $1) },
            rows: view.lines.map { line in
                let course = PlainText("\(line.course) (\(line.source))")
                return [
                    PlainText(lines: [course, PlainText(line.explanation, .small)]), PlainText(line.status),
                    PlainText(line.date), PlainText(line.time),
                ]
            }
        )
    }
}
