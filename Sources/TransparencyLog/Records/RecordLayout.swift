/// How a record is cut into parts: first the rest, which tells of nobody, with the places of the gaps; then each span
/// that was cut out, in order. `docs/evidence.md` has the format.
enum RecordLayout {
    /// Bytes of a number in the format.
    private static let wordCount = 4

    /// - Throws: `malformedRecord` unless the spans lie inside the record, in order, and apart from one another.
    static func parts(of record: [UInt8], spans: [Range<Int>]) throws(LogFault) -> [[UInt8]] {
        var first = try head(of: record, spans: spans)
        eachGap(of: record, spans: spans) { first += record[$0] }
        return [first] + spans.map { Array(record[$0]) }
    }

    /// What the first part begins with: how many gaps there are, and where in the rest.
    ///
    /// - Throws: as `parts` does.
    static func head(of record: [UInt8], spans: [Range<Int>]) throws(LogFault) -> [UInt8] {
        guard record.count <= Int(UInt32.max), var head = word(spans.count) else { throw .malformedRecord }
        var (end, cut) = (0, 0)
        for span in spans {
            guard span.lowerBound >= end, span.upperBound <= record.count else { throw .malformedRecord }
            head += word(span.lowerBound - cut) ?? []
            (end, cut) = (span.upperBound, cut + span.count)
        }
        return head
    }

    /// The pieces of the rest, of spans for which `head` did not throw.
    static func eachGap(of record: [UInt8], spans: [Range<Int>], _ body: (Range<Int>) -> Void) {
        var end = 0
        for span in spans {
            body(end..<span.lowerBound)
            end = span.upperBound
        }
        body(end..<record.count)
    }

    /// Reads the first part: the rest, cut at the gaps; one piece more than there are gaps.
    static func pieces(of first: [UInt8]) throws(LogFault) -> [ArraySlice<UInt8>] {
        var head = first[...]
        guard let count = number(&head), count <= head.count / wordCount else { throw .malformedRecord }
        var rest = head.dropFirst(count * wordCount)
        var end = 0
        var pieces: [ArraySlice<UInt8>] = []
        for _ in 0..<count {
            guard let gap = number(&head), gap >= end, gap - end <= rest.count else { throw .malformedRecord }
            pieces.append(rest.prefix(gap - end))
            rest = rest.dropFirst(gap - end)
            end = gap
        }
        return pieces + [rest]
    }

    /// A number as four bytes, the highest first; nil where it does not fit.
    static func word(_ number: Int) -> [UInt8]? {
        UInt32(exactly: number).map { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
    }

    static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= wordCount else { return nil }
        defer { bytes = bytes.dropFirst(wordCount) }
        return bytes.prefix(wordCount).reduce(0) { $0 << 8 | Int($1) }
    }
}
