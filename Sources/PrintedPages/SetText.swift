import CCairo
import CPango
import PlainPages

/// A text set in lines of some width, in a typeface of its own size.
final class SetText {
    struct Line {
        fileprivate let glyphs: UnsafeMutablePointer<PangoLayoutLine>
        fileprivate let left: Double
        fileprivate let baseline: Double
        /// From the top of the text: points.
        let top: Double
        let bottom: Double
    }

    private(set) var lines: [Line] = []
    private let layout: OpaquePointer

    /// What Pango sets as one line at most; it looks at all that follows for each line, so that longer ones take for ever.
    private static let longestLine = 2_000

    /// - Parameters:
    ///   - width: points.
    ///   - size: points.
    init(_ text: PlainText, width: Double, size: Double, isStrong: Bool = false, in document: PDFDocument) {
        layout = pango_layout_new(document.pango)
        let description = pango_font_description_new()
        defer { pango_font_description_free(description) }
        pango_font_description_set_family(description, "DejaVu Sans")
        pango_font_description_set_size(description, Self.units(size))
        if isStrong { pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD) }
        pango_layout_set_font_description(layout, description)
        pango_layout_set_width(layout, Self.units(width))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        setText(text, size: size)
        readLines()
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    var height: Double { lines.last?.bottom ?? 0 }

    /// How high some lines are.
    func height(of range: Range<Int>) -> Double {
        guard let first = lines[range].first, let last = lines[range].last else { return 0 }
        return last.bottom - first.top
    }

    /// The place behind the last line from one on that fits into a height.
    func end(from start: Int, within height: Double) -> Int {
        var end = start
        while end < lines.count, lines[end].bottom - lines[start].top <= height { end += 1 }
        return end
    }

    func draw(_ range: Range<Int>, x: Double, y: Double, in document: PDFDocument) {
        guard let top = lines[range].first?.top else { return }
        for line in lines[range] {
            cairo_move_to(document.cairo, x + line.left, y + line.baseline - top)
            pango_cairo_show_layout_line(document.cairo, line.glyphs)
        }
    }

    // MARK: Setting

    private static func units(_ points: Double) -> Int32 { Int32(clamping: Int(points * Double(PANGO_SCALE))) }

    private func setText(_ text: PlainText, size: Double) {
        var bytes: [UInt8] = []
        let attributes = pango_attr_list_new()
        defer { pango_attr_list_unref(attributes) }
        for (place, line) in text.lines.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: "\n")) }
            var length = 0
            for run in line {
                let start = bytes.count
                for scalar in run.text.unicodeScalars {
                    // Between two words where there are any.
                    if length >= Self.longestLine || scalar == " " && length > Self.longestLine * 3 / 4 {
                        bytes.append(UInt8(ascii: "\n"))
                        length = 0
                        if scalar == " " { continue }
                    }
                    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                    length += 1
                }
                for attribute in Self.attributes(of: run.look, size: size) {
                    attribute?.pointee.start_index = UInt32(clamping: start)
                    attribute?.pointee.end_index = UInt32(clamping: bytes.count)
                    pango_attr_list_insert(attributes, attribute)
                }
            }
        }
        // A program that looks for "fi" in the PDF does not find the one letter that both can be drawn as.
        pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"))
        // A hyphen that is put in where a line ends would be read as one of the identifier.
        pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
        pango_layout_set_attributes(layout, attributes)
        bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                pango_layout_set_text(layout, $0.baseAddress, Int32(clamping: $0.count))
            }
        }
    }

    /// They belong to the list that they are put into.
    private static func attributes(
        of look: PlainText.Look, size: Double
    ) -> [UnsafeMutablePointer<PangoAttribute>?] {
        switch look {
        case .normal: []
        case .small: [pango_attr_size_new(units(size * 0.85))]
        case .strong: [pango_attr_weight_new(PANGO_WEIGHT_BOLD)]
        case .code: [pango_attr_family_new("DejaVu Sans Mono"), pango_attr_size_new(units(size * 0.85))]
        }
    }

    private func readLines() {
        guard let iterator = pango_layout_get_iter(layout) else { return }
        defer { pango_layout_iter_free(iterator) }
        let scale = Double(PANGO_SCALE)
        repeat {
            guard let glyphs = pango_layout_iter_get_line_readonly(iterator) else { continue }
            var extent = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &extent)
            lines.append(
                Line(
                    glyphs: glyphs, left: Double(extent.x) / scale,
                    baseline: Double(pango_layout_iter_get_baseline(iterator)) / scale,
                    top: Double(extent.y) / scale, bottom: Double(extent.y + extent.height) / scale
                )
            )
        } while pango_layout_iter_next_line(iterator) != 0
    }
}
