import CCairo
import CPango
import PlainPages

/// A PDF being written: Cairo draws, Pango sets lines. Everything of theirs is released with it.
final class PDFDocument {
    /// A4, in points.
    static let (width, height) = (595.0, 842.0)

    /// Where everything is drawn.
    let cairo: OpaquePointer
    let pango: OpaquePointer
    private let surface: OpaquePointer
    /// One of its own: what another document did leaves no trace in this one.
    private let fonts: UnsafeMutablePointer<PangoFontMap>
    private let sink: Sink

    /// Takes the bytes as Cairo writes them.
    private final class Sink {
        var bytes: [UInt8] = []
        let limit: Int
        var isFull = false

        init(limit: Int) { self.limit = limit }

        func take(_ piece: UnsafeBufferPointer<UInt8>) -> cairo_status_t {
            guard piece.count <= limit - bytes.count else {
                isFull = true
                return CAIRO_STATUS_WRITE_ERROR
            }
            bytes.append(contentsOf: piece)
            return CAIRO_STATUS_SUCCESS
        }
    }

    init(_ page: PlainPage, date: String, limit: Int) throws(PrintPage.Refusal) {
        sink = Sink(limit: limit)
        let surface = cairo_pdf_surface_create_for_stream(
            { sink, bytes, count in
                guard let sink else { return CAIRO_STATUS_NULL_POINTER }
                return Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue()
                    .take(UnsafeBufferPointer(start: bytes, count: Int(count)))
            }, Unmanaged.passUnretained(sink).toOpaque(), Self.width, Self.height
        )
        guard let surface, let cairo = cairo_create(surface) else { throw .failed(1) }
        guard let fonts = pango_cairo_font_map_new(), let pango = pango_font_map_create_context(fonts) else {
            cairo_destroy(cairo)
            cairo_surface_destroy(surface)
            throw .failed(1)
        }
        (self.surface, self.cairo, self.fonts, self.pango) = (surface, cairo, fonts, pango)
        prepare(page, date: date)
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(pango))
        g_object_unref(fonts)
        cairo_destroy(cairo)
        // Cairo may still write while it ends; the sink lives until then.
        cairo_surface_destroy(surface)
    }

    private func prepare(_ page: PlainPage, date: String) {
        // Later versions may pack objects where `PDFCatalog` does not find them.
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
        let day = String(date.prefix(19)) + "Z"
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, page.title.plain)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Relevé")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, day)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, day)
        pango_cairo_context_set_resolution(pango, 72)
        pango_context_set_language(pango, pango_language_from_string(page.language.rawValue))
        let options = cairo_font_options_create()
        defer { cairo_font_options_destroy(options) }
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(pango, options)
    }

    /// Ends the file.
    func finish() throws(PrintPage.Refusal) -> [UInt8] {
        cairo_surface_finish(surface)
        guard !sink.isFull else { throw .tooLong }
        let status = [cairo_status(cairo), cairo_surface_status(surface)].first { $0 != CAIRO_STATUS_SUCCESS }
        if let status { throw .failed(Int32(bitPattern: status.rawValue)) }
        return sink.bytes
    }
}
