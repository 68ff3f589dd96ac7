extension CommittedRecord {
    /// What of a record is shown.
    package struct Content: Equatable, Sendable {
        /// The record, with `null` in place of what is hidden.
        package let json: [UInt8]
        /// Where the spans stand in it, in order.
        package let spans: [Range<Int>]
        /// Those of the spans that are hidden.
        package let redacted: [Range<Int>]
    }

    static let placeholder = Array("null".utf8)

    /// Puts the record together from its parts; nil where its rest is hidden, which leaves nothing to read.
    package func content() throws(LogFault) -> Content? {
        guard case .shown(let first, _)? = parts.first else { return nil }
        let pieces = try RecordLayout.pieces(of: first)
        guard pieces.count == parts.count else { throw .malformedRecord }
        var json: [UInt8] = []
        var (spans, redacted): ([Range<Int>], [Range<Int>]) = ([], [])
        for (piece, part) in zip(pieces, parts.dropFirst()) {
            json.append(contentsOf: piece)
            let start = json.count
            switch part {
            case .shown(let bytes, _): json.append(contentsOf: bytes)
            case .redacted:
                json.append(contentsOf: Self.placeholder)
                redacted.append(start..<json.count)
            }
            spans.append(start..<json.count)
        }
        json.append(contentsOf: pieces.last ?? [])
        return Content(json: json, spans: spans, redacted: redacted)
    }
}
